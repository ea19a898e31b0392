"""How each kind of error is put: rule id, one terse message, and the way out."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from specgen.diagnostics import Route
from specgen.quantities import MEASURES
from specgen.source.model import Scalar
from specgen.spec.document_model import DocumentSpec
from specgen.spec.fields import BRANCHES, LIST, NAMED_PATTERNS, TEXT, VISIBLE
from specgen.spec.module_model import ModuleSpec
from specgen.spec.project_model import ProjectSpec
from specgen.spec.shapes import keys_of
from specgen.spec.units import QuantityError, share, shown
from specgen.spelling import closest

_KEY_SYNONYMS = {
    "name": ("id", "title", "project", "module"),
    "titel": ("title",),
    "desc": ("title", "why", "purpose"),
    "description": ("why", "title", "purpose"),
    "summary": ("title",),
    "note": ("title", "why"),
    "notes": ("title", "why"),
    "reason": ("why",),
    "rationale": ("why",),
    "depends_on": ("needs",),
    "requires": ("needs",),
    "dependencies": ("needs",),
    "blocked_by": ("needs",),
    "estimate": ("effort",),
    "prio": ("priority",),
    "kind": ("type",),
    "until": ("expires",),
    "expiry": ("expires",),
    "approver": ("approved_by",),
    "ticket": ("issue",),
    "expect": ("returns",),
    "expected": ("returns", "expect"),
    "result": ("returns",),
    "input": ("args",),
    "inputs": ("args",),
    "url": ("to",),
    "path": ("to", "root", "directory"),
    "folder": ("directory",),
    "mark": ("marker",),
    "marks": ("marker",),
    "limits": ("budget",),
    "thresholds": ("budget",),
    "env": ("environment",),
    "tests_dir": ("tests",),
}
_VALUE_SYNONYMS = {
    "warning": ("warning", "warn"),
    "failed": ("failing",),
    "skip": ("skipped",),
    "xfail": ("xfailed",),
    "disabled": ("off",),
    "none": ("off",),
    "false": ("off",),
    "report": ("monitoring",),
    "fail": ("blocking",),
    "normal": ("medium",),
    "urgent": ("critical",),
    "push": ("pre_push",),
    "pr": ("pull_request",),
    "merge": ("main",),
}
_SHARE = re.compile(r"[0-9.]+%")
_MISREAD = re.compile(  # what YAML takes for something other than this text
    r"^[@*%`]|\n|^(?:[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|true|false|null|~)$"
)
_ENDS_A_VALUE = re.compile(r"[\[\]{},]")  # inside brackets or braces
_QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of pydantic's, with the route in the file that it means."""

    details: ErrorDetails
    route: Route
    model: type[BaseModel] | None
    scalar: Scalar | None
    text: str
    examples: tuple[object, ...]
    branches: tuple[str, ...]

    @property
    def value(self) -> object:
        """What was written."""
        return self.details["input"]

    def context(self, key: str) -> str:
        """One fact that pydantic gives with the error."""
        return str(self.details.get("ctx", {}).get(key, ""))


Phrase = tuple[str, str, str]
"""Rule id, message and tip."""


def _unknown_key(fault: Fault) -> Phrase:
    key = str(fault.route[-1]) if fault.route else ""
    known = keys_of(fault.model) if fault.model else {}
    if fault.model is DocumentSpec:
        known = {**known, **keys_of(ProjectSpec), **keys_of(ModuleSpec)}
    return "unknown-key", f"unknown key {shown(key)}", _key_tip(key, tuple(known))


def _key_tip(key: str, known: tuple[str, ...]) -> str:
    meant = next((name for name in _KEY_SYNONYMS.get(key.lower(), ()) if name in known), "")
    found = meant or closest(key, known)
    if found:
        return f"did you mean `{found}`?"
    if "budget" in known and key in {name.partition(".")[0] for name in MEASURES}:
        return f"limits stand under `budget`: `budget: {{{key}: ...}}`"
    return f"keys here: {', '.join(sorted(known))}" if known else ""


def _missing_key(fault: Fault) -> Phrase:
    key = str(fault.details["loc"][-1])
    example = fault.examples[0] if fault.examples else "..."
    return "missing-key", f"`{key}` is missing", f"add `{key}: {in_yaml(example)}`"


def _wrong_value(fault: Fault) -> Phrase:
    allowed = _QUOTED.findall(fault.context("expected"))
    synonyms = _VALUE_SYNONYMS.get(str(fault.value).lower(), ())
    meant = next((word for word in synonyms if word in allowed), "")
    found = meant or (closest(fault.value, allowed) if isinstance(fault.value, str) else "")
    others = [BRANCHES[tag] for tag in fault.branches if tag != TEXT]
    tip = f"one of: {', '.join(allowed)}" + "".join(f", or {other}" for other in others)
    if LIST in fault.branches and fault.scalar:
        tip = f"write `{allowed[0]}`, or a list: `[{shown(fault.scalar.text)[1:-1]}]`"
    if found:
        tip = f"did you mean `{found}`?"
    return "wrong-value", f"{shown(fault.value)} is not allowed here", tip


def _wrong_text(fault: Fault) -> Phrase:
    what, tip = NAMED_PATTERNS[fault.context("pattern")]
    if not str(fault.value).strip():
        return "wrong-value", "the text is empty", NAMED_PATTERNS[VISIBLE][1]
    return "wrong-value", f"{shown(fault.value)} is not {what}", tip


def _no_text(fault: Fault) -> Phrase:
    if fault.details["loc"][-1:] == ("[key]",):
        return _no_key(fault)
    if fault.value is None:
        return "wrong-type", "the value is empty", f"write a text{_like(fault)}"
    if isinstance(fault.value, (dict, list)) or fault.scalar is None:
        return _misshapen(fault, "a text")
    kind = "boolean" if isinstance(fault.value, bool) else "number"
    message = f"{shown(fault.scalar.text)} reads as the {kind} {in_yaml(fault.value)}"
    return "needs-quotes", message, f"write: {_quoted_line(fault.scalar, fault.text)}"


def _quoted_line(scalar: Scalar, text: str) -> str:
    """The line of ``scalar`` with it in quotes."""
    line = text.split("\n")[scalar.span.line - 1]
    start, end = scalar.span.column - 1, scalar.span.end_column - 1
    return f'{line[:start]}"{line[start:end]}"{line[end:]}'.strip()


def _no_list(fault: Fault) -> Phrase:
    if isinstance(fault.value, (dict, list)) or fault.value is None or fault.scalar is None:
        return _misshapen(fault, "a list")
    return (
        "wrong-type",
        "a single value where a list belongs",
        f"write `[{shown(fault.scalar.text)[1:-1]}]`",
    )


def _misshapen(fault: Fault, wanted: str) -> Phrase:
    found = {dict: "a mapping", list: "a list", str: "a text", bool: "a boolean"}
    kind = "nothing" if fault.value is None else found.get(type(fault.value), "a number")
    return "wrong-type", f"{kind} where {wanted} belongs", f"write {wanted}{_like(fault)}"


def _no_branch(fault: Fault) -> Phrase:
    if isinstance(fault.value, (int, float)) and _wants_share(fault):
        return "bad-unit", f"{shown(fault.value)} is no share", _share_tip(fault.value)
    wanted = [BRANCHES[tag] for tag in _QUOTED.findall(fault.context("expected_tags"))]
    return _misshapen(fault, " or ".join(wanted))


def _wants_share(fault: Fault) -> bool:
    return any(_SHARE.fullmatch(str(example)) for example in fault.examples)


def _share_tip(value: float) -> str:
    try:
        return f"write `{share(value)}`"
    except QuantityError as error:
        return error.tip


def _no_flag(fault: Fault) -> Phrase:
    return "wrong-type", f"{shown(fault.value)} is no boolean", "write `true` or `false`"


def _no_key(fault: Fault) -> Phrase:
    return "needs-quotes", f"the key {shown(fault.value)} is no text", "write the key in quotes"


def _too_long(fault: Fault) -> Phrase:
    limit = fault.context("max_length")
    what = "characters" if isinstance(fault.value, str) else "items"
    count = len(fault.value) if isinstance(fault.value, (str, list)) else 0
    found = f"{shown(fault.value)} has" if isinstance(fault.value, str) else "a list of"
    tip = "shorten it" if isinstance(fault.value, str) else "write an expression that makes them"
    return "too-long", f"{found} {count:,} {what}; the limit is {int(limit):,}", tip


def _quantity(fault: Fault) -> Phrase:
    cause = fault.details.get("ctx", {}).get("error")
    if isinstance(cause, QuantityError):
        return cause.rule, cause.message, cause.tip
    return other(fault)


def other(fault: Fault) -> Phrase:
    return "wrong-value", fault.details["msg"].lower(), _like(fault).strip()


def _like(fault: Fault) -> str:
    if not fault.examples:
        return ""
    return f" like {' or '.join(f'`{in_yaml(example)}`' for example in fault.examples[:2])}"


def in_yaml(value: object, *, inside: bool = False) -> str:
    """An example as it stands in YAML, on one line; ``inside`` brackets or braces or by itself."""
    if isinstance(value, dict):
        parts = (f"{key}: {in_yaml(each, inside=True)}" for key, each in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(in_yaml(item, inside=True) for item in value) + "]"
    if value is None or isinstance(value, bool):
        return str(value).lower().replace("none", "null")
    text = str(value)
    quoted = isinstance(value, str) and bool(
        _MISREAD.search(text) or (inside and _ENDS_A_VALUE.search(text))
    )
    return json.dumps(text) if quoted else text


PHRASES: Mapping[str, Callable[[Fault], Phrase]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _wrong_value,
    "string_pattern_mismatch": _wrong_text,
    "string_too_long": _too_long,
    "string_type": _no_text,
    "too_long": _too_long,
    "tuple_type": _no_list,
    "dict_type": lambda fault: _misshapen(fault, "a mapping"),
    "model_type": lambda fault: _misshapen(fault, "a mapping"),
    "union_tag_invalid": _no_branch,
    "bool_type": _no_flag,
    "invalid_key": _no_key,
    "value_error": _quantity,
}
