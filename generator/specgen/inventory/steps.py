"""Tests of pytest-bdd: which scenarios a module binds, and which functions are their steps."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath

from specgen.inventory.features import read_feature
from specgen.inventory.index import Foreign, Index, Local
from specgen.inventory.model_features import Feature, ScenarioText, Step, StepDefinition
from specgen.inventory.places import conftests
from specgen.syntax.model import Expression, Function

_STEPS = ("given", "when", "then", "step")
_READABLE = ("", "parse", "cfparse", "re")
_SPECIAL = frozenset("\\^$.|?*+()[]{}")


class Steps:
    """The scenarios and steps of all test modules below ``root``."""

    def __init__(self, root: Path, index: Index) -> None:
        self._root = root
        self._index = index
        self._features: dict[str, Feature] = {}
        self._known: dict[str, tuple[StepDefinition, ...]] = {}

    @cached_property
    def used(self) -> bool:
        """Whether any file imports pytest-bdd."""
        files = self._index.files.values()
        return any(i.target.startswith("pytest_bdd") for f in files for i in f.imports)

    def scenario_of(self, path: str, function: Function) -> Expression | None:
        """The ``@scenario`` decorator of a test, or nothing."""
        return next((d for d in function.decorators if self._is(path, d, last="scenario")), None)

    def is_bdd(self, path: str, call: Expression) -> bool:
        """Whether a call is ``pytest_bdd.scenarios``."""
        return self._is(path, call, last="scenarios")

    def features(self, path: str, call: Expression) -> tuple[Feature, ...]:
        """The features that a call names, folders read whole, sorted as pytest-bdd sorts them."""
        base = call.keyword("features_base_dir").strip("\"'")
        above = base or PurePosixPath(path).parent.as_posix()
        named = [normpath(f"{above}/{name}") for name in call.literals]
        found = [self._feature(p) for name in named for p in self._below(name)]
        return tuple(sorted(found, key=lambda f: f.name or f.path))

    def bound(self, path: str, call: Expression) -> tuple[Feature, ScenarioText | None]:
        """The scenario that ``@scenario(file, name)`` binds."""
        name = call.literals[1] if len(call.literals) > 1 else call.keyword("scenario_name")
        feature = next(iter(self.features(path, _first(call))), Feature("", problem="is not named"))
        wanted = name.strip("\"'")
        return feature, next((s for s in feature.scenarios if s.name == wanted), None)

    def functions(self, path: str, scenario: ScenarioText) -> tuple[tuple[Local, ...], str]:
        """The functions of a scenario's steps, and what cannot be read of them."""
        found: list[Local] = []
        for step in scenario.steps:
            fitting = [d for d in self._definitions(path) if _fits(d, step)]
            if not fitting:
                return tuple(found), f"its step `{step.text[:60]}` has no definition that is read"
            found += (d.function for d in fitting)
        return tuple({(f.path, f.function.span.line): f for f in found if f.function}.values()), ""

    def _feature(self, path: str) -> Feature:
        if path not in self._features:
            self._features[path] = read_feature(self._root, path)
        return self._features[path]

    def _below(self, name: str) -> list[str]:
        folder = self._root / name
        if name.startswith("..") or not folder.is_dir():
            return [name]
        files = sorted(folder.rglob("*.feature"))
        return [file.relative_to(self._root).as_posix() for file in files]

    def _is(self, path: str, one: Expression, *, last: str) -> bool:
        if one.chain.rpartition(".")[2] != last:
            return False
        meaning = self._index.meaning(path, one.chain)
        return isinstance(meaning, Foreign) and meaning.dotted.startswith("pytest_bdd")

    def _definitions(self, path: str) -> tuple[StepDefinition, ...]:
        if path not in self._known:
            files = dict.fromkeys(
                file for seen in (path, *conftests(path, self._index)) for file in self._with(seen)
            )
            self._known[path] = tuple(d for file in files for d in self._own(file))
        return self._known[path]

    def _with(self, path: str) -> Iterator[str]:
        """A file and the files of the tests whose names or steps it brings in."""
        yield path
        scope = self._index.scope(path)
        plugins = scope.values.get("pytest_plugins")
        named = (*scope.stars, *(plugins.strings if plugins else ()))
        yield from filter(None, map(self._index.file_of, named))
        for name in scope.imports:
            meaning = self._index.meaning(path, name)
            if isinstance(meaning, Local):
                yield meaning.path

    def _own(self, path: str) -> Iterator[StepDefinition]:
        for function in self._index.files[path].functions:
            for decorator in function.decorators:
                kind = decorator.chain.rpartition(".")[2]
                if kind in _STEPS and self._is(path, decorator, last=kind):
                    reader, text = decorator.pattern
                    yield StepDefinition(kind, reader, text, Local(path, function=function))


def _first(call: Expression) -> Expression:
    """``@scenario(file, name)`` as if it named the file alone."""
    keywords = tuple((k, v) for k, v in call.keywords if k == "features_base_dir")
    named = call.literals[:1] or tuple(filter(None, (call.keyword("feature_name").strip("\"'"),)))
    return Expression(call.chain, call.line, True, literals=named, keywords=keywords)


def _fits(definition: StepDefinition, step: Step) -> bool:
    """Whether a definition may be the one of a step; generous where its text is an expression."""
    if definition.kind not in ("step", step.kind) or definition.reader not in _READABLE:
        return definition.kind in ("step", step.kind)
    if not definition.reader:
        return definition.pattern == step.text
    return _in_order(_literals(definition), step.text)


def _literals(definition: StepDefinition) -> list[str]:
    """The parts of a pattern that stand in the step as they are."""
    if definition.reader != "re":
        return list(_outside(definition.pattern))
    plain = definition.pattern.removeprefix("^")
    end = next((n for n, char in enumerate(plain) if char in _SPECIAL), len(plain))
    return [plain[:end], ""]


def _outside(pattern: str) -> Iterator[str]:
    """What of ``I add {n:d} items`` stands outside of braces."""
    for part in pattern.split("{"):
        yield part.rpartition("}")[2] if "}" in part else part


def _in_order(parts: Iterable[str], text: str) -> bool:
    """Whether a text holds the parts in order, the first at its head and the last at its end."""
    first, *rest = parts
    if not text.startswith(first):
        return False
    if not rest:
        return text == first
    at = len(first)
    for part in rest[:-1]:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return text.endswith(rest[-1]) and len(text) - len(rest[-1]) >= at
