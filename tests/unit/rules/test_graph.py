"""Circles are found exactly where there are some, and each that is printed is one."""

from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Place
from specgen.rules.graph import Edges, circles

PLACE = Place(PurePosixPath("specs/x.yaml"))
NODES = st.sampled_from("abcdefgh")
GRAPHS = st.dictionaries(NODES, st.sets(NODES, max_size=4))


def edges_of(graph: dict[str, set[str]]) -> Edges:
    return {node: dict.fromkeys(sorted(after), PLACE) for node, after in graph.items()}


def has_circle(graph: dict[str, set[str]]) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


@given(GRAPHS)
def test_there_is_one_exactly_where_sorting_fails(graph: dict[str, set[str]]) -> None:
    assert bool(list(circles(edges_of(graph)))) == has_circle(graph)


@given(GRAPHS)
def test_every_step_is_an_edge_and_no_node_comes_twice(graph: dict[str, set[str]]) -> None:
    found = list(circles(edges_of(graph)))
    assert found == sorted(found)
    for circle in found:
        assert len(set(circle)) == len(circle)
        for one, other in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert other in graph[one]


@given(GRAPHS)
def test_the_order_of_writing_does_not_matter(graph: dict[str, set[str]]) -> None:
    shuffled = dict(sorted(edges_of(graph).items(), reverse=True))
    assert list(circles(shuffled)) == list(circles(edges_of(graph)))


def test_each_knot_has_its_circle() -> None:
    graph = {"a": {"b"}, "b": {"a", "c"}, "c": {"d"}, "d": {"c"}, "e": {"a"}}
    assert list(circles(edges_of(graph))) == [("a", "b"), ("c", "d")]
