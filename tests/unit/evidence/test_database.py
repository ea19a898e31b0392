"""Databases that others wrote: only read, and never for ever."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from specgen.evidence import database
from specgen.evidence.database import opened

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(*statements: str) -> Path:
        path = tmp_path / "a.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return path

    return write


def test_rows_are_read(written: Written) -> None:
    with opened(written("create table t (x)", "insert into t values (7)")) as connection:
        assert connection.execute("select x from t").fetchall() == [(7,)]


def test_nothing_is_written(written: Written) -> None:
    with (
        opened(written("create table t (x)")) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("insert into t values (1)")


def test_one_that_was_cut_off_is_refused(written: Written) -> None:
    path = written("create table t (x)", "insert into t values (zeroblob(9000))")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(sqlite3.DatabaseError, match="cut off"), opened(path):
        pass


ENDLESS = "create view t as with recursive n(x) as (select 1 union all select x + 1 from n) "
MANY = "with recursive n(x) as (select 1 union all select x + 1 from n limit 20000) "


@pytest.mark.parametrize(
    ("statements", "query"),
    [
        ([ENDLESS + "select x from n"], "select count(*) from t"),
        (
            ["create table a (x)", "create table b (x)", f"insert into a {MANY} select 1 from n",
             f"insert into b {MANY} select 1 from n"],
            "select count(*) from a join b on a.x = b.x",
        ),
    ],
)  # fmt: skip
def test_what_never_ends_is_interrupted(
    written: Written, monkeypatch: pytest.MonkeyPatch, *, statements: list[str], query: str
) -> None:
    monkeypatch.setattr(database, "_INSTRUCTIONS", 3_000_000)
    with (
        opened(written(*statements)) as connection,
        pytest.raises(sqlite3.OperationalError, match="interrupted"),
    ):
        connection.execute(query).fetchall()


def test_a_value_larger_than_any_is_refused(written: Written) -> None:
    path = written("create table t (x)", "insert into t values (zeroblob(20000000))")
    with (
        opened(path) as connection,
        pytest.raises(sqlite3.DataError, match="too big"),
    ):
        connection.execute("select x from t").fetchall()
