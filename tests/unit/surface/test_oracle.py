"""griffe as an oracle: on real packages both see the same functions, classes and parameters."""

import importlib.util
from pathlib import Path

import griffe
import pytest

from specgen.surface.model import Certain, Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

PACKAGES = ["click", "pluggy", "jinja2", "iniconfig"]


def surface_of(package: str) -> tuple[Surface, Path]:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    root = Path(spec.origin).parents[1]
    return survey(SourceLayout(".", (package,)), Library(root, bodies=False)), root


def parameters(function: griffe.Function, *, bound: bool) -> list[tuple[str, bool]]:
    """(name, required) of what a caller fills."""
    variadic = (griffe.ParameterKind.var_positional, griffe.ParameterKind.var_keyword)
    found = [
        (p.name.lstrip("*"), p.default is None and p.kind not in variadic)
        for p in function.parameters
    ]
    named = bool(function.parameters) and function.parameters[0].kind not in variadic
    return found[1:] if bound and named else found


@pytest.mark.parametrize("package", PACKAGES)
def test_both_see_the_same_api(package: str) -> None:
    surface, root = surface_of(package)
    tree = griffe.load(package, search_paths=[str(root)], resolve_aliases=False)
    assert isinstance(tree, griffe.Module)
    compared = 0
    for name, module in surface.modules.items():
        below = name.split(".")[1:]
        theirs = tree[".".join(below)] if below else tree
        for member in theirs.members.values():
            if not member.is_alias and isinstance(member, griffe.Function | griffe.Class):
                ours = module.symbol(member.name)
                assert ours is not None, f"{name}.{member.name}"
                assert ours.span.line <= (member.lineno or 0) + 9
                compared += 1
            if not member.is_alias and isinstance(member, griffe.Class):
                compared += same_methods(member, surface, name)
    assert compared > 5


def same_methods(klass: griffe.Class, surface: Surface, module: str) -> int:
    """Compare the methods of one class; how many were."""
    count = 0
    for method in klass.members.values():
        if method.is_alias or not isinstance(method, griffe.Function):
            continue
        ours = surface.modules[module].symbol(f"{klass.name}.{method.name}")
        assert ours is not None, f"{module}.{klass.name}.{method.name}"
        static = any("staticmethod" in str(d.value) for d in method.decorators)
        if isinstance(ours.signature, Certain):
            mine = [(p.name, p.required) for p in ours.signature.parameters]
            assert mine == parameters(method, bound=not static), f"{klass.name}.{method.name}"
        count += 1
    return count
