"""What stands for a service in a test, as the lines of its fixture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from specgen.emit.literals import quoted
from specgen.program.model_policy import Double, Service


@dataclass(frozen=True, slots=True)
class Known:
    """The class of a service: its name in the file, whether it is made without arguments, and
    whether it is to be closed (it has a plain method ``close`` that asks for nothing)."""

    name: str
    makes: bool
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """A service, its class where one is known, and what stands for it in one type of test."""

    service: Service
    known: Known | None
    double: Double


def autospec(known: Known | None) -> list[str]:
    """A mock that has what the class has and nothing else; nothing where no class is known."""
    if known is None:
        return ["return None"]
    return [f"return create_autospec({known.name}, instance=True, spec_set=True)"]


def live(stand: Stand) -> list[str]:
    """The real thing, once its credentials are there; closed after the test where it can be."""
    service, known = stand.service, stand.known
    lines = _credentials(service)
    if known is not None and known.makes and known.closes:
        made = [f"made = {known.name}()", "request.addfinalizer(made.close)", "return made"]
        return lines + made
    if known is not None and known.makes:
        return [*lines, f"return {known.name}()"]
    if known is None and service.env:
        return [*lines, f"return os.environ[{quoted(service.env)}]"]
    return [*lines, f"return _unmade({quoted(service.id)})"]


def cassettes(stand: Stand) -> list[str]:
    """The real thing on recorded answers, which are played back or recorded during the test."""
    return [f"_play({quoted(stand.service.id)}, request)", *live(stand)]


def container(stand: Stand) -> list[str]:
    """A container of the image, stopped after the test; without an engine the test is skipped,
    which is a finding until a waiver allows it."""
    started = f"_start(docker.DockerContainer({quoted(stand.double.argument)}), request)"
    return [f"docker = _containers({quoted(stand.service.id)})", f"return {started}"]


def _credentials(service: Service) -> list[str]:
    """Lines that skip, naming the variable that is not set (one of its former names will do)."""
    names = dict(sorted(service.credentials.items()))
    if service.env:
        names.setdefault(service.env, "")
    wanted = ((service.id, name, former) for name, former in names.items())
    return [f"_set({', '.join(quoted(one) for one in row if one)})" for row in wanted]


KINDS: Mapping[str, Callable[[Stand], list[str]]] = {
    "live": live,
    "cassettes": cassettes,
    "container": container,
}
