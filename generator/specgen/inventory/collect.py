"""Every test that pytest would collect from a file, before marks, links and levels."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from specgen.inventory.classes import Lineage, lineage
from specgen.inventory.index import Foreign, Index, Local
from specgen.inventory.model import Shadow, TestConfig
from specgen.inventory.naming import is_test_name
from specgen.syntax.model import NOWHERE, Assignment, ClassFacts, Function

_NO_BODY = "runTest"


@dataclass(frozen=True, slots=True)
class Raw:
    """One collected test: where it is named, where its body is, the classes around it.

    ``refused`` says why pytest does not collect it after all, empty where it does.  ``steps`` are
    functions that are its body too (steps of a scenario, rules of a state machine), ``unread``
    says what of them cannot be read, and ``rows`` how many examples a scenario has, 0 if unknown.
    """

    path: str
    name: str
    function: Function
    home: str
    classes: tuple[str, ...] = ()
    around: tuple[Lineage, ...] = ()
    unittest: bool = False
    refused: str = ""
    steps: tuple[Local, ...] = ()
    unread: str = ""
    rows: int = 1

    @property
    def node_id(self) -> str:
        """``path::Class::name``."""
        return "::".join((self.path, *self.classes, self.name))


@dataclass(slots=True)
class Collector:
    """Collects one file."""

    index: Index
    config: TestConfig
    path: str
    shadows: list[Shadow] = field(default_factory=list)

    def collect(self) -> list[Raw]:
        """The tests of the file, in source order, imported ones after its own."""
        scope = self.index.scope(self.path)
        off = scope.values.get("__test__")
        if off is not None and off.text == "False":
            return []
        self._shadowed(scope.facts.functions, "")
        found = [*self._functions(), *self._classes()]
        return sorted(found, key=lambda r: (r.home != r.path, r.function.span.line))

    def _functions(self) -> Iterator[Raw]:
        scope = self.index.scope(self.path)
        for name, function in scope.functions.items():
            later = scope.values.get(name)
            replaced = later is not None and later.line > function.span.line and _plain(later)
            if self._is_test(name) and not function.is_fixture and not replaced:
                yield self._raw(name, function, home=self.path)
        for name, value in scope.values.items():
            if self._is_test(name) and name not in scope.functions:
                yield from self._assigned(name, value)
        for name in filter(self._is_test, self._imported()):
            yield from self._brought(name)

    def _brought(self, name: str) -> Iterator[Raw]:
        """An imported test function."""
        meaning = self.index.meaning(self.path, name)
        if not isinstance(meaning, Local) or meaning.owner is not None:
            return
        if meaning.function is not None and not meaning.function.is_fixture:
            yield self._raw(name, meaning.function, home=meaning.path)

    def _is_test(self, name: str) -> bool:
        if not is_test_name(name, self.config.python_functions):
            return False
        value = self.index.scope(self.path).values.get(f"{name}.__test__")
        return value is None or value.text != "False"

    def _raw(self, name: str, function: Function, *, home: str) -> Raw:
        return Raw(self.path, name, function, home)

    def _assigned(self, name: str, value: Assignment) -> Iterator[Raw]:
        """``test_x = make(...)``, ``test_x = other``, ``test_x = lambda: ...``."""
        meaning = self.index.meaning(self.path, value.value.chain) if value.value.chain else None
        maker = meaning.function if isinstance(meaning, Local) else None
        home = meaning.path if isinstance(meaning, Local) else self.path
        if maker is not None and (not value.value.called or maker.body.nested):
            yield self._raw(name, maker, home=home)
        elif value.value.called and not value.value.chain:
            yield self._raw(name, made_up(name, value), home=self.path)

    def _imported(self) -> Iterator[str]:
        """Names that imports bring into the module, star imports included."""
        scope = self.index.scope(self.path)
        own = scope.functions.keys() | scope.classes.keys() | scope.values.keys()
        yield from (n for n in scope.imports if n not in own)
        for star in scope.stars:
            path = self.index.file_of(star)
            if path:
                other = self.index.scope(path)
                names = (*other.functions, *other.classes, *other.imports)
                yield from (n for n in names if n not in own and not n.startswith("_"))

    # ---- classes

    def _classes(self) -> Iterator[Raw]:
        scope = self.index.scope(self.path)
        for name, klass in scope.classes.items():
            yield from self._class(name, self.path, klass=klass, outer=(), around=())
        for name, value in scope.values.items():
            if value.value.chain.endswith(".TestCase") and not value.value.called:
                yield from self._machine(name, value)
        for name in self._imported():
            meaning = self.index.meaning(self.path, name)
            if isinstance(meaning, Local) and meaning.owner and not meaning.function:
                yield from self._class(name, meaning.path, klass=meaning.owner, outer=(), around=())

    def _machine(self, name: str, value: Assignment) -> Iterator[Raw]:
        """``TestX = Machine.TestCase``: Hypothesis' state machines as unittest cases."""
        machine = value.value.chain.rpartition(".")[0]
        meaning = self.index.meaning(self.path, machine)
        known = isinstance(meaning, Local) and meaning.owner is not None
        if known or isinstance(meaning, Foreign):
            rules: tuple[Local, ...] = ()
            if isinstance(meaning, Local) and meaning.owner is not None:
                rules = tuple(Local(meaning.path, function=f) for f in meaning.owner.functions)
            made = made_up(_NO_BODY, value)
            yield Raw(self.path, _NO_BODY, made, self.path, (name,), unittest=True, steps=rules)

    def _class(
        self,
        name: str,
        home: str,
        *,
        klass: ClassFacts,
        outer: tuple[str, ...],
        around: tuple[Lineage, ...],
    ) -> Iterator[Raw]:
        line = lineage(self.index, home, klass=klass)
        named = is_test_name(name, self.config.python_classes)
        if not (line.unittest or named) or line.refused:
            return
        if home == self.path:
            self._shadowed(klass.functions, ".".join((*outer, name)) + ".")
        refused = ""
        if line.constructed and not line.unittest:
            refused = f"class {name} has a constructor, so pytest does not collect it"
        classes = (*outer, name)
        for raw in self._methods(line, classes, around=(*around, line)):
            yield raw if not refused else _refuse(raw, refused)
        if not line.unittest:
            for path, part in line.parts:
                for nested in part.classes:
                    yield from self._class(
                        nested.name, path, klass=nested, outer=classes, around=(*around, line)
                    )

    def _methods(
        self, line: Lineage, classes: tuple[str, ...], *, around: tuple[Lineage, ...]
    ) -> Iterator[Raw]:
        patterns = ("test",) if line.unittest else self.config.python_functions
        found = False
        for name, member in line.members.items():
            function = member.function
            off = line.assigned(f"{name}.__test__")
            if not is_test_name(name, patterns) or not _callable(function):
                continue
            if off is None or off.text != "False":
                found = True
                yield Raw(self.path, name, function, member.path, classes, around, line.unittest)
        for name, value in _class_values(line):
            if is_test_name(name, patterns) and self._makes_test(value, line):
                found = True
                function = made_up(name, value)
                yield Raw(
                    self.path, name, function, line.parts[0][0], classes, around, line.unittest
                )
        runner = line.members.get(_NO_BODY)
        if line.unittest and not found and runner is not None:
            yield Raw(self.path, _NO_BODY, runner.function, runner.path, classes, around, True)

    def _makes_test(self, value: Assignment, line: Lineage) -> bool:
        """Whether a class-level value is a function: another method, or a call that makes one."""
        chain = value.value.chain
        if not chain or chain in ("staticmethod", "classmethod"):
            return value.value.called
        if chain in line.members:
            return not value.value.called
        meaning = self.index.meaning(self.path, chain)
        if not isinstance(meaning, Local) or meaning.function is None:
            return False
        return not value.value.called or bool(meaning.function.body.nested)

    def _shadowed(self, functions: tuple[Function, ...], prefix: str) -> None:
        """Note tests that a later definition of the same name replaces."""
        seen: dict[str, Function] = {}
        for function in functions:
            earlier = seen.get(function.name)
            plain = earlier is not None and not (function.conditional or earlier.conditional)
            if earlier is not None and plain and self._counts_as_shadow(function):
                name = prefix + function.name
                self.shadows.append(Shadow(self.path, name, earlier.span.line, function.span.line))
            seen[function.name] = function

    def _counts_as_shadow(self, function: Function) -> bool:
        if any(d.chain.endswith((".setter", "overload")) for d in function.decorators):
            return False
        return is_test_name(function.name, self.config.python_functions)


def made_up(name: str, value: Assignment) -> Function:
    """A stand-in for a test whose body reading cannot see."""
    span = NOWHERE if not value.line else type(NOWHERE)(value.line, 1, value.line, 1)
    return Function(name, span, decorators=(value.value,), made=True)


def _callable(function: Function) -> bool:
    """Not a builtin property (``pytest.mark.property`` is another thing), nor a fixture."""
    return not function.is_fixture and not any(
        d.chain in ("property", "cached_property", "functools.cached_property")
        for d in function.decorators
    )


def _plain(value: Assignment) -> bool:
    """Whether a value is no function: not ``test_x = decorated(test_x)``."""
    return not value.value.called and not value.value.chain


def _class_values(line: Lineage) -> Iterator[tuple[str, Assignment]]:
    seen = set(line.members)
    for _, part in line.parts:
        for assignment in part.assignments:
            if assignment.name not in seen and "." not in assignment.name:
                seen.add(assignment.name)
                yield assignment.name, assignment


def _refuse(raw: Raw, why: str) -> Raw:
    return Raw(
        raw.path, raw.name, raw.function, raw.home, raw.classes, raw.around, raw.unittest, why
    )
