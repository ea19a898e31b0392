"""Contexts of coverage.py, whoever named them: the type of test, the test, what part of it ran.

Ours are ``unit|tests/test_x.py::test_a``, and ``unit|tests/conftest.py::shop|fixture`` for a
fixture that more than one test may share; pytest-cov's end in ``|setup``, ``|run`` or
``|teardown``; coverage's own ``dynamic_context = test_function`` gives dotted names.
"""

from dataclasses import dataclass
from functools import lru_cache

from specgen.evidence.model_outcome import without_parameters
from specgen.evidence.reading import posix

FIXTURE = "fixture"
PHASES = frozenset({"setup", "run", "teardown"})  # as pytest-cov names them


@dataclass(frozen=True, slots=True)
class Context:
    """One context.

    ``type`` is its static half, ``test`` the node id without parameters, or a dotted name, or with
    ``phase`` ``FIXTURE`` the fixture's; both are empty where the context does not say.
    """

    type: str = ""
    test: str = ""
    phase: str = ""

    @property
    def dotted(self) -> bool:
        """Whether ``test`` is a name of Python and no node id."""
        return bool(self.test) and "::" not in self.test


@lru_cache(1 << 16)
def context_of(text: object) -> Context:
    """The parts of a context; of one that nobody here knows, its static half.

    Raises ``ValueError`` where it is not a text: columns of a database may hold anything.
    """
    if not isinstance(text, str):
        raise ValueError("a context is not a text")
    head, colons, tail = text.partition("::")
    if not colons:
        return _named(text)
    kind, bar, path = head.partition("|")
    if not bar:
        kind, path = "", head
    rest, mark, phase = tail.rpartition("|")
    if not mark or phase not in PHASES | {FIXTURE}:
        rest, phase = tail, ""
    return Context(kind, without_parameters(f"{posix(path) if path else ''}::{rest}"), phase)


def _named(text: str) -> Context:
    kind, bar, name = text.partition("|")
    if not bar and _is_function(text):
        return Context("", text, "run")
    return Context(kind, name, "run") if _is_function(name) else Context(kind)


def _is_function(name: str) -> bool:
    """Whether coverage.py gives such a name: it follows functions whose name starts with test."""
    return "." in name and name.rpartition(".")[2].startswith("test")
