"""The part of the generated conftest.py that skips tests whose service is not to be had."""

from specgen.emit.model_machinery import Machinery
from specgen.test_types.model import Import

_SET = '''

def _set(service: str, *names: str) -> None:
    """Skip the test unless one of the variables is set."""
    if not any(name in os.environ for name in names):
        why = f"the environment variable {names[0]} is not set"
        pytest.skip(f"service {service}: {why}")
'''
_UNMADE = '''

def _unmade(service: str) -> Any:
    """Skip the test: nothing shows how the service is made."""
    pytest.skip(f"service {service}: define a fixture `{service}` that makes one")
'''


def needs(fixtures: str) -> Machinery:
    """The functions that the text of the fixtures calls."""
    called = [("_set(", _SET), ("_unmade(", _UNMADE)]
    text = "".join(function for name, function in called if name in fixtures)
    imports = (Import("os"),) if _SET in text else ()
    return Machinery(text, (Import("typing", "Any"), *imports))
