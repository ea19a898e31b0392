"""What reports and items of pytest say, in the words of records."""

import re
import shlex
from collections.abc import Mapping
from itertools import pairwise

import pytest

from specgen.evidence.model_outcome import SWALLOWED, Outcome
from specgen.evidence.plugin import TYPE_MARKS, is_pending

_REPEAT = "__pytest_repeat_step_number"
_FLAKE = "__flakefinder_"
_MESSAGE_LINES = 12
_STRICT = "[XPASS(strict)]"
_SEEDS = {"randomly": "randomly_seed", "hypothesis": "--hypothesis-seed"}
_ORDER = ("random_order_seed", "random_order_bucket")  # pytest-random-order shuffles if any is set
_UNSET = "default:"
_SHORT = ("-k", "-m")
_ALONE = ("--lf", "--last-failed", "--sw", "--stepwise", "--sw-skip", "--co", "--collect-only")
_LEAVE_OUT = (*_SHORT, *_ALONE, "--deselect", "--ignore", "--ignore-glob")
_ASKED = 500  # characters
_OURS = frozenset({"spec", *TYPE_MARKS})
_PASS, _XPASS = Outcome.PASS, Outcome.XPASS

Known = Mapping[str, list[str]]


class Marks:
    """The marks of specgen on what tests stand in (class, file, folder), read once for each."""

    def __init__(self) -> None:
        self._node: object = None
        self._found: list[pytest.Mark] = []

    def around(self, item: pytest.Item) -> list[pytest.Mark]:
        """Those around ``item``, the nearest first."""
        node = item.parent
        if node is not self._node:  # tests come folder by folder, so the last one is enough
            marks = node.iter_markers() if node is not None else ()
            self._node, self._found = node, [mark for mark in marks if mark.name in _OURS]
        return self._found


def known_of(item: pytest.Item, marks: Marks) -> Known:
    """What only the item of a test knows: the scenarios and the type that its marks name, and its
    node id without what repeating plugins add, where that differs."""
    found: dict[str, list[str]] = {}
    own = item.own_markers
    ours = [mark for mark in own if mark.name in _OURS] if own else []
    ours += marks.around(item)
    if ours:
        spec_ids = [a for m in ours if m.name == "spec" for a in m.args if isinstance(a, str)]
        types = [mark.name for mark in ours if mark.name != "spec"]
        found |= {"spec": spec_ids} if spec_ids else {}
        found |= {"type": [min(types, key=TYPE_MARKS.index)]} if types else {}
    bare = _bare(item)
    if bare != item.nodeid:
        found["bare"] = [bare]
    return found


def _bare(item: pytest.Item) -> str:
    """The node id of ``item`` without what repeating plugins add: ``[2-10]`` of pytest-repeat,
    ``[1]`` of pytest-flakefinder."""
    callspec = getattr(item, "callspec", None)
    if callspec is None or (step := _step(callspec.params)) is None:
        return item.nodeid
    ids = list(callspec._idlist)
    added = next((x for x in ids if re.fullmatch(step, x)), None)
    if added is not None:
        ids.remove(added)
    return item.nodeid.split("[", 1)[0] + (f"[{'-'.join(ids)}]" if ids else "")


def _step(parameters: Mapping[str, object]) -> str | None:
    """What the id of a repetition looks like, if this is one."""
    for name, value in parameters.items():
        if name == _REPEAT and isinstance(value, int):
            return rf"{value + 1}-\d+"
        if name.startswith(_FLAKE):
            return str(value)
    return None


def seed_of(config: pytest.Config, environment: Mapping[str, str]) -> str:
    """Everything that makes the run repeatable: seeds of plugins, ours, that of hashes."""
    found = {name: config.getoption(option, None) for name, option in _SEEDS.items()}
    order = [str(config.getoption(name, _UNSET)) for name in _ORDER]
    if config.getoption("random_order_enabled", False) or any(
        not value.startswith(_UNSET) for value in order
    ):
        found["random-order"] = order[0].removeprefix(_UNSET)
    for name in ("SPECGEN_SEED", "PYTHONHASHSEED"):
        found[name] = environment.get(name)
    return " ".join(f"{name}={seed}" for name, seed in found.items() if seed not in (None, ""))


def asked_of(config: pytest.Config, environment: Mapping[str, str]) -> str:
    """The words that make a run one of some tests only, empty where it was asked for all.

    What the project's own configuration leaves out, everybody who reads it knows; where
    ``specgen run`` chooses the tests, what it was asked for is not on this command line.
    """
    words = shlex.split(environment.get("PYTEST_ADDOPTS", ""))
    places: list[str] = []
    if not environment.get("SPECGEN_SELECT"):
        words += config.invocation_params.args
        places = config.args if config.args_source.name == "ARGS" else []
    found = []
    for word, following in pairwise([*words, ""]):
        option = word.partition("=")[0]
        if option in _LEAVE_OUT or (word[:2] in _SHORT and word[2:3] != "-"):
            alone = "=" in word or option in _ALONE or (word[:2] in _SHORT and len(word) > 2)
            found += [word] if alone else [word, following]
    return " ".join([*found, *map(str, places)])[:_ASKED]


def outcome_of(report: pytest.TestReport) -> Outcome:
    """What one phase of a test says."""
    expected = "wasxfail" in vars(report)
    if report.outcome == "passed":
        return _XPASS if expected else _PASS
    if is_pending(report):
        return Outcome.PENDING
    if _is_swallowed(report):
        return Outcome.ERROR
    if report.outcome == "skipped":
        return Outcome.XFAIL if expected else Outcome.SKIP
    if isinstance(report.longrepr, str) and report.longrepr.startswith(_STRICT):
        return Outcome.XPASS
    return Outcome.FAIL if report.when == "call" else Outcome.ERROR


def _is_swallowed(report: pytest.TestReport | pytest.CollectReport) -> bool:
    """Whether a tear-down broke under an xfail mark, which makes that "skipped", too."""
    return report.when == "teardown" and report.skipped and "wasxfail" in vars(report)


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why it was skipped or expected to fail."""
    expected: str = getattr(report, "wasxfail", "")
    if expected:
        return expected.removeprefix("reason: ")
    if report.skipped and isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return ""


def message_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The last lines of what failed: those say what was raised."""
    swallowed = SWALLOWED if _is_swallowed(report) else ""
    if not (report.failed or swallowed or str(report.outcome) == "rerun"):
        return ""
    return swallowed + "\n".join(report.longreprtext.splitlines()[-_MESSAGE_LINES:])


def measures_of(report: pytest.TestReport) -> dict[str, float]:
    """The figures that a test recorded with ``record_property``."""
    properties = [tuple(entry) for entry in report.user_properties]
    return {
        str(name).removeprefix("specgen."): float(value)
        for name, value in properties
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
