"""The part of the generated conftest.py that starts services in containers."""

from specgen.emit.model_machinery import NONE, Machinery
from specgen.program.model import Program
from specgen.test_types.model import Import

_IMPORTS = ("gc", "socket", "time", "warnings")
# docker leaves sockets to the garbage collector, and strict projects fail on what that says
_TEXT = '''

def _containers(service: str) -> Any:
    """What makes containers; a skipped test where nothing can start one."""
    missing = f"service {service}: testcontainers is not installed"
    core = "testcontainers.core"
    made = pytest.importorskip(f"{core}.container", reason=missing)
    clients = pytest.importorskip(f"{core}.docker_client", reason=missing)
    errors = pytest.importorskip("docker.errors", reason=missing)
    answers = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            clients.DockerClient().client.close()
        except errors.DockerException:
            answers = False
        gc.collect()
    if not answers:
        why = "no docker engine; start one, or waive the skip"
        pytest.skip(f"service {service}: {why}")
    return made


def _start(container: Any, request: pytest.FixtureRequest) -> Any:
    """The container, its ports published and taken, until the test is over."""
    request.addfinalizer(container.stop)
    container.with_kwargs(publish_all_ports=True).start()
    wrapped = container.get_wrapped_container()
    wrapped.reload()
    host, named = container.get_container_host_ip(), wrapped.ports.items()
    for published in (p[0] for name, p in named if p and name.endswith("/tcp")):
        port = int(published["HostPort"])
        deadline = time.monotonic() + 60
        while not _listens(host, port):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{container.image}: nothing at {port}")
            time.sleep(0.1)
    return container


def _listens(host: str, port: int) -> bool:
    """Whether a connection stays: engines take them before services do."""
    try:
        line = socket.create_connection((host, port), 1)
    except OSError:
        return False
    with line:
        line.settimeout(0.2)
        try:
            return bool(line.recv(1))
        except TimeoutError:
            return True
        except OSError:
            return False
'''


def containers(program: Program) -> Machinery:
    """The functions that start containers; nothing where no service is one."""
    doubles = (double for service in program.services for double in service.doubles)
    if all(double.kind != "container" for double in doubles):
        return NONE
    return Machinery(_TEXT, tuple(map(Import, _IMPORTS)) + (Import("typing", "Any"),))
