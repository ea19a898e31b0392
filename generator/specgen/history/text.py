"""A history as the text of a ledger file, and back."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern

from specgen.evidence.model_outcome import Outcome
from specgen.history.merge import merged
from specgen.history.model import Covered, History, Seen, Sitting

FORM = 1
_OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_WRONG = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
_Json = dict[str, object]


def as_text(history: History) -> str:
    """One line per session, tests by number in a shared table of names; sorted, so that equal
    histories are equal texts."""
    history = merged([history])
    names = sorted({test for sitting in history.sittings for test in sitting.tests})
    numbers = {name: number for number, name in enumerate(names)}
    lines = [
        {"form": FORM},
        {"tests": names},
        *(_sitting(each, numbers) for each in history.sittings),
        *({"covered": [c.tree, c.started, _files(c)]} for c in history.covered),
    ]
    return "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)


def name_of(text: str, history: History) -> str:
    """The name of the file that holds ``text``: its last day, then what is in it, so that two runs
    never share a name and one run never has two."""
    days = [sitting.day for sitting in history.sittings if sitting.day]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{max(days, default='undated')}-{digest}.ledger"


def from_text(text: str) -> History | None:
    """The history in ``text``; None where it is something else."""
    try:
        lines = (line for line in text.split("\n") if line)
        entries = [json.loads(line, parse_constant=_refused) for line in lines]
        if not entries or entries[0] != {"form": FORM}:
            return None
        names = [intern(str(name)) for each in entries for name in each.get("tests", ())]
        return merged([History(tuple(_sittings(entries, names)), tuple(_covered(entries)))])
    except _WRONG:
        return None


def _refused(constant: str) -> float:
    """What is no number sorts differently wherever it stands."""
    raise ValueError(constant)


def _sitting(sitting: Sitting, numbers: Mapping[str, int]) -> _Json:
    by_outcome: dict[str, list[int]] = {}
    for test, seen in sorted(sitting.tests.items()):
        by_outcome.setdefault(str(seen.outcome), []).extend(
            (numbers[test], round(seen.seconds * 1000))
        )
    about = (sitting.id, sitting.started, sitting.moment, sitting.type, *sitting.state)
    return {"session": [*about, sitting.seconds], "ended": by_outcome}


def _files(covered: Covered) -> dict[str, list[int]]:
    return {path: [done, total] for path, (done, total) in sorted(covered.files.items())}


def _sittings(entries: list[_Json], names: list[str]) -> Iterator[Sitting]:
    for entry in entries:
        if "session" not in entry:
            continue
        about, ended = entry["session"], entry["ended"]
        if not isinstance(about, list) or not isinstance(ended, dict):
            raise TypeError
        *words, seconds = about
        id_, started, moment, kind, tree, system, python = map(str, words)
        tests = {
            names[pairs[at]]: _seen(_OUTCOMES[outcome], pairs[at + 1])
            for outcome, pairs in ended.items()
            for at in range(0, len(pairs), 2)
        }
        yield Sitting(
            id_, started, moment, kind, tree, system, python, float(seconds),
            dict(sorted(tests.items())),
        )  # fmt: skip


@lru_cache(1 << 14)
def _seen(outcome: Outcome, milliseconds: float) -> Seen:
    """One for all that are equal: most tests take few milliseconds, and there are many."""
    return Seen(outcome, milliseconds / 1000)


def _covered(entries: list[_Json]) -> Iterator[Covered]:
    for entry in entries:
        if "covered" in entry:
            said = entry["covered"]
            if not isinstance(said, list):
                raise TypeError
            tree, started, files = said
            yield Covered(
                str(tree), str(started), {p: (int(a), int(b)) for p, (a, b) in files.items()}
            )
