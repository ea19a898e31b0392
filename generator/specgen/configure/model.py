"""What emitters of configuration read, and what one of them is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Severity
from specgen.plan import PlannedFile
from specgen.program.model import Program

# what configurations say, and how much it weighs unless the project's `rules:` says otherwise
SAID: Mapping[str, Severity] = {"configuration-conflict": Severity.FINDING}


@dataclass(frozen=True, slots=True)
class Ground:
    """All that an emitter of configuration reads.

    ``standing`` is what stands at the paths that configurations name, as text; ``seconds`` what
    the tests of each type took together when last recorded, none where nothing was.  ``modules``
    maps ids of modules to their files, as far as they are here, and ``tests`` planned test files
    to names of modules.  ``forms`` are the built-in types whose form any test has, and
    ``asynchronous`` is the plugin that awaits generated tests, where any needs it.
    """

    program: Program
    standing: Mapping[PurePosixPath, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    modules: Mapping[str, PurePosixPath] = field(default_factory=dict)
    tests: Mapping[PurePosixPath, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    asynchronous: str = ""


def nothing(_: Ground) -> Iterator[Diagnostic]:
    """The judgement of a configuration that finds nothing wrong."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Configuration:
    """One kind of configuration.

    ``name`` is the name of its file here, ``key`` the key of ``ci:`` that asks for it.  ``paths``
    are all files that it may ever read or write for a program, asked for or not: what stands
    there is read, nothing else is written, and what an earlier build wrote there is taken away
    when it is asked for no longer.  ``emit`` yields the files, ``judge`` what is wrong.
    """

    name: str
    key: str
    paths: Callable[[Program], Iterable[PurePosixPath]]
    emit: Callable[[Ground], Iterable[PlannedFile]]
    judge: Callable[[Ground], Iterable[Diagnostic]] = nothing
