"""References by any unique tail."""

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Log, Place
from specgen.program.names import Names, unknown

PLACE = Place(PurePosixPath("specs/x.yaml"))
PARTS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(".".join)


@given(st.sets(PARTS, min_size=1, max_size=8), PARTS)
def test_a_word_means_itself_or_every_id_that_ends_in_it(ids: set[str], word: str) -> None:
    names = Names(dict.fromkeys(ids, PLACE))
    expected = {word} if word in ids else {name for name in ids if name.endswith(f".{word}")}
    assert set(names.candidates(word)) == expected


@given(st.sets(PARTS, min_size=1, max_size=8), PARTS)
def test_exactly_one_meaning_or_exactly_one_finding(ids: set[str], word: str) -> None:
    names, log = Names(dict.fromkeys(ids, PLACE)), Log()
    found = names.find(word, PLACE, log=log)
    assert bool(found) is (len(names.candidates(word)) == 1)
    assert len(log.diagnostics) == (0 if found else 1)


def test_many_meanings_are_cut_short() -> None:
    names, log = Names(dict.fromkeys([f"{n}.x" for n in range(9)], PLACE)), Log()
    assert names.find("x", PLACE, log=log) == ""
    assert log.diagnostics[0].tip.endswith("and 4 more")
    assert len(log.diagnostics[0].related) == 5


def test_a_short_list_of_names_is_the_tip_where_nothing_is_near() -> None:
    assert unknown("unknown-tier", "zzz", place=PLACE, known=["a", "b"]).tip == "known: `a`, `b`"
    assert unknown("unknown-tier", "zzz", place=PLACE, known=map(str, range(50))).tip == ""
