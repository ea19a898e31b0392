"""The graph of what needs what, and its circles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from specgen.diagnostics import Place
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_plan import Decision, Goal, Milestone, Task

Edges = Mapping[str, Mapping[str, Place]]
_Element = Module | Scenario | Task | Goal | Milestone


def needs(program: Program) -> Edges:
    """For each id the ids that it needs, with the place that says so.

    ``needs`` and ``blocks`` are one relation: ``blocks: [x]`` says that x needs the writer.
    Decisions that are made block nothing.
    """
    plan = (program.modules, program.scenarios, program.tasks, program.goals, program.milestones)
    needing: tuple[_Element, ...] = tuple(chain.from_iterable(plan))
    open_decisions = (decision for decision in program.decisions if not decision.answer)
    blocking: Iterable[_Element | Decision] = chain(needing, open_decisions)
    edges: dict[str, dict[str, Place]] = {}
    for one in needing:
        for other in one.needs:
            edges.setdefault(one.id, {}).setdefault(other, one.place.at("needs"))
    for blocker in blocking:
        for other in blocker.blocks:
            edges.setdefault(other, {}).setdefault(blocker.id, blocker.place.at("blocks"))
    return edges


def circles(edges: Edges) -> Iterator[tuple[str, ...]]:
    """One shortest circle of each knot, as ids in order, smallest first, knots by that id."""
    found = (_shortest(edges, knot) for knot in _knots(edges))
    yield from sorted(circle for circle in found if circle)


def _shortest(edges: Edges, knot: frozenset[str]) -> tuple[str, ...]:
    """The shortest way from the smallest id of the knot back to it; empty where there is none."""
    start = min(knot)
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for after in sorted(edges.get(way[-1], {})):
            if after == start:
                return way
            if after in knot and after not in seen:
                seen.add(after)
                ways.append((*way, after))
    return ()


@dataclass
class _Walk:
    """The state of Tarjan's walk: visiting order, lowest reachable order, and the open stack."""

    order: dict[str, int] = field(default_factory=dict)
    low: dict[str, int] = field(default_factory=dict)
    stack: list[str] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    def enter(self, node: str) -> None:
        self.order[node] = self.low[node] = len(self.order)
        self.stack.append(node)

    def meet(self, node: str, after: str) -> None:
        if after not in self.closed:
            self.low[node] = min(self.low[node], self.low[after])

    def leave(self, node: str) -> frozenset[str]:
        """The strongly connected component that ends at ``node``; empty where none does."""
        if self.low[node] != self.order[node]:
            return frozenset()
        at = self.stack.index(node)
        component = frozenset(self.stack[at:])
        del self.stack[at:]
        self.closed |= component
        return component


def _knots(edges: Edges) -> Iterator[frozenset[str]]:
    """Strongly connected components, without recursion: chains may be long."""
    walk = _Walk()
    for root in sorted(edges):
        if root not in walk.order:
            yield from _knots_from(root, walk, edges=edges)


def _knots_from(root: str, walk: _Walk, *, edges: Edges) -> Iterator[frozenset[str]]:
    walk.enter(root)
    pending = [(root, iter(sorted(edges[root])))]
    while pending:
        node, rest = pending[-1]
        after = next(rest, None)
        if after is None:
            pending.pop()
            if pending:
                walk.meet(pending[-1][0], node)
            yield walk.leave(node) or frozenset((node,))
        elif after in walk.order:
            walk.meet(node, after)
        else:
            walk.enter(after)
            pending.append((after, iter(sorted(edges.get(after, {})))))
