"""What the attributes of JUnit XML say: names of tests, outcomes, durations, of any producer.

There is no standard.  Each rule here was seen in a file that its producer wrote; those files are
kept in tests/unit/evidence/samples/junit.
"""

import math
import re
from collections.abc import Mapping, Sequence

from specgen.evidence.model_outcome import Outcome
from specgen.evidence.reading import posix

CHILDREN = {
    "failure": Outcome.FAIL,
    "error": Outcome.ERROR,
    "skipped": Outcome.SKIP,
    "rerunFailure": Outcome.FAIL,
    "rerunError": Outcome.ERROR,
    "flakyFailure": Outcome.FAIL,
    "flakyError": Outcome.ERROR,
}
EARLIER = ("rerunFailure", "rerunError", "flakyFailure", "flakyError")
_PENDING = "pending: "
_STATUS = {  # CTest and googletest say it of cases that have no child, behave of those that have
    "disabled": Outcome.SKIP,
    "notrun": Outcome.SKIP,
    "skipped": Outcome.SKIP,
    "suppressed": Outcome.SKIP,
    "untested": Outcome.SKIP,
    "fail": Outcome.FAIL,
    "failed": Outcome.FAIL,
    "error": Outcome.ERROR,
}
_TYPES = {"pytest.xfail": Outcome.XFAIL, "XFAIL": Outcome.XFAIL, "todo": Outcome.PENDING}
_MESSAGES = {  # nose2
    "expected test failure": Outcome.XFAIL,
    "test passes unexpectedly": Outcome.XPASS,
}
_WORKER = re.compile(r"gw\d+")  # xdist: a worker that collected other tests than the first
_UNDEFINED = re.compile(r"Failing step: (.*?) \.\.\. undefined ")  # behave
COLLECTION = ("collection failure", "collection skipped")
INTERNAL = (
    "pytest.py::internal",
    "internal error",
)  # the case that pytest makes of its own failure
BEGUN = "a test began and did not report"  # pytest leaves its case without a name
_HOLDER = re.compile(r"((?:setUp|tearDown)(?:Class|Module)) \(([\w.]+)\)")
_LOADER = re.compile(r"(?:unittest|nose2)\.loader\._?(?:FailedTest|LoadTestsFailure)\.?")
_SUBTEST = re.compile(r"(test\w*) ([\[(].*)")
_SKIPPED = re.compile(r"""^\(.*, (['"])Skipped: (.*)\1\)$""", re.DOTALL)
_DOTTED = re.compile(r"\w+(?:\.\w+)*")


def said(tag: str, attributes: Mapping[str, str]) -> tuple[Outcome, str]:
    """The outcome that a child of a test case states, and its reason."""
    outcome, message = CHILDREN[tag], attributes.get("message", "")
    if outcome is Outcome.SKIP:
        if message.startswith(_PENDING):
            return Outcome.PENDING, message.removeprefix(_PENDING)
        other = _TYPES.get(attributes.get("type", ""))
        return other or _MESSAGES.get(message, Outcome.SKIP), message
    if "[XPASS(strict)]" in message or attributes.get("type") == "UnexpectedSuccess":
        return Outcome.XPASS, message
    return outcome, ""


def of_status(attributes: Mapping[str, str]) -> Outcome | None:
    """The outcome that a test case states of itself; None where it ran, or says nothing."""
    words = (attributes.get(name, "").lower() for name in ("status", "result"))
    return next((_STATUS[word] for word in words if word in _STATUS), None)


def node_id(attributes: Mapping[str, str], *, suites: Sequence[str], file: str) -> str:
    """pytest's node id: the ``file`` of the case or of its suite, else its dotted ``classname``.

    The classes of a dotted name are its last parts that start with a capital, as the language's
    convention has it; a producer that gives no file leaves nothing better.  A ``classname`` that
    is no dotted name (a path, a sentence) stands as it is.  ``suites`` are the names of the suites
    around the case, the outermost first: Node's runner tells tests of one name apart by them.
    """
    name, dotted = attributes.get("name", ""), attributes.get("classname", "")
    file = posix(attributes["file"]) if attributes.get("file") else file
    if found := _HOLDER.fullmatch(".".join(filter(None, (dotted, name)))):
        name, dotted, file = found[1], found[2], ""
    elif found := _LOADER.match(dotted):
        return _path(".".join(filter(None, (dotted[found.end() :], name))))
    if dotted == "test" and not file:
        return "::".join(filter(None, (*suites, name)))
    if dotted and not _DOTTED.fullmatch(dotted):
        return "::".join(filter(None, (file or posix(dotted), name)))
    parts = dotted.split(".") if dotted else []
    classes: list[str] = []
    while parts and parts[-1][:1].isupper():
        classes.insert(0, parts.pop())
    if not file and parts:
        file = _path(".".join(parts))
    return "::".join(filter(None, (file, *classes, _SUBTEST.sub(_bracketed, name))))


def collected(node_id: str, message: str) -> str:
    """The file that ``node_id`` means where ``message`` says that it could not be collected.

    pytest gives such a file a case of its own, with the dotted name of the file for a name.
    """
    if message not in COLLECTION:
        return node_id
    file, colons, name = node_id.partition("::")
    if not colons:
        return file if _WORKER.fullmatch(file) else _path(file)
    return file if _path(name) == file else node_id


def message_of(attributes: Mapping[str, str]) -> str:
    """What a child states as its message; behave writes ``None`` for a step that is undefined."""
    none = attributes.get("type") == "NoneType"
    return "" if none else attributes.get("message", "")


def failed_with(text: str) -> str:
    """What a failure says in its text."""
    found = _UNDEFINED.search(text)
    return f"undefined step: {found[1]}" if found else text


def skipped_in(text: str) -> str:
    """The reason in what pytest writes of a file that skips itself: ``(…, 3, 'Skipped: y')``."""
    found = _SKIPPED.search(text)
    return found[2] if found else text


def seconds(written: str) -> float:
    """A duration; some producers write thousands with commas.  What is none counts as 0."""
    try:
        found = float(written.replace(",", ""))
    except ValueError:
        return 0.0
    return max(found, 0.0) if math.isfinite(found) else 0.0


def measure(attributes: Mapping[str, str]) -> tuple[str, float] | None:
    """The measure that a property of a test case is, with its name: ``specgen.p95``."""
    name, value = attributes.get("name", ""), attributes.get("value", "")
    if not name.startswith("specgen."):
        return None
    try:
        figure = float(value)
    except ValueError:
        return None
    return (name.removeprefix("specgen."), figure) if 0 <= figure < math.inf else None


def is_pending(attributes: Mapping[str, str]) -> bool:
    """Whether a property says what our plugin says of a pending test, also of a strict one."""
    return (attributes.get("name"), attributes.get("value")) == ("specgen.outcome", "pending")


def _path(dotted: str) -> str:
    return dotted.replace(".", "/") + ".py"


def _bracketed(found: re.Match[str]) -> str:
    """unittest's subtests as parameters: ``test_a [msg] (n=1)`` is ``test_a[[msg] (n=1)]``."""
    parameters = found[2]
    plain = parameters.startswith("(") and parameters.endswith(")")
    return f"{found[1]}[{parameters[1:-1] if plain else parameters}]"
