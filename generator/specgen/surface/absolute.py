"""Relative import targets made absolute."""


def absolute(target: str, package: str) -> str:
    """``..x.y`` as seen from ``package``; absolute targets stay; too many dots give no root."""
    if not target.startswith("."):
        return target
    rest = target.lstrip(".")
    up = len(target) - len(rest) - 1
    parts = package.split(".") if package else []
    kept = parts[: len(parts) - up] if up else parts
    return ".".join([*kept, rest] if rest else kept)
