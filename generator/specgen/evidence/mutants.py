"""Loads mutation results: mutmut's ``.meta`` files, cosmic-ray's session and dump."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from specgen.diagnostics import Diagnostic
from specgen.evidence.model import Loaded, MutationFigures
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import cut_off, posix, read_json, rows, table, text, unreadable

# mutmut 3 keeps the exit code of the test run of each mutant (src/mutmut/__main__.py, 3.2)
_EXIT = {1: "killed", 3: "killed", 0: "survived", 5: "untested", 33: "untested", -24: "killed",
         36: "killed", 24: "killed", 152: "killed", 255: "killed"}  # fmt: skip
_RESULT = {"killed": "killed", "survived": "survived", "incompetent": "killed"}
_FIELDS = ("killed", "survived", "untested", "broken")
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
    found_as = (
        (file, _EXIT.get(code, "broken") if isinstance(code, int) else "broken")
        for code in codes.values()
    )
    return Loaded(mutations=_tally(found_as))


def load_cosmic_session(path: Path, name: str) -> Loaded:
    """The session database of cosmic-ray."""
    if cut_off(path):
        return Loaded(findings=(unreadable(name, "not a session of cosmic-ray: it was cut off"),))
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            every = list(connection.execute(_SESSION))
    except (sqlite3.Error, ValueError) as error:  # ValueError: names that are no UTF-8
        return Loaded(findings=(unreadable(name, f"not a session of cosmic-ray: {error}"),))
    return Loaded(mutations=_tally((posix(str(p)), _judged(w, t)) for p, w, t in every))


def load_cosmic_dump(path: Path, name: str) -> Loaded:
    """What ``cosmic-ray dump`` prints: per line a work item and its result."""
    pairs: list[tuple[str, str]] = []
    findings = []
    for count, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            item, result = json.loads(line)
        except (ValueError, TypeError, RecursionError):
            findings.append(unreadable(name, "not a work item and its result", line=count))
            continue
        said = table(result)
        for one in rows(table(item).get("mutations")):
            file = posix(text(table(one).get("module_path")))
            pairs.append((file, _judged(said.get("worker_outcome"), said.get("test_outcome"))))
    return Loaded(mutations=_tally(pairs), findings=tuple(findings))


def _judged(worker: object, test: object) -> str:
    """What a result of cosmic-ray means; its enumerations are stored by name, in either case."""
    if text(worker).lower().rpartition(".")[2] not in ("normal", ""):
        return "broken"
    return _RESULT.get(text(test).lower().rpartition(".")[2], "broken")


def _tally(pairs: Iterable[tuple[str, str]]) -> tuple[MutationFigures, ...]:
    counts = Counter(pairs)
    files = sorted({file for file, _ in counts})
    return tuple(MutationFigures(file, *(counts[file, each] for each in _FIELDS)) for file in files)


MUTMUT = Loader("mutmut", lambda path, head: path.suffix == ".meta", load_mutmut)
COSMIC_SESSION = Loader(
    "cosmic-ray",
    lambda path, head: path.suffix == ".sqlite" and head.startswith(b"SQLite format 3"),
    load_cosmic_session,
)
COSMIC_DUMP = Loader("cosmic-ray-dump", lambda path, head: b'"mutations"' in head, load_cosmic_dump)
