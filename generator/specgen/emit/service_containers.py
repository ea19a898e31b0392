"""The part of the generated conftest.py that starts services in containers."""

from specgen.emit.model_machinery import NONE, Machinery
from specgen.program.model import Program
from specgen.test_types.model import Import

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
    """The container, running until the test is over."""
    request.addfinalizer(container.stop)
    return container.start()
'''


def containers(program: Program) -> Machinery:
    """The functions that start containers; nothing where no service is one."""
    doubles = (double for service in program.services for double in service.doubles)
    if all(double.kind != "container" for double in doubles):
        return NONE
    return Machinery(_TEXT, (Import("gc"), Import("typing", "Any"), Import("warnings")))
