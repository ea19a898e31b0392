"""Names in test files: what a dotted name means, across files, through imports and aliases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from specgen.syntax.model import Assignment, ClassFacts, FileFacts, Function, Import

_HOPS = 8  # aliases and re-exports followed


@dataclass(frozen=True, slots=True)
class Local:
    """A name defined in a test file: a function, a class, a method of it, or a value."""

    path: str
    function: Function | None = None
    owner: ClassFacts | None = None
    value: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A name from outside the tests, dotted and absolute."""

    dotted: str


Meaning = Local | Foreign | None


class Scope:
    """The names of one test file."""

    def __init__(self, facts: FileFacts, package: str) -> None:
        self.facts = facts
        self.package = package

    @cached_property
    def functions(self) -> dict[str, Function]:
        """Module-level functions; the last of a name wins."""
        return {f.name: f for f in self.facts.functions}

    @cached_property
    def classes(self) -> dict[str, ClassFacts]:
        """Module-level classes."""
        return {c.name: c for c in self.facts.classes}

    @cached_property
    def values(self) -> dict[str, Assignment]:
        """Module-level assignments."""
        return {a.name: a for a in self.facts.assignments}

    @cached_property
    def imports(self) -> dict[str, str]:
        """Imported name -> absolute dotted target."""
        return self.bound(self.facts.imports)

    @cached_property
    def stars(self) -> tuple[str, ...]:
        """The modules imported with ``*``."""
        return tuple(self.absolute(i.target) for i in self.facts.imports if i.name == "*")

    def bound(self, imports: Iterable[Import]) -> dict[str, str]:
        """The names that ``imports`` bind, made absolute as seen from this file."""
        return {
            i.name: i.name if i.plain else self.absolute(i.target) for i in imports if i.name != "*"
        }

    def absolute(self, target: str) -> str:
        """A relative import target as seen from this file."""
        if not target.startswith("."):
            return target
        rest = target.lstrip(".")
        up = len(target) - len(rest) - 1
        parts = self.package.split(".") if self.package else []
        kept = parts[: max(len(parts) - up, 0)]
        return ".".join([*kept, rest] if rest else kept)


class Index:
    """All test files by path and by every dotted name they may be imported under.

    ``aliases`` are names of the code under test that stand for others, foreign to both.
    """

    def __init__(
        self,
        files: Iterable[FileFacts],
        pythonpath: Iterable[str] = (),
        *,
        listed: Iterable[str] = (),
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        self.aliases = aliases or {}
        self.files = {f.path: f for f in files}
        self._roots = tuple(pythonpath)
        self._scopes: dict[str, Scope] = {}
        self._modules: dict[str, str] = {}
        self._paths = {*self.files, *listed}
        for path in sorted(self._paths):
            for name in self._names(path):
                self._modules.setdefault(name, path)

    def scope(self, path: str) -> Scope:
        """The names of the file at ``path``."""
        if path not in self._scopes:
            package = path.rpartition("/")[0].replace("/", ".")
            self._scopes[path] = Scope(self.files[path], package)
        return self._scopes[path]

    def file_of(self, module: str) -> str:
        """The test file, among those read, that ``import module`` means, or the empty string."""
        path = self._modules.get(module, "")
        return path if path in self.files else ""

    def listed(self, module: str) -> str:
        """The file below the test roots, read or not, that ``import module`` means."""
        return self._modules.get(module, "")

    def meaning(
        self, path: str, chain: str, *, late: Mapping[str, str] | None = None, hops: int = _HOPS
    ) -> Meaning:
        """What ``chain`` means in the file at ``path``; ``late`` are imports inside a function."""
        scope = self.scope(path)
        root, _, rest = chain.partition(".")
        if late and root in late:
            return self._target(_join(late[root], rest), hops)
        if root in scope.classes:
            return self._member(path, scope.classes[root], rest=rest)
        if root in scope.functions:
            return Local(path, function=scope.functions[root])
        if root in scope.values:
            return self._value(path, scope.values[root], rest=rest, hops=hops)
        if root in scope.imports:
            return self._target(_join(scope.imports[root], rest), hops)
        return self._starred(scope, chain, hops=hops)

    def _value(self, path: str, value: Assignment, *, rest: str, hops: int) -> Meaning:
        if hops and not value.value.called and value.value.chain not in ("", value.name):
            return self.meaning(path, _join(value.value.chain, rest), hops=hops - 1)
        return Local(path, value=value)

    def _starred(self, scope: Scope, chain: str, *, hops: int) -> Meaning:
        for star in scope.stars if hops else ():
            path = self.file_of(star)
            found = self.meaning(path, chain, hops=hops - 1) if path else None
            if found is not None:
                return found
        return None

    def _target(self, dotted: str, hops: int) -> Meaning:
        """An absolute name: in a test file if one has it, else foreign."""
        module, rest = dotted, ""
        while module and hops:
            path = self.file_of(module)
            if path and rest:
                found = self.meaning(path, rest, hops=hops - 1)
                return found or Foreign(dotted)
            if path:
                return Local(path)
            module, _, last = module.rpartition(".")
            rest = _join(last, rest)
        return Foreign(dotted)

    def _member(self, path: str, owner: ClassFacts, *, rest: str) -> Local:
        first, _, deeper = rest.partition(".")
        for nested in owner.classes:
            if nested.name == first:
                return self._member(path, nested, rest=deeper)
        function = next((f for f in owner.functions if f.name == first), None)
        return Local(path, function=function, owner=owner)

    def _names(self, path: str) -> list[str]:
        """Every dotted name that the file at ``path`` may be imported under."""
        stem = path.removesuffix(".py").removesuffix("/__init__")
        parts = stem.split("/")
        top = len(parts) - 1
        while top > 0 and "/".join((*parts[:top], "__init__.py")) in self._paths:
            top -= 1
        names = [".".join(parts), ".".join(parts[top:])]
        for root in self._roots:
            if stem.startswith(root.rstrip("/") + "/"):
                names.append(stem[len(root.rstrip("/")) + 1 :].replace("/", "."))
        return names


def _join(left: str, right: str) -> str:
    return f"{left}.{right}" if right else left
