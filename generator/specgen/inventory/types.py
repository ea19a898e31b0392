"""The type of a test: its marks, then its directory, then declared aliases."""

from collections.abc import Iterable, Sequence
from sys import intern

from specgen.inventory.marks import Worn
from specgen.inventory.model import TypeRule

_SCOPES = ("function", "class", "module")


def type_of(
    path: str, found: Iterable[Worn], *, rules: Sequence[TypeRule], default: str
) -> tuple[str, str]:
    """The type's name and why; ``default`` where nothing says."""
    worn = [w for w in found if w.mark]
    folders = path.split("/")[:-1]
    placed = _by_folder(folders, rules)
    marked = _by_mark(worn, rules, placed=placed)
    if marked:
        return marked
    if placed:
        return placed, intern(f"in a folder of type {placed}")
    return _by_alias(path, worn, rules=rules) or (default, "nothing says otherwise")


def _by_mark(
    worn: Sequence[Worn], rules: Sequence[TypeRule], *, placed: str
) -> tuple[str, str] | None:
    """The nearest mark decides; of several as near, the one that the folder does not say."""
    for scope in _SCOPES:
        here = [w for w in worn if w.scope == scope]
        hits = [r.name for w in here for r in rules if w.mark == (r.marker or r.name)]
        if hits:
            name = next((h for h in hits if h != placed), hits[0])
            return name, intern(f"marked {name} on the {scope}")
    return None


def _by_folder(folders: Sequence[str], rules: Sequence[TypeRule]) -> str:
    """The type whose directory is the deepest on the path; of several, its namesake."""
    best, depth = "", -1
    for rule in rules:
        end = _deepest(folders, (rule.directory or rule.name).strip("/").split("/"))
        if end > depth or (end == depth >= 0 and rule.name == folders[end]):
            best, depth = rule.name, end
    return best


def _deepest(folders: Sequence[str], wanted: Sequence[str]) -> int:
    """Index of the last folder of the deepest place where ``wanted`` stands in ``folders``."""
    for start in range(len(folders) - len(wanted), -1, -1):
        if list(folders[start : start + len(wanted)]) == list(wanted):
            return start + len(wanted) - 1
    return -1


def _by_alias(
    path: str, worn: Sequence[Worn], *, rules: Sequence[TypeRule]
) -> tuple[str, str] | None:
    """A mark, a folder, or the end of the file's name (``test_cart_perf.py``)."""
    marks = {w.mark for w in worn}
    folders = set(path.split("/")[:-1])
    stem = path.rpartition("/")[2].removesuffix(".py")
    for rule in rules:
        for alias in rule.aliases:
            if alias in marks or alias in folders or stem.endswith(f"_{alias}"):
                return rule.name, f"{alias} is an alias of {rule.name}"
    return None
