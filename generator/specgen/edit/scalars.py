"""Values as YAML that means exactly them, in any position."""

import json
import re
from collections.abc import Mapping

from specgen.source.model import Value

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./()<>=+-]*(?: [A-Za-z0-9_./()<>=+-]+)*\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MISREAD = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def scalar(value: Value) -> str:
    """One value: plain where nothing can misread it, else in double quotes."""
    if value is None:
        return "null"
    if not isinstance(value, str):
        return json.dumps(value)
    if _DAY.match(value) or (_PLAIN.match(value) and value.lower() not in _MISREAD):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def flow(fields: Mapping[str, Value]) -> str:
    """A mapping on one line, in braces."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in fields.items()) + "}"
