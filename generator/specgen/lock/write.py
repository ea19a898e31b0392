"""Write a lock's text: one heading per module, one line per id, sorted, no counts."""

from collections.abc import Iterable, Iterator

from specgen.lock.model_record import Record
from specgen.plan import Ownership

_HEAD = "# Written by `specgen build`; after a merge conflict keep any lines and build again.\n"
_NO_MODULE = "*"  # no module has this id


def write_lock(records: Iterable[Record]) -> str:
    """The text of the lock that says ``records``; the same text for any order of them."""
    modules: dict[str, list[Record]] = {}
    for record in records:
        if record.ownership is not Ownership.SEEDED:
            modules.setdefault(record.module or _NO_MODULE, []).append(record)
    lines = [_HEAD]
    for module in sorted(modules):
        lines.append(f"\n[{module}]\n")
        for record in sorted(modules[module], key=lambda r: str(r.path)):
            lines.extend(_lines(record))
    return "".join(lines)


def _lines(record: Record) -> Iterator[str]:
    yield f"{record.ownership} {record.path}\n"
    if record.line:
        yield f"  {record.line}\n"
    for id, line in sorted(record.elements):
        yield f"{id}\n  {line}\n" if line else f"{id}\n"
