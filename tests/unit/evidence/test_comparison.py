"""Comparisons of benchmarks: how sure a ratio is, what is written, what is read back."""

import json
import math
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from specgen.evidence.comparison import as_text, comparison
from specgen.evidence.load import load
from specgen.evidence.model import BenchmarkFigures
from specgen.evidence.model_comparison import DOUBT, LEAST_ROUNDS, Compared, Comparison

MACHINE = {"cpu": "Abacus", "cpus": "2", "python": "3.12.1", "system": "Linux"}
SECONDS = st.floats(1e-9, 1e3)


def compared(*ratios: float) -> Compared:
    return Compared("t::a", tuple((1.0, ratio) for ratio in ratios))


def figures(name: str, seconds: float) -> BenchmarkFigures:
    return BenchmarkFigures(name, stats={"median": seconds}, machine=MACHINE)


def test_equal_code_takes_as_long() -> None:
    assert compared(*[1.0] * 8).ratio == 1.0
    assert compared(*[1.0] * 8).sure_ratio == 1.0


def test_one_bad_round_decides_nothing() -> None:
    spoilt = compared(1, 1, 1, 1, 1, 1, 1, 50)
    assert spoilt.ratio == pytest.approx(1.0)
    slow = compared(2, 2, 2, 0.04, 2, 2, 2, 2)  # one round in which the base was disturbed
    assert slow.ratio == pytest.approx(2.0)
    assert slow.sure_ratio < 1


def test_a_ratio_is_sure_only_where_nearly_all_pairs_agree() -> None:
    assert compared(*[2.0] * 6).sure_ratio == pytest.approx(2.0)
    assert compared(2, 2, 2, 2, 2, 0.9).sure_ratio < 1
    assert compared(2, 2, 2, 2, 2, 2, 2, 0.9).sure_ratio > 1
    assert compared(1.5, 0.7, 1.4, 0.8, 1.6, 0.6, 1.5, 0.9).sure_ratio < 1


@pytest.mark.parametrize("count", range(LEAST_ROUNDS))
def test_of_too_few_rounds_nothing_is_sure(count: int) -> None:
    assert count == 0 or compared(*[9.0] * count).sure_ratio == 0.0


@pytest.mark.parametrize("count", [6, 7, 8, 9, 10])
def test_equal_code_is_surely_slower_in_one_case_of_50_at_most(count: int) -> None:
    """Of pairs of equal code each sign is as likely as the other: all of them are tried."""
    sizes = [0.1 + n * 0.0137 for n in range(count)]  # no two sums of them are equal
    wrong = 0
    for signs in product((1, -1), repeat=count):
        pairs = compared(*(math.exp(s * size) for s, size in zip(signs, sizes, strict=True)))
        wrong += pairs.sure_ratio > 1 + 1e-12
    assert wrong / 2**count <= DOUBT
    assert wrong > 0


@given(st.lists(st.tuples(SECONDS, SECONDS), min_size=LEAST_ROUNDS, max_size=12))
def test_laws(pairs: list[tuple[float, float]]) -> None:
    found = Compared("t::a", tuple(pairs))
    shuffled = Compared("t::a", tuple(reversed(pairs)))
    assert shuffled.ratio == pytest.approx(found.ratio)
    assert found.sure_ratio <= found.ratio * (1 + 1e-9)
    mirrored = Compared("t::a", tuple((head, base) for base, head in pairs))
    assert mirrored.ratio * found.ratio == pytest.approx(1.0)
    assume(found.ratio < 1e6)
    doubled = Compared("t::a", tuple((base, head * 2) for base, head in pairs))
    assert doubled.ratio == pytest.approx(2 * found.ratio)
    assert doubled.sure_ratio == pytest.approx(2 * found.sure_ratio)


def test_pairs_round_by_round() -> None:
    rounds = [
        (
            [figures("t::a", 1.0), figures("t::old", 1.0)],
            [figures("t::a", 2.0), figures("t::n", 1)],
        ),
        ([figures("t::a", 3.0)], [figures("t::a", 4.0)]),
        ([figures("t::a", 5.0)], []),
        ([figures("t::a", 0.0)], [figures("t::a", 1.0)]),
    ]
    found = comparison(rounds, base="b", head="h")
    assert found == Comparison(
        "b", "h", (Compared("t::a", ((1.0, 2.0), (3.0, 4.0))),), ("t::n",), ("t::old",), MACHINE
    )


def test_what_is_written_is_read_and_counts_once(tmp_path: Path) -> None:
    found = Comparison("b", "h", (compared(1.0, 2.5),), ("t::n",), ("t::g",), MACHINE)
    for name in ("one", "other"):
        (tmp_path / f"{name}.json").write_text(as_text(found))
    evidence = load([tmp_path], root=tmp_path)
    assert evidence.comparisons == (found,)
    assert evidence.findings == ()


@pytest.mark.parametrize(
    "text", ['{"specgen": "specgen-comparison"}', '{"specgen": "specgen-comparison"',
             '{"specgen": "specgen-comparison", "form": 1, "compared": []}'],
)  # fmt: skip
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    evidence = load([tmp_path], root=tmp_path)
    assert evidence.comparisons == ()
    assert len(evidence.findings) == 1


def test_odd_pairs_are_left_out(tmp_path: Path) -> None:
    pairs = [[1, 2], [1], [0, 1], ["x", 1], "no", [1, 2, 3]]
    data = {"specgen": "specgen-comparison", "form": 1, "compared": {"t::a": pairs, "t::b": []}}
    (tmp_path / "a.json").write_text(json.dumps(data))
    (found,) = load([tmp_path], root=tmp_path).comparisons
    assert found.compared == (Compared("t::a", ((1.0, 2.0),)),)
