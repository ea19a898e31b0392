"""Results of mutmut and cosmic-ray."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from specgen.evidence.model import MutationFigures
from specgen.evidence.mutants import (
    COSMIC_DUMP,
    COSMIC_SESSION,
    MUTMUT,
    MUTMUT_CACHE,
    load_cosmic_dump,
    load_cosmic_session,
    load_mutmut,
)

SAMPLES = Path(__file__).parent / "samples"


def test_exit_codes_of_mutmut(tmp_path: Path) -> None:
    path = tmp_path / "cart.py.meta"
    codes = {"a": 1, "b": 3, "c": 0, "d": 33, "e": 2, "f": None, "g": -24, "h": 34, "i": 35,
             "j": -11, "k": 37}  # fmt: skip
    path.write_text(json.dumps({"exit_code_by_key": codes}))
    (found,) = load_mutmut(path, "mutants/src/shop/cart.py.meta").mutations
    assert found == MutationFigures("src/shop/cart.py", 4, 1, 1, broken=3, open=2)


def test_what_mutmut_3_8_wrote() -> None:
    """Decorated functions have no mutant and are listed nowhere; a file of constants has none."""
    (cart,) = load_mutmut(
        SAMPLES / "mutmut38/cart.py.meta", "mutants/src/shop/cart.py.meta"
    ).mutations
    assert cart == MutationFigures("src/shop/cart.py", killed=3, untested=2)
    (none,) = load_mutmut(
        SAMPLES / "mutmut38/consts.py.meta", "mutants/src/shop/consts.py.meta"
    ).mutations
    assert none == MutationFigures("src/shop/consts.py")


def test_a_file_that_mutmut_wrote() -> None:
    (found,) = load_mutmut(SAMPLES / "cart.py.meta", "mutants/cart.py.meta").mutations
    assert found.path == "cart.py"
    assert found.killed + found.survived > 0


@pytest.mark.parametrize(
    ("text", "message"), [("{}", "no result of mutmut"), ("[", "not JSON: expecting value")]
)
def test_what_is_no_result_of_mutmut(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.py.meta"
    path.write_text(text)
    assert [f.message for f in load_mutmut(path, "a.py.meta").findings] == [message]


def test_a_session_of_cosmic_ray(tmp_path: Path) -> None:
    path = tmp_path / "session.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table mutation_specs (job_id, module_path)")
        connection.execute("create table work_results (job_id, worker_outcome, test_outcome)")
        rows = [
            ("1", "NORMAL", "KILLED"), ("2", "WorkerOutcome.NORMAL", "TestOutcome.SURVIVED"),
            ("3", "EXCEPTION", "KILLED"), ("4", "normal", "incompetent"),
        ]  # fmt: skip
        connection.executemany("insert into work_results values (?, ?, ?)", rows)
        specs = [(str(number), "shop\\cart.py") for number in range(1, 6)]
        connection.executemany("insert into mutation_specs values (?, ?)", specs)
    (found,) = load_cosmic_session(path, "session.sqlite").mutations
    assert found == MutationFigures("shop/cart.py", 2, 1, 0, broken=1, open=1)  # the fifth


def test_a_dump_of_cosmic_ray(tmp_path: Path) -> None:
    (found,) = load_cosmic_dump(SAMPLES / "cosmic-ray.jsonlines", "dump").mutations
    assert found.killed + found.survived > 0
    path = tmp_path / "dump"
    path.write_bytes(b'[{"mutations": [{"module_path": "a.py"}]}, null]\n{}\nnonsense\n')
    loaded = load_cosmic_dump(path, "dump")
    assert loaded.mutations == (MutationFigures("a.py", open=1),)
    assert [f.place.span.line for f in loaded.findings if f.place.span] == [2, 3]


def test_what_they_recognise() -> None:
    assert MUTMUT.recognises(b'{"exit_code_by_key": {}}', "a.txt")
    assert not MUTMUT.recognises(b"", "a.py.meta")
    assert MUTMUT.promised_by("a.py.meta")
    assert MUTMUT_CACHE.recognises(b"SQLite format 3\0", ".mutmut-cache")
    assert not MUTMUT_CACHE.recognises(b"", ".mutmut-cache")
    assert COSMIC_SESSION.recognises(b"SQLite format 3\0", "s.sqlite")
    assert not COSMIC_SESSION.recognises(b"SQLite format 3\0", ".coverage")
    assert COSMIC_DUMP.recognises(b'[{"mutations": []}]', "d")
    assert COSMIC_DUMP.recognises(b'[{"job_id": "1", "mutations": [', "d.jsonl")
    assert not COSMIC_DUMP.recognises(b"{}", "d")
    assert not COSMIC_DUMP.recognises(b'a note on "mutations"', "d")
