"""Test classes: their order of bases across files, and which methods pytest finds in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from specgen.inventory.index import Foreign, Index, Local
from specgen.syntax.model import Assignment, ClassFacts, Expression, Function

_MAKES_INIT = frozenset({"dataclass", "define", "attrs", "s", "frozen", "mutable"})
_UNITTEST_ENDS = ("TestCase", "AsyncTestCase", "AsyncHTTPTestCase")


@dataclass(frozen=True, slots=True)
class Member:
    """A method as a class sees it, with the file and class that define it."""

    function: Function
    path: str
    owner: ClassFacts


class Lineage:
    """A class with the bases that the tests define, nearest first, and the foreign ones."""

    def __init__(
        self, parts: tuple[tuple[str, ClassFacts], ...], foreign: tuple[str, ...] = ()
    ) -> None:
        self.parts = parts
        self.foreign = foreign

    @property
    def unittest(self) -> bool:
        """Whether it is a ``unittest.TestCase``."""
        return any(name.rpartition(".")[2].endswith(_UNITTEST_ENDS) for name in self.foreign)

    @property
    def constructed(self) -> bool:
        """Whether it has a constructor of its own, so that pytest does not collect it."""
        for _, part in self.parts:
            if any(f.name in ("__init__", "__new__") for f in part.functions):
                return True
            if any(d.chain.rpartition(".")[2] in _MAKES_INIT for d in part.decorators):
                return True
        return False

    @property
    def refused(self) -> bool:
        """Whether ``__test__ = False`` holds."""
        value = self.assigned("__test__")
        return value is not None and value.text == "False"

    def assigned(self, name: str) -> Assignment | None:
        """The nearest class-level assignment of ``name``."""
        for _, part in self.parts:
            for assignment in reversed(part.assignments):
                if assignment.name == name:
                    return assignment
        return None

    def stored(self, attribute: str) -> Iterator[tuple[str, str]]:
        """(file, dotted name) of what methods and the class body store as ``self.attribute``."""
        for path, part in self.parts:
            stores = (s for f in part.functions for s in f.body.stores)
            yield from ((path, chain) for name, chain in stores if name == attribute and chain)
            values = (a for a in part.assignments if a.name == attribute)
            yield from ((path, u.chain) for a in values for u in a.uses)

    def makers(self, attribute: str) -> Iterator[tuple[str, Function]]:
        """(file, method) of the methods that define a function and store it so."""
        for path, part in self.parts:
            yield from ((path, f) for f in part.functions if (attribute, "") in f.body.stores)

    @cached_property
    def members(self) -> dict[str, Member]:
        """Every method by name; the nearest class wins, an assignment hides a base's method."""
        found: dict[str, Member] = {}
        hidden: set[str] = set()
        for path, part in self.parts:
            own = {f.name: Member(f, path, part) for f in part.functions}
            found |= {n: m for n, m in own.items() if n not in found and n not in hidden}
            hidden |= {a.name for a in part.assignments}
        return found

    @cached_property
    def fixtures(self) -> tuple[tuple[str, Function], ...]:
        """(file, function) of the fixtures that the class and its bases define."""
        return tuple((p, f) for p, part in self.parts for f in part.functions if f.is_fixture)

    @cached_property
    def class_marks(self) -> tuple[Expression, ...]:
        """Decorators and ``pytestmark`` of the class and its bases, nearest first."""
        found: list[Expression] = []
        for _, part in self.parts:
            found += part.decorators
            for assignment in part.assignments:
                found += assignment.marks
        return tuple(found)


def lineage(index: Index, path: str, *, klass: ClassFacts) -> Lineage:
    """The class and its bases, depth first, each once."""
    parts: list[tuple[str, ClassFacts]] = []
    foreign: list[str] = []
    _follow(index, path, klass=klass, parts=parts, foreign=foreign)
    return Lineage(tuple(parts), tuple(dict.fromkeys(foreign)))


def _follow(
    index: Index,
    path: str,
    *,
    klass: ClassFacts,
    parts: list[tuple[str, ClassFacts]],
    foreign: list[str],
) -> None:
    if any(known is klass for _, known in parts):
        return
    parts.append((path, klass))
    for base in klass.bases:
        meaning = index.meaning(path, base)
        if isinstance(meaning, Local) and meaning.owner is not None:
            _follow(index, meaning.path, klass=meaning.owner, parts=parts, foreign=foreign)
        elif isinstance(meaning, Foreign):
            foreign.append(meaning.dotted)
        else:
            foreign.append(base)
