"""A chaos test that draws at random without a seed fails once and cannot be repeated."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import Act, Support, TestItem
from specgen.rules.hygiene import Fault, named, per_file
from specgen.rules.model import Facts, Rule

_Actor = TestItem | Support
_SOURCES = ("random.", "numpy.random.")
_SEEDS = (".seed", ".Random", ".default_rng", ".RandomState")


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    chaos = {kind.name for kind in facts.program.types if "chaos" in (kind.name, kind.base)}
    behind: dict[str, list[Support]] = defaultdict(list)
    for helper in facts.inventory.supports:
        for test in helper.tests:
            behind[test].append(helper)
    faults = (
        Fault(who, act.line, f"{named(who)} draws from `{act.name}` without a seed")
        for item in facts.inventory.live
        if item.type in chaos
        for who, act in _unseeded((item, *behind[item.node_id]))
    )
    tip = "seed it: `random.Random(7)`, and print the seed where the test fails"
    yield from per_file(RANDOM_WITHOUT_SEED, facts, faults=faults, tip=tip)


def _unseeded(actors: Iterable[_Actor]) -> Iterator[tuple[_Actor, Act]]:
    """The draws of a test and of what acts for it, unless something there is seeded."""
    draws = [(a, act) for a in actors for act in a.acts if act.name.startswith(_SOURCES)]
    if not any(act.name.endswith(_SEEDS) and (act.target or act.keywords) for _, act in draws):
        yield from draws


RANDOM_WITHOUT_SEED = Rule(
    id="random-without-seed",
    severity=Severity.WARNING,
    summary="chaos tests, with their fixtures, that draw at random without a seed, per file",
    why="The one failure that matters cannot be brought back.",
    example="# random.random() in a chaos test\nrules: {random-without-seed: blocking}\n",
    judge=_judge,
)
