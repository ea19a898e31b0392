"""The part of the generated conftest.py that records services, and plays what was recorded.

pytest-recording records below a `vcr` mark only: the emitted hook sets it on every test that uses
such a service, hand-written ones too.  Nothing that says who is calling reaches a recording.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from specgen.emit.literals import quoted
from specgen.emit.model_machinery import NONE, Machinery
from specgen.program.model import Program
from specgen.program.model_policy import Service
from specgen.test_types.model import Import

IMPORTS = (
    Import("json"),
    Import("os"),
    Import("pathlib", "Path"),
    Import("typing", "Any"),
    Import("urllib.parse", "quote"),
)
SHORTEST = 4  # a shorter credential stands in too many texts by chance

_MACHINERY = f'''
PRIVATE = frozenset(
    {{"api-key", "authorization", "cookie", "proxy-authorization", "set-cookie", "x-api-key",
    "x-auth-token"}}
)


def _secrets() -> list[tuple[str, str]]:
    """Texts that give credentials away, and what is written instead."""
    found = []
    for names in (names for held in CREDENTIALS.values() for names in held):
        for secret in (os.environ.get(name, "") for name in names):
            for text in {{secret, quote(secret), quote(secret, safe=""), json.dumps(secret)[1:-1]}}:
                if len(text) >= {SHORTEST}:
                    found.append((text, names[0]))
    return sorted(found, key=lambda one: -len(one[0]))


def _hidden(value: Any) -> Any:
    """`value` with names of variables in place of credentials."""
    if isinstance(value, dict):
        return {{key: _header(key, one) for key, one in value.items()}}
    if isinstance(value, list):
        return [_hidden(one) for one in value]
    for text, name in _secrets():
        if isinstance(value, str):
            value = value.replace(text, name)
        elif isinstance(value, bytes):
            value = value.replace(text.encode(), name.encode())
    return value


def _header(key: Any, value: Any) -> Any:
    """What is recorded of a header: not who is calling."""
    if str(key).lower() not in PRIVATE:
        return _hidden(value)
    return ["hidden"] if isinstance(value, list) else "hidden"


def _hide_request(request: Any) -> Any:
    """The request as it is recorded and compared."""
    body = request.body
    request.uri = _hidden(request.uri)
    request.headers = _hidden(dict(request.headers))
    if isinstance(body, str | bytes):
        request.body = _hidden(body)
    elif body is not None:
        request.body = _hidden(body.read() if hasattr(body, "read") else list(body))
    return request


def _hide_response(response: Any) -> dict[str, Any]:
    """The response as it is recorded."""
    found: dict[str, Any] = _hidden(dict(response))
    return found


def _recordings(item: Any) -> list[str]:
    """The folders of the recorded services that a test uses."""
    names = getattr(item, "fixturenames", ())
    return [
        folder
        for service, mark, folder in CASSETTES
        if service in names and item.get_closest_marker(mark)
    ]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let pytest-recording record or play tests of recorded services."""
    here = Path(__file__).parent
    if not config.pluginmanager.has_plugin("recording"):
        return
    vcr = pytest.mark.vcr(
        before_record_request=_hide_request,
        before_record_response=_hide_response,
        decode_compressed_response=True,
    )
    for item in items:
        if item.path.is_relative_to(here) and _recordings(item):
            item.add_marker(vcr)


@pytest.fixture
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    """The folder of its service, and below it the path of the test file."""
    here = Path(__file__).parent
    for folder in _recordings(request.node):
        below = request.node.path.relative_to(here).with_suffix("")
        return str(ROOT / folder / below)
    inherited: str = request.getfixturevalue("vcr_cassette_dir")
    return inherited


def _play(service: str, request: pytest.FixtureRequest) -> None:
    """See to it that the service is recorded or played.

    Playing needs no credentials: the names of variables stand in.
    """
    if not request.config.pluginmanager.has_plugin("recording"):
        why = "pytest-recording is not installed"
        pytest.skip(f"service {{service}}: {{why}}")
    cassette = request.getfixturevalue("vcr")
    if cassette is not None and cassette.write_protected:
        patch = request.getfixturevalue("monkeypatch")
        for names in CREDENTIALS[service]:
            for name in names:
                patch.setenv(name, os.environ.get(name, names[0]))
'''


def recorded(services: Iterable[Service]) -> list[Service]:
    """The services that recordings stand for in some type of test."""
    return [s for s in services if any(double.kind == "cassettes" for double in s.doubles)]


def cassettes(program: Program) -> Machinery:
    """The tables of recorded services and the functions that use them; nothing where no service is
    recorded."""
    services = recorded(program.services)
    if not services:
        return NONE
    up = len(PurePosixPath(program.project.outputs.tests).parts) - 1
    rows = ", ".join(row for service in services for row in _rows(service, program))
    held = ", ".join(
        f"{quoted(s.id)}: {_tuple(_names(s))}"
        for s in program.services
        if s.credentials or s in services
    )
    tables = (
        f"ROOT = Path(__file__).parents[{up + 1}]\n"
        "# service, mark of tests that hear its recordings, their folder\n"
        f"CASSETTES = ({rows},)\n"
        "# service, the variables that hold its credentials with former names\n"
        f"CREDENTIALS: dict[str, tuple[tuple[str, ...], ...]] = {{{held}}}\n"
    )
    return Machinery(f"\n{tables}{_MACHINERY.removeprefix(chr(10))}", IMPORTS)


def _rows(service: Service, program: Program) -> Iterator[str]:
    for double in service.doubles:
        if double.kind == "cassettes":
            marker = program.type_named[double.type].marker
            yield _tuple(map(quoted, (service.id, marker, double.argument)))


def _names(service: Service) -> Iterator[str]:
    for name, former in sorted(service.credentials.items()):
        yield _tuple(quoted(one) for one in (name, former) if one)


def _tuple(texts: Iterable[str]) -> str:
    listed = list(texts)
    return f"({', '.join(listed)},)" if len(listed) == 1 else f"({', '.join(listed)})"
