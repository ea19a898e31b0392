"""The verdict of an earlier run, read back as the baseline of a later one."""

import json
from collections.abc import Mapping

from specgen.gate.model import Baseline, Status

_OPEN = {Status.FAILS, Status.WARNS, Status.REPORTED, Status.KNOWN}


def read_baseline(text: str) -> Baseline | None:
    """What ``specgen gate --format json`` wrote; None where ``text`` is something else.

    What was waived then is not known to be broken: when its waiver lapses, it is new.
    """
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("form") != 1:
        return None
    found, covered = data.get("findings"), data.get("coverage")
    if not isinstance(found, list) or not isinstance(covered, dict):
        return None
    broken: dict[tuple[str, str], float | None] = {}
    for each in found:
        if isinstance(each, dict) and each.get("status") in _OPEN:
            key = (str(each.get("rule")), str(each.get("subject")))
            broken[key] = _number(each.get("measured"))
    return Baseline(_shares(covered), broken)


def _shares(covered: Mapping[object, object]) -> Mapping[str, float]:
    numbers = ((str(name), _number(share)) for name, share in covered.items())
    return {name: share for name, share in numbers if share is not None}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
