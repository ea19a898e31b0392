"""The verdict of an earlier run, read back as the baseline of a later one."""

import json
from collections.abc import Mapping

from specgen.gate.model import Status
from specgen.gate.model_earlier import Baseline
from specgen.gate.model_status import ScenarioStatus, Shares

FORMS = (1, 2)  # the first counted what had not run as ok: of it no shares are read
_OPEN = {Status.FAILS, Status.WARNS, Status.REPORTED, Status.KNOWN}


def read_baseline(text: str, project: str) -> Baseline | None:
    """What ``specgen gate --format json`` wrote of ``project``, alone or in a list; None where
    ``text`` is something else.

    What was waived then is not known to be broken: when its waiver lapses, it is new.  A verdict on
    other projects alone is an empty baseline: of this one, everything is new.
    """
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    listed: list[object] = data if isinstance(data, list) else [data]
    verdicts = [each for each in listed if isinstance(each, dict) and each.get("form") in FORMS]
    if not verdicts or len(verdicts) < len(listed):
        return None
    own = (each for each in verdicts if each.get("project", project) == project)
    return _read(next(own, {"findings": [], "coverage": {}}))


def _read(data: Mapping[str, object]) -> Baseline | None:
    found, covered = data.get("findings"), data.get("coverage")
    if not isinstance(found, list) or not isinstance(covered, dict):
        return None
    broken: dict[tuple[str, str], float | None] = {}
    for each in found:
        if isinstance(each, dict) and each.get("status") in _OPEN:
            key = (str(each.get("rule")), str(each.get("subject")))
            broken[key] = _number(each.get("measured"))
    return Baseline(_covered(covered), broken, _shares(data.get("shares")))


def _shares(said: object) -> Shares | None:
    if not isinstance(said, dict):
        return None
    counts = [said.get(status.value) for status in ScenarioStatus]
    whole = [n for n in counts if isinstance(n, int) and n >= 0]
    return Shares(*whole) if len(whole) == len(counts) else None


def _covered(covered: Mapping[object, object]) -> Mapping[str, float]:
    numbers = ((str(name), _number(share)) for name, share in covered.items())
    return {name: share for name, share in numbers if share is not None}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
