"""A chaos test that draws at random without a seed fails once and cannot be repeated."""

from collections.abc import Iterator

from specgen.diagnostics import Diagnostic, Severity
from specgen.inventory.model import Act, TestItem
from specgen.rules.hygiene import Fault, per_file
from specgen.rules.model import Facts, Rule

_SOURCES = ("random.", "numpy.random.")
_SEEDS = (".seed", ".Random", ".default_rng", ".RandomState")


def _judge(facts: Facts) -> Iterator[Diagnostic]:
    chaos = {kind.name for kind in facts.program.types if "chaos" in (kind.name, kind.base)}
    faults = (
        Fault(item, act.line, f"`{item.name}` draws from `{act.name}` without a seed")
        for item in facts.inventory.live
        if item.type in chaos
        for act in _unseeded(item)
    )
    tip = "seed it: `random.Random(7)`, and print the seed where the test fails"
    yield from per_file(RANDOM_WITHOUT_SEED, facts, faults=faults, tip=tip)


def _unseeded(item: TestItem) -> Iterator[Act]:
    """The draws of a test in which nothing is seeded."""
    draws = [act for act in item.acts if act.name.startswith(_SOURCES)]
    if not any(act.name.endswith(_SEEDS) and (act.target or act.keywords) for act in draws):
        yield from draws


RANDOM_WITHOUT_SEED = Rule(
    id="random-without-seed",
    severity=Severity.WARNING,
    summary="chaos tests that draw at random without a seed, per file",
    why="The one failure that matters cannot be brought back.",
    example="# random.random() in a chaos test\nrules: {random-without-seed: blocking}\n",
    judge=_judge,
)
