"""The shape budgets, executed: sizes of files and functions, names, docstrings, suppressions.

Every check is a function from files to complaints that say file, figure and budget; planted trees
in tests/shape/*.txt show that each can fail.
"""

import ast
import io
import re
import statistics
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator/specgen"
PLANTED = sorted((Path(__file__).parent / "shape").glob("*.txt"))

FILE_MAX, FILE_MEDIAN = 400, 80
FUNCTION_MAX, FUNCTION_P90 = 50, 25
PARAMETERS_MAX, POSITIONAL_MAX, NESTING_MAX, COMPLEXITY_MAX = 5, 2, 3, 8
VAGUE = {"util", "utils", "helper", "helpers", "manager", "base", "common"}
SUPPRESSION = re.compile(r"#\s*(type:\s*ignore|noqa|pragma: no cover)")
REASONED = re.compile(
    r"#\s*(type: ignore\[[\w, -]+\]|noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|pragma: no cover)"
    r"\s+\W+\s*\w+.*"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef
Block = ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.Match
Branch = ast.If | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case


@dataclass(frozen=True)
class Module:
    """One file of the package: its path below it, text, and what is defined in it."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def functions(self) -> list[Function]:
        return [n for n in ast.walk(self.tree) if isinstance(n, Function)]

    def name(self, function: Function) -> str:
        return f"{self.path}:{function.lineno}: {function.name}"


Modules = list[Module]


@cache
def read(root: Path) -> Modules:
    """All modules of the package at `root`."""
    paths = sorted(root.rglob("*.py"))
    return [Module(p.relative_to(root).as_posix(), p.read_text("utf-8")) for p in paths]


def file_sizes(modules: Modules) -> Iterator[str]:
    """No file above 400 lines; the median (package markers left out) at most 80."""
    sizes = {m.path: len(m.text.splitlines()) for m in modules}
    for path, size in sizes.items():
        if size > FILE_MAX:
            yield f"{path}: {size} lines, budget {FILE_MAX}"
    middle = statistics.median(
        [s for p, s in sizes.items() if not p.endswith("__init__.py")] or [0]
    )
    if middle > FILE_MEDIAN:
        yield f"median file: {middle:g} lines, budget {FILE_MEDIAN}"


def function_lengths(modules: Modules) -> Iterator[str]:
    """From `def` to the end, docstring included: at most 50 lines, nine in ten at most 25."""
    sizes = []
    for module in modules:
        for function in module.functions:
            size = (function.end_lineno or function.lineno) - function.lineno + 1
            sizes.append(size)
            if size > FUNCTION_MAX:
                yield f"{module.name(function)}: {size} lines, budget {FUNCTION_MAX}"
    p90 = statistics.quantiles(sizes, n=10, method="inclusive")[8] if len(sizes) > 1 else 0
    if p90 > FUNCTION_P90:
        yield f"p90 of function lengths: {p90:g} lines, budget {FUNCTION_P90}"


def parameters(modules: Modules) -> Iterator[str]:
    """At most 5, of which 2 positional; dunders and pytest hooks have given signatures."""
    for module in modules:
        for function in module.functions:
            if re.fullmatch(r"__(?!init__)\w+__|pytest_\w+", function.name):
                continue
            positional = [
                a.arg
                for a in function.args.posonlyargs + function.args.args
                if a.arg not in {"self", "cls"}
            ]
            count = len(positional) + len(function.args.kwonlyargs)
            if count > PARAMETERS_MAX:
                yield f"{module.name(function)}: {count} parameters, budget {PARAMETERS_MAX}"
            if len(positional) > POSITIONAL_MAX:
                yield (
                    f"{module.name(function)}: {len(positional)} positional parameters,"
                    f" budget {POSITIONAL_MAX} (keyword-only past two)"
                )


def depth_and_complexity(modules: Modules) -> Iterator[str]:
    """Nesting of compound statements and McCabe's number, inner functions on their own."""
    for module in modules:
        for function in module.functions:
            nesting, branches = _depth(function), _branches(function)
            if nesting > NESTING_MAX:
                yield f"{module.name(function)}: nesting {nesting}, budget {NESTING_MAX}"
            if branches + 1 > COMPLEXITY_MAX:
                yield f"{module.name(function)}: complexity {branches + 1}, budget {COMPLEXITY_MAX}"


def _depth(node: ast.AST, *, is_elif: bool = False) -> int:
    """How deep blocks stand in blocks below `node`; an `elif` is no deeper than its `if`."""
    deepest = 0
    for field, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST) and not isinstance(child, Function | ast.ClassDef):
                chained = field == "orelse" and isinstance(child, ast.If) and len(children) == 1
                deepest = max(deepest, _depth(child, is_elif=chained))
    return deepest + (isinstance(node, Block) and not is_elif)


def _branches(node: ast.AST) -> int:
    """The decisions below `node`, without those of functions inside it."""
    children = [c for c in ast.iter_child_nodes(node) if not isinstance(c, Function | ast.ClassDef)]
    return sum(isinstance(c, Branch) + _branches(c) for c in children)


def suppressions(modules: Modules) -> Iterator[str]:
    """Whoever silences a checker names the code and gives the reason."""
    for module in modules:
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
            comment = token.string if token.type == tokenize.COMMENT else ""
            if SUPPRESSION.search(comment) and not REASONED.search(comment):
                yield f"{module.path}:{token.start[0]}: {comment}: code and reason missing"


def names(modules: Modules) -> Iterator[str]:
    """No name that says nothing, of a file or of a class."""
    for module in modules:
        words = [(word, module.path) for word in module.path[:-3].replace("/", "_").split("_")]
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                last = re.findall(r"[A-Z][a-z0-9]*", node.name)[-1:]
                words += [(word, f"{module.path}:{node.lineno}: {node.name}") for word in last]
        for word, where in words:
            if word.lower() in VAGUE:
                yield f"{where}: the name {word} says nothing"


def docstrings(modules: Modules) -> Iterator[str]:
    """Each module opens with a sentence."""
    for module in modules:
        opening = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
        if not re.search(r"[.:?]$", opening):
            yield f"{module.path}: no opening docstring sentence"


CHECKS: tuple[Callable[[Modules], Iterator[str]], ...] = (
    file_sizes,
    function_lengths,
    parameters,
    depth_and_complexity,
    suppressions,
    names,
    docstrings,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_package(check: Callable[[Modules], Iterator[str]]) -> None:
    complaints = list(check(read(PACKAGE)))
    assert not complaints, "\n".join(["", *complaints])


def test_no_package_markers_among_tests() -> None:
    """Test files are found by path (importmode=importlib); a marker would change their names."""
    assert not list(Path(__file__).parent.rglob("test_*/__init__.py"))


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.stem)
def test_planted(case: Path) -> None:
    """Each planted tree draws exactly the complaints at the head of its file.

    `!repeat N` in a planted file repeats the line after it N times.
    """
    text = re.sub(
        r"^!repeat (\d+)\n(.*\n)",
        lambda m: m[2] * int(m[1]),
        case.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    head, *sections = re.split(r"^-- (\S+) --\n", text, flags=re.MULTILINE)
    modules = [Module(p, t) for p, t in zip(sections[::2], sections[1::2], strict=True)]
    check = next(c for c in CHECKS if case.stem.startswith(c.__name__))
    assert list(check(modules)) == head.splitlines()


def test_every_check_is_planted() -> None:
    cases = [case.stem for case in PLANTED]
    assert all(any(name.startswith(check.__name__) for name in cases) for check in CHECKS)
