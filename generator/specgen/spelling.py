"""Did you mean: the nearest of the words that would have been right."""

from collections.abc import Iterable

_SHORTEST_PREFIX = 3
_EDITS_PER_LETTER = 1 / 3
_SEPARATORS = str.maketrans({"-": "_", " ": "_"})


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` was most likely meant to be; empty where all are too far.

    Case and ``- _`` are one.  An edit inserts, drops or changes a letter or swaps two
    neighbours; about a third of the letters may differ.  A word with fewer dots than a candidate
    is compared with the candidate's tail, and an unambiguous beginning (``perf``) is enough.
    The answer does not depend on the order of ``candidates``.
    """
    folded = _fold(word)
    if not folded:
        return ""
    nearest = [(c, _distance_to(folded, c)) for c in sorted(set(candidates)) if c != word]
    allowed = max(1, int(len(folded) * _EDITS_PER_LETTER)) if len(folded) > 1 else 0
    near = [(d, -_shared(folded, _fold(c)), c) for c, d in nearest if d <= allowed]
    if near:
        return min(near)[2]
    begun = [c for c, _ in nearest if _begins(folded, c)]
    return begun[0] if len(begun) == 1 else ""


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """A tip that names the nearest candidate (``did you mean `unit`?``), or the empty string."""
    found = closest(word, candidates)
    return f"did you mean `{found}`?" if found else ""


def _fold(word: str) -> str:
    return word.strip().casefold().translate(_SEPARATORS)


def _distance_to(folded: str, candidate: str) -> int:
    target = _fold(candidate)
    dots = folded.count(".")
    if dots < target.count("."):
        target = ".".join(target.split(".")[-dots - 1 :])
    limit = max(len(folded), len(target))
    if abs(len(folded) - len(target)) > limit * _EDITS_PER_LETTER + 1:
        return limit
    if "_" in folded and sorted(folded.split("_")) == sorted(target.split("_")):
        return min(1, int(folded != target))
    return _edits(folded, target)


def _edits(first: str, second: str) -> int:
    """Optimal string alignment distance: Levenshtein's, with swapped neighbours as one edit."""
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        row = [i]
        for j, b in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]


def _shared(first: str, second: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )


def _begins(folded: str, candidate: str) -> bool:
    target = _fold(candidate)
    return len(folded) >= _SHORTEST_PREFIX and target.startswith(folded)
