"""Did you mean: the nearest of the words that would have been right."""

from collections.abc import Iterable

_SHORTEST_PREFIX = 3
_EDITS_PER_LETTER = 1 / 3
_MOST_EDITS = 6
_SEPARATORS = str.maketrans({"-": "_", " ": "_"})


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` was most likely meant to be; empty where all are too far.

    Case and ``- _`` are one.  An edit inserts, drops or changes a letter or swaps two
    neighbours; about a third of the letters may differ, six at most.  A word with fewer dots than
    a candidate is also compared with its tail; else an unambiguous beginning (``perf``) is enough.
    The answer does not depend on the order of ``candidates``.
    """
    folded = _fold(word)
    if not folded:
        return ""
    others = [c for c in sorted(set(candidates)) if c != word]
    near = _nearest(folded, others)
    if near:
        return min(near)[2]
    begun = [c for c in others if _begins(folded, c)]
    return begun[0] if len(begun) == 1 else ""


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """A tip that names the nearest candidate (``did you mean `unit`?``), or the empty string."""
    found = closest(word, candidates)
    return f"did you mean `{found}`?" if found else ""


def _nearest(folded: str, others: list[str]) -> list[tuple[int, int, str]]:
    """Candidates within reach with their distance and, negative, the length of what they begin
    alike; the reach shrinks to the nearest found, which keeps long lists cheap."""
    reach = min(max(1, int(len(folded) * _EDITS_PER_LETTER)), _MOST_EDITS)
    reach = reach if len(folded) > 1 else 0
    near = []
    for candidate in others:
        distance = _distance_to(folded, candidate, allowed=reach)
        if distance <= reach:
            reach = distance
            near.append((distance, -_shared(folded, _fold(candidate)), candidate))
    return near


def _fold(word: str) -> str:
    return word.strip().casefold().translate(_SEPARATORS)


def _distance_to(folded: str, candidate: str, *, allowed: int) -> int:
    """Edits to the candidate or to its tail, whichever is nearer; any more than ``allowed``
    count as one too many."""
    target = _fold(candidate)
    dots = folded.count(".")
    near = _distance(folded, target, allowed=allowed)
    if dots < target.count("."):
        tail = ".".join(target.split(".")[-dots - 1 :])
        near = min(near, _distance(folded, tail, allowed=allowed))
    return near


def _distance(first: str, second: str, *, allowed: int) -> int:
    if "_" in first and sorted(first.split("_")) == sorted(second.split("_")):
        return min(1, int(first != second))
    longest = max(len(first), len(second))
    if longest - min(len(first), len(second)) > allowed:
        return allowed + 1
    common = sum(min(first.count(letter), second.count(letter)) for letter in set(first))
    if longest - common > allowed:  # each edit mends one letter at most
        return allowed + 1
    start = _shared(first, second)
    return _edits(first[start:], second[start:], allowed=allowed)


def _edits(first: str, second: str, *, allowed: int) -> int:
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
        if min(row) > allowed and min(above) > allowed:
            return allowed + 1
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
