"""Of a matrix, every cell must report: each system and Python with each type of test."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specgen.evidence.model import Session
from specgen.gate.model import Complaint, Facts, Judgement, Scope
from specgen.program.model_policy import Run

LOCAL = ("commit", "pre_push")  # moments of one machine, unless they name systems themselves
ALONE = "performance"  # the form whose tests run in a single cell: one machine, nothing beside it
_SYSTEMS = {"ubuntu": "linux", "debian": "linux", "win": "windows", "mac": "darwin"}
_NUMBERS = re.compile(r"(\d+)\.(\d+)")


class Machine(NamedTuple):
    """One system with one Python of a matrix, as declared; empty where anything will do."""

    image: str
    python: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.image, self.python and f"Python {self.python}")))


def _judge(facts: Facts) -> Iterator[Complaint]:
    run, results = facts.run, facts.results
    if run is None or facts.one_machine or results.empty:
        return
    if run.moment in LOCAL and not run.os:
        return
    machines = [Machine(i, p) for i in run.os or ("",) for p in run.python or ("",)]
    for kind in _expected(facts, run):
        if facts.program.type_named[kind].base == ALONE:
            continue  # that any cell ran it, `shard-absent` sees to
        sessions = [s for s in results.sessions if s.type in (kind, "")]
        for machine in _absent(machines, sessions) if sessions else ():
            yield Complaint(
                f"{kind} {machine}",
                f"no run of {kind} tests on {machine} is there",
                run.place,
                tip="pass on the evidence of every machine, or say `--one-machine`;"
                " docs/gate.md tells how a cell is known",
            )


def _expected(facts: Facts, run: Run) -> Iterator[str]:
    """The types that any run speaks of, those of which tests are linked to what is owed, and so
    all that some machine should have run."""
    ran = {session.type for session in facts.results.sessions}
    seen = {test.type for test in facts.results.tests.values()}
    standings = facts.report.standing_by_id
    owing = {s.type for s in facts.owed if standings[s.id].tests}
    return (kind for kind in run.types if kind in ran | seen | owing)


def _absent(machines: Iterable[Machine], sessions: Iterable[Session]) -> list[Machine]:
    """The machines that no session was made on.

    A session that names its runner counts for that one alone.  Where several images are one
    system, and sessions do not say which they ran on, each session counts for one of them.
    """
    sessions = tuple(sessions)
    named = {(s.runner, numbers(s.python)) for s in sessions}
    unnamed = _counted(s for s in sessions if not s.runner)
    absent = []
    for machine in machines:
        if any(_is(machine, runner, python=python) for runner, python in named if runner):
            continue
        fits = next((k for k, left in unnamed.items() if left and _fits(machine, k)), None)
        if fits is None:
            absent.append(machine)
        elif machine.image:
            unnamed[fits] -= 1
    return absent


def _counted(sessions: Iterable[Session]) -> dict[tuple[str, str], int]:
    """How many machines of each system and Python there must have been: as many as ran the shard
    that fewest ran."""
    shards = Counter((system_of(s.os), numbers(s.python), s.shard) for s in sessions)
    found: dict[tuple[str, str], int] = {}
    for (system, python, _), count in shards.items():
        found[system, python] = min(found.get((system, python), count), count)
    return found


def _is(machine: Machine, runner: str, *, python: str) -> bool:
    return machine.image in ("", runner) and machine.python in ("", python)


def _fits(machine: Machine, there: tuple[str, str]) -> bool:
    system, python = there
    wanted = system_of(machine.image)
    return wanted in ("", system) and numbers(machine.python) in ("", python)


def system_of(name: str) -> str:
    """The system of an image (``ubuntu-24.04``) or of a record (``win32``): linux, windows or
    darwin; another name as it is, and nothing for nothing."""
    found = (system for start, system in _SYSTEMS.items() if name.lower().startswith(start))
    return next(found, name.lower())


def numbers(python: str) -> str:
    """Major and minor number of a Python: ``3.12.4`` and ``3.12t`` are ``3.12``."""
    found = _NUMBERS.match(python)
    return found.group() if found else python


CELL_ABSENT = Judgement(
    id="cell-absent",
    summary="machines of the moment's matrix that did not report a type",
    why="What nobody ran on Windows works on Windows, as far as anybody can see.",
    judge=_judge,
    fixed=True,
    scope=Scope.MATRIX,
)
