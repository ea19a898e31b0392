"""Fixtures: which function a requested name means, and which ones every test gets."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.inventory.classes import Lineage
from specgen.inventory.collect import Raw
from specgen.inventory.index import Index, Local
from specgen.inventory.places import conftests
from specgen.syntax.model import Function


@dataclass(frozen=True, slots=True)
class Fixture:
    """A fixture function, by the name that tests ask for."""

    name: str
    path: str
    function: Function
    autouse: bool


class Fixtures:
    """Looks fixtures up as pytest does: class, module, conftests outwards, plugins."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._files: dict[str, dict[str, Fixture]] = {}
        self._autouse: dict[str, list[Fixture]] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def find(self, name: str, raw: Raw, *, over: Function | None = None) -> Fixture | None:
        """The fixture that ``name`` means for a test, or for the fixture ``over`` that it gets: one
        that asks for its own name means the one that it overrides."""
        for line in reversed(raw.around):
            for fixture in _of_class(line):
                if fixture.name == name and fixture.function is not over:
                    return fixture
        for path in self.files(raw.path):
            found = self._of_file(path).get(name)
            if found is not None and found.function is not over:
                return found
        return None

    def autouse(self, raw: Raw) -> list[Fixture]:
        """The fixtures that a test gets without asking."""
        found = [f for line in raw.around for f in _of_class(line) if f.autouse]
        return found + self._everywhere(raw.path)

    def _everywhere(self, path: str) -> list[Fixture]:
        """The autouse fixtures of a file, its conftests and plugins."""
        known = self._autouse.get(path)
        if known is None:
            seen = (f for p in self.files(path) for f in self._of_file(p).values())
            known = self._autouse[path] = [f for f in seen if f.autouse]
        return known

    def files(self, path: str) -> tuple[str, ...]:
        """The files whose fixtures a test file sees, nearest first."""
        known = self._chains.get(path)
        if known is None:
            files = [path, *conftests(path, self._index)]
            for file in list(files):
                files += self._plugins(file)
            known = self._chains[path] = tuple(dict.fromkeys(files))
        return known

    def _plugins(self, path: str) -> list[str]:
        value = self._index.scope(path).values.get("pytest_plugins")
        named = value.strings if value else ()
        return [f for f in map(self._index.file_of, named) if f]

    def _of_file(self, path: str) -> dict[str, Fixture]:
        if path not in self._files:
            self._files[path] = {f.name: f for f in self._read(path)}
        return self._files[path]

    def _read(self, path: str) -> Iterator[Fixture]:
        scope = self._index.scope(path)
        for star in scope.stars:
            other = self._index.file_of(star)
            if other and other != path:
                yield from _own(other, self._index.files[other].functions)
        for name in scope.imports:
            meaning = self._index.meaning(path, name)
            if isinstance(meaning, Local) and meaning.function and meaning.function.is_fixture:
                yield _fixture(meaning.path, meaning.function)
        yield from _own(path, scope.facts.functions)


def _own(path: str, functions: tuple[Function, ...]) -> Iterator[Fixture]:
    return (_fixture(path, f) for f in functions if f.is_fixture)


def _of_class(line: Lineage) -> Iterator[Fixture]:
    return (_fixture(path, function) for path, function in line.fixtures)


def _fixture(path: str, function: Function) -> Fixture:
    decorator = next(d for d in function.decorators if "fixture" in d.chain)
    name = decorator.keyword("name").strip("\"'") or function.name
    return Fixture(name, path, function, decorator.keyword("autouse") == "True")
