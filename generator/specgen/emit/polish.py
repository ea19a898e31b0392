"""Black itself, for what the printer cannot be sure of; importing it is slow."""

import black
from black.mode import TargetVersion
from black.parsing import InvalidInput

from specgen.emit.model_style import Style


def polish(text: str, style: Style) -> str:
    """``text`` as black writes it under ``style``.

    Text that black refuses is returned as it is: the syntax check of whoever planned it speaks.
    """
    known = {version.name.lower(): version for version in TargetVersion}
    mode = black.Mode(
        target_versions={known[name] for name in style.targets if name in known},
        line_length=style.width,
        string_normalization=style.normalize_strings,
        magic_trailing_comma=style.magic_comma,
        preview=style.preview or style.unstable,
        unstable=style.unstable,
    )
    try:
        return black.format_str(text, mode=mode)
    except InvalidInput:
        return text
