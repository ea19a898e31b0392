"""Loads mutation results: mutmut's ``.meta`` files or cache, cosmic-ray's session and dump."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.database import MAGIC, opened
from specgen.evidence.model import Loaded, MutationFigures
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import (
    MANY,
    is_heavy,
    posix,
    read_json,
    rows,
    table,
    text,
    unreadable,
)

# mutmut 3 keeps the exit code of the test run of each mutant (src/mutmut/stats.py, 3.8); of those
# that are not here (34 skipped, 35 suspicious, -9 and -11 crashed) nothing can be said.  None: not
# checked, 2: interrupted, 37: a type checker found it.
_EXIT = {1: "killed", 3: "killed", 0: "survived", 5: "untested", 33: "untested", -24: "killed",
         36: "killed", 24: "killed", 152: "killed", 255: "killed", 37: "killed",
         2: "open"}  # fmt: skip
_STATUS = {
    "ok_killed": "killed",
    "bad_timeout": "killed",
    "bad_survived": "survived",
    "untested": "open",
}  # mutmut 2
_CACHE = """
select f.filename, m.status from Mutant m
join Line l on l.id = m.line join SourceFile f on f.id = l.sourcefile
"""
_RESULT = {"killed": "killed", "survived": "survived", "incompetent": "killed"}
_ITEM = re.compile(rb'\s*\[?\s*\{(?:"[^"]*": ?"[^"]*", ?)*"mutations"')
_FIELDS = ("killed", "survived", "untested", "broken", "open")
_SESSION = """
select m.module_path, r.worker_outcome, r.test_outcome from mutation_specs m
left join work_results r on r.job_id = m.job_id
"""


def load_mutmut(path: Path, name: str) -> Loaded:
    """One ``mutants/<path>.py.meta`` of mutmut."""
    found = read_json(path, name)
    if isinstance(found, Diagnostic):
        return Loaded(findings=(found,))
    codes = table(found).get("exit_code_by_key")
    if not isinstance(codes, dict):
        return Loaded(findings=(unreadable(name, "no result of mutmut"),))
    file = posix(name).rpartition("mutants/")[2].removesuffix(".meta")
    found_as = ((file, _exited(code)) for code in codes.values())
    none_made = (MutationFigures(file),)
    return Loaded(mutations=_tally(Counter(found_as)) or none_made)


def _exited(code: object) -> str:
    """What an exit code means."""
    if code is None:
        return "open"
    return _EXIT.get(code, "broken") if type(code) is int else "broken"  # true is no code


def load_mutmut_cache(path: Path, name: str) -> Loaded:
    """The ``.mutmut-cache`` of mutmut 2."""
    try:
        with opened(path) as database:
            every = database.execute(_CACHE)
            counts = Counter((posix(str(f)), _STATUS.get(s, "broken")) for f, s in every)
    except (sqlite3.Error, ValueError) as error:  # ValueError: names that are no UTF-8
        return Loaded(findings=(unreadable(name, f"not a cache of mutmut: {error}"),))
    return Loaded(mutations=_tally(counts))


def load_cosmic_session(path: Path, name: str) -> Loaded:
    """The session database of cosmic-ray."""
    try:
        with opened(path) as database:
            every = database.execute(_SESSION)
            counts = Counter((posix(str(file)), _judged(w, t)) for file, w, t in every)
    except (sqlite3.Error, ValueError) as error:  # ValueError: names that are no UTF-8
        return Loaded(findings=(unreadable(name, f"not a session of cosmic-ray: {error}"),))
    return Loaded(mutations=_tally(counts))


def load_cosmic_dump(path: Path, name: str) -> Loaded:
    """What ``cosmic-ray dump`` prints: per line a work item and its result."""
    counts: Counter[tuple[str, str]] = Counter()
    findings: list[Diagnostic] = []
    with path.open("rb") as stream:
        for count, line in enumerate(stream, 1):
            found = _item(line)
            if found is None:
                findings.append(unreadable(name, "not a work item and its result", line=count))
            if len(findings) == MANY:
                break
            counts.update(found or ())
    return Loaded(mutations=_tally(counts), findings=tuple(findings))


def _item(line: bytes) -> list[tuple[str, str]] | None:
    """The files that one work item mutates, and what its result means; None if it is none."""
    try:
        pair = () if is_heavy(line) else tuple(rows(json.loads(line)))
    except (ValueError, RecursionError):
        return None
    if len(pair) != 2:
        return None
    item, result = map(table, pair)
    judged = _judged(result.get("worker_outcome"), result.get("test_outcome"))
    mutations = map(table, rows(item.get("mutations")))
    return [(posix(text(one.get("module_path"))), judged) for one in mutations]


def _judged(worker: object, test: object) -> str:
    """What a result of cosmic-ray means; its enumerations are stored by name, in either case."""
    if worker is None and test is None:
        return "open"
    if text(worker).lower().rpartition(".")[2] not in ("normal", ""):
        return "broken"
    return _RESULT.get(text(test).lower().rpartition(".")[2], "broken")


def _tally(counts: Mapping[tuple[str, str], int]) -> tuple[MutationFigures, ...]:
    files = sorted({file for file, _ in counts})
    return tuple(
        MutationFigures(file, *(counts.get((file, each), 0) for each in _FIELDS)) for file in files
    )


MUTMUT = Loader("mutmut", lambda head, _: b'"exit_code_by_key"' in head, load_mutmut, ("*.meta",))
MUTMUT_CACHE = Loader(
    "mutmut-cache",
    lambda head, name: name == ".mutmut-cache" and head.startswith(MAGIC),
    load_mutmut_cache,
    (".mutmut-cache",),
)
COSMIC_SESSION = Loader(
    "cosmic-ray",
    lambda head, name: name.endswith(".sqlite") and head.startswith(MAGIC),
    load_cosmic_session,
)
COSMIC_DUMP = Loader(
    "cosmic-ray-dump", lambda head, _: _ITEM.match(head) is not None, load_cosmic_dump
)
