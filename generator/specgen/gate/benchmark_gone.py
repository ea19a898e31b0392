"""A benchmark that the base has still gives a figure."""

from collections.abc import Iterator

from specgen.evidence.model_outcome import without_parameters
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import place_of


def _judge(facts: Facts) -> Iterator[Complaint]:
    for comparison in facts.results.comparisons:
        for name in comparison.gone:
            test = without_parameters(name)
            there = test in facts.results.tests
            yield Complaint(
                name,
                "was measured at the base, and gives no figure any more",
                place_of(test),
                tip="see why it fails" if there else "if it was renamed, or deleted on purpose,"
                " have that approved: what it guarded is compared with nothing",
                known_as=facts.scenarios_of.get(test, ()),
            )  # fmt: skip


BENCHMARK_GONE = Judgement(
    id="benchmark-gone",
    summary="benchmarks of the base that the head renamed, deleted or broke",
    why="A slow function with no benchmark is as fast as anybody claims.",
    judge=_judge,
)
