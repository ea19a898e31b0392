"""Text that cannot hurt: what would steer a terminal or reorder a line is shown as an escape."""

import re

# Controls, surrogates, and everything that changes direction, joins or hides (Trojan source).
_STEERING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """``text`` on one line, with control, direction and other unseen characters as escapes."""
    return _STEERING.sub(lambda match: _escape(match[0]), text)


def visible_lines(text: str) -> str:
    """Like ``visible``, but line feeds and tabs stay: for diffs."""
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))


def _escape(character: str) -> str:
    code = ord(character)
    short = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return _SHORT.get(character, short if code < 0x10000 else f"\\U{code:08x}")
