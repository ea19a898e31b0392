"""What stands for a service in a test, as the lines of its fixture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from specgen.emit.literals import quoted
from specgen.program.model_policy import Double, Service


@dataclass(frozen=True, slots=True)
class Known:
    """The class of a service: its name in the file, and whether it is made without arguments."""

    name: str
    makes: bool


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
    """The real thing, once its credentials are there."""
    service, known = stand.service, stand.known
    lines = _credentials(service)
    if known is not None and known.makes:
        return [*lines, f"return {known.name}()"]
    if known is None and service.env:
        return [*lines, f"return os.environ[{quoted(service.env)}]"]
    reason = quoted(f"service {service.id}: define a fixture `{service.id}` that makes one")
    return [*lines, f"pytest.skip({reason})"]


def cassettes(stand: Stand) -> list[str]:
    """The real class on recorded answers, which pytest-recording plays back during the test."""
    known = stand.known
    if known is None or not known.makes:
        return live(stand)
    return ['request.getfixturevalue("vcr")', f"return {known.name}()"]


def container(stand: Stand) -> list[str]:
    """A container of the image, stopped after the test; without an engine the test is skipped,
    which is a finding until a waiver allows it."""
    reason = quoted(f"service {stand.service.id}: no docker engine; start one, or waive the skip")
    return [
        'containers = pytest.importorskip("testcontainers.core.container")',
        "try:",
        f"    running = containers.DockerContainer({quoted(stand.double.argument)}).start()",
        "except Exception:",
        f"    pytest.skip({reason})",
        "request.addfinalizer(running.stop)",
        "return running",
    ]


def _credentials(service: Service) -> list[str]:
    """Lines that skip, naming the variable that is not set (one of its former names will do)."""
    names = {name: former for name, former in sorted(service.credentials.items())}
    if service.env:
        names.setdefault(service.env, "")
    lines = []
    for name, former in names.items():
        unset = [f"{quoted(n)} not in os.environ" for n in (name, former) if n]
        reason = quoted(f"service {service.id}: the environment variable {name} is not set")
        lines += [f"if {' and '.join(unset)}:", f"    pytest.skip({reason})"]
    return lines


KINDS: Mapping[str, Callable[[Stand], list[str]]] = {
    "live": live,
    "cassettes": cassettes,
    "container": container,
}
