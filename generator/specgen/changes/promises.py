"""What the keys of a finished test promise: cases, laws, steps, faults and the like."""

from specgen.changes.model import ChangeKind, Revisions
from specgen.program.model import Scenario
from specgen.spec.model import ScenarioSpec

LISTS = ("cases", "holds", "faults", "steps", "asserts", "checkpoints")
VALUES = (
    "target", "subject", "args", "kwargs", "given", "load", "race", "survives", "command", "exit",
    "stdout", "files",
)  # fmt: skip
_NOTHING: tuple[object, ...] = (None, (), {})
_MOST = 80  # characters of a value to show


def stricter_promises(own: Scenario, old: Scenario, *, sides: Revisions) -> ScenarioSpec:
    """The keys of ``own`` with every case, law and step of ``old``; a value that was altered is
    that of ``old``."""
    now, then = own.written, old.written
    if now == then:
        return now
    changed: dict[str, object] = {}
    for key in LISTS:
        lost = _lost_of(own, old, key=key, sides=sides)
        if lost:
            changed[key] = (*_list(now, key), *lost)
    for key in VALUES:
        if _altered_value(own, old, key=key, sides=sides):
            changed[key] = getattr(then, key)
    return now.model_copy(update=changed) if changed else now


def _lost_of(own: Scenario, old: Scenario, *, key: str, sides: Revisions) -> list[object]:
    """The promises of ``old`` under ``key`` that ``own`` does not make, each noted."""
    listed, before = _list(own.written, key), _list(old.written, key)
    lost = [each for each in before if each not in listed]
    for each in lost:
        _lost(own, key, each=each, altered=_altered(before, listed, each=each), sides=sides)
    for each in listed:
        if each not in before and not _replaces(before, listed, each=each):
            change = sides.say(ChangeKind.PROMISE, own.id, what=f"{key}: one more",
                               place=own.place.at(key))  # fmt: skip
            change.tightens(after=_text(each))
    return lost


def _altered_value(own: Scenario, old: Scenario, *, key: str, sides: Revisions) -> bool:
    """Whether ``old`` promised a value under ``key`` that is not that of ``own``; noted."""
    value, known = getattr(own.written, key, None), getattr(old.written, key, None)
    if value == known:
        return False
    change = sides.say(ChangeKind.PROMISE, own.id, what=_moved(key, then=known, now=value),
                       place=own.place.at(key))  # fmt: skip
    if known in _NOTHING:
        change.tightens(after=_text(value))
        return False
    change.loosens(before=_text(known), after=_text(value))
    return True


def _list(spec: ScenarioSpec, key: str) -> tuple[object, ...]:
    found = getattr(spec, key, ())
    return found if isinstance(found, tuple) else ()


def _altered(before: tuple[object, ...], now: tuple[object, ...], *, each: object) -> str:
    """What stands in the place of a promise, where something new does."""
    index = before.index(each)
    found = now[index] if index < len(now) else None
    return _text(found) if found is not None and found not in before else ""


def _replaces(before: tuple[object, ...], now: tuple[object, ...], *, each: object) -> bool:
    index = now.index(each)
    return index < len(before) and before[index] not in now


def _lost(own: Scenario, key: str, *, each: object, altered: str, sides: Revisions) -> None:
    then = _text(each)
    what = f"{key}: {then} becomes {altered}" if altered else f"{key}: {then} is gone"
    change = sides.say(ChangeKind.PROMISE, own.id, what=what, place=own.place.at(key))
    change.loosens(before=then, after=altered)


def _moved(key: str, *, then: object, now: object) -> str:
    if then in _NOTHING:
        return f"{key}: {_text(now)} is new"
    if now in _NOTHING:
        return f"{key}: {_text(then)} is gone"
    return f"{key}: {_text(then)} becomes {_text(now)}"


def _text(value: object) -> str:
    """A value on one line, as written as far as it fits."""
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        value = dump(exclude_defaults=True)
    text = f"{value}"
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
