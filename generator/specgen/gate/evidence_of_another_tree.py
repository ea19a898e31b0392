"""Evidence speaks of the tree that it was made from, and of no other."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from specgen.diagnostics import Place
from specgen.evidence.model_inputs import SHOWN, Inputs, Origin
from specgen.gate.model import Complaint, Facts, Judgement
from specgen.gate.reading import is_accepted, plural

_SHOWN = 3  # files that a message names


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.inputs is None:
        return
    found: dict[tuple[str, bool], list[Origin]] = {}
    for origin in facts.results.origins:
        if origin.stamped and not origin.of(facts.inputs.tree) and not is_accepted(facts, origin):
            found.setdefault((origin.inputs.tree, bool(origin.changed)), []).append(origin)
    for (tree, changed), origins in found.items():
        yield Complaint(
            tree[:SHOWN],
            _of_changed(origins) if changed else _of_other(origins, now=facts.inputs),
            Place(PurePosixPath(origins[0].source)),
            tip="run the tests again on this tree; by hand, `specgen gate --accept-tree"
            f" {tree[:SHOWN]}` judges by it, and it then proves nothing",
        )


def _of_other(origins: list[Origin], *, now: Inputs) -> str:
    """Both trees, and the parts that differ."""
    made = origins[0].inputs
    parts = ", ".join(made.differing(now))
    left = _named(path for origin in origins for path in origin.left)
    behind = f"; tests left {left} behind (ignore or delete it)" if left else ""
    return (
        f"{_what(origins)} of tree {made.shown}, this is tree {now.shown}:"
        f" {parts} differ{'s' if ',' not in parts else ''}{behind}"
    )


def _of_changed(origins: list[Origin]) -> str:
    files = _named(path for origin in origins for path in origin.changed)
    return f"the tree changed while {_what(origins, verb='was made', of_many='were made')}: {files}"


def _what(origins: list[Origin], *, verb: str = "is", of_many: str = "are") -> str:
    first = origins[0].subject
    return f"{first} {verb}" if len(origins) == 1 else f"{plural(len(origins), 'file')} {of_many}"


def _named(paths: Iterable[str]) -> str:
    """The first few of them."""
    every = sorted(set(paths))
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


EVIDENCE_OF_ANOTHER_TREE = Judgement(
    id="evidence-of-another-tree",
    summary="evidence that was made from other code, tests, specs, settings or dependencies",
    why="What was green before the last change says nothing about it.",
    judge=_judge,
    fixed=True,
)
