"""INI sections as pytest reads them: lists take a line per item, indented."""

from collections.abc import Iterator, Mapping

from specgen.configure.regions import END, START


def section(name: str, entries: Mapping[str, object]) -> str:
    """One section.  Items that would end our region, or that INI takes for comments, are left
    out, and so are entries without a value."""
    lines = [f"[{name}]"]
    for key, value in entries.items():
        items = [item for item in _items(value) if _safe(item)]
        if len(items) == 1 and not isinstance(value, list | tuple):
            lines.append(f"{key} = {items[0]}")
        elif items:
            lines += [f"{key} =", *(f"    {item}" for item in items)]
    return "\n".join(lines) + "\n"


def _items(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield from (" ".join(str(item).split()) for item in value if item is not None)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield from (" ".join(line.split()) for line in str(value).splitlines())


def _safe(item: str) -> bool:
    return bool(item) and item[0] not in "#;" and START not in item and END not in item
