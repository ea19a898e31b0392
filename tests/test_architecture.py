"""The architecture, executed: who may import whom, without cycles, and what is registered.

`READS` is the dependency rule as data.  Every check is a function from a tree of modules to
complaints; planted trees in tests/architecture/*.txt show that each can fail.  Homes of libraries
are in test_homes.py, the budgets of shape (lines, parameters, nesting) in test_shape.py.
"""

import ast
import graphlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator/specgen"
PLANTED = sorted((Path(__file__).parent / "architecture").glob("*.txt"))

# folder -> folders (or top-level files) whose nouns it may read; keep it acyclic
READS: dict[str, set[str]] = {
    "source": set(),
    "spec": {"source"},
    "program": {"source", "spec"},
    "cache": set(),
    "syntax": {"cache"},
    "surface": {"cache", "syntax"},
    "inventory": {"cache", "syntax", "surface"},
    "evidence": {"testing", "surface", "inventory"},
    "gaps": {"spec", "program", "surface", "inventory", "evidence"},
    "test_types": {"spec", "program", "surface"},
    "rules": {
        "configure",
        "source",
        "spec",
        "program",
        "surface",
        "inventory",
        "gaps",
        "repository",
    },
    "emit": {"markdown", "program", "surface", "gaps", "test_types"},
    "configure": {"markdown", "program", "evidence"},
    "lock": set(),
    "merge": {"lock"},
    "disk": {"lock", "merge"},
    "history": {"evidence", "program"},
    "gate": {"program", "evidence", "gaps", "history", "changes"},
    "changes": {"spec", "program"},
    "repository": {"source"},
    "adopt": {"surface", "inventory", "repository"},
    "edit": {"source"},
    "runner": {"program", "evidence", "inventory", "surface"},
    "compilation": {"disk", "gaps", "inventory", "program", "source", "surface"},
    "report": {"markdown", "source", "program", "inventory", "gaps", "gate", "changes", "history"},
}
FREE = {
    "",
    "diagnostics",
    "plan",
    "levels",
    "quantities",
    "spelling",
    "processes",
    "calls",
    "state_folder",
}  # "" is the package itself: its version
NOUNS = re.compile(r"\w+\.(model|model_\w+|\w+_model)")  # a stage's noun files
CALLERS = {
    "pipeline",
    "adoption",
    "checkout",
    "stocktaking",
    "api",
    "__main__",
    "commands",
}  # the only ones that call verbs elsewhere

REGISTRIES = {
    "rules": "RULES",
    "test_types": "TEST_TYPES",
    "emit": "EMITTERS",
    "configure": "CONFIGURATIONS",
    "report": "FORMATS GAP_FORMATS VERDICT_FORMATS TREND_FORMATS",
    "gate": "VERDICTS",
    "commands": "COMMANDS",
}
DEFERRED = "# deferred: start-up"


@dataclass(frozen=True)
class Import:
    """One imported module, by its full dotted name, and the names taken from it."""

    line: int
    target: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """One file of the package: its path below it, text and syntax tree."""

    path: str
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The dotted name below the package, as parts; of `a/__init__.py` it is `a`."""
        parts = tuple(self.path.removesuffix(".py").split("/"))
        return parts[:-1] if parts[-1] == "__init__" else parts

    @property
    def folder(self) -> str:
        """The stage it belongs to, or the file itself where it stands at the top."""
        return self.path.split("/")[0].removesuffix(".py")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def at(self, line: int) -> str:
        return f"{self.path}:{line}"


class Tree(dict[str, Module]):
    """The modules of one package by dotted name below it."""

    def imports(self, module: Module) -> Iterator[Import]:
        """Everything imported anywhere in `module`: at the top, inside functions, for types."""
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                yield from (Import(node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from self._from(module, node)

    def inner(self, module: Module) -> Iterator[tuple[int, str]]:
        """The same restricted to our own package: line and dotted name below it."""
        for found in self.imports(module):
            if found.target.split(".")[0] == "specgen":
                yield found.line, found.target.removeprefix("specgen").removeprefix(".")

    def _from(self, module: Module, node: ast.ImportFrom) -> Iterator[Import]:
        origin = node.module or ""
        if node.level:
            package = module.parts if module.path.endswith("__init__.py") else module.parts[:-1]
            kept = package[: len(package) - node.level + 1]
            origin = ".".join(("specgen", *kept, *filter(None, [node.module])))
        for alias in node.names:
            deeper = f"{origin}.{alias.name}"
            is_module = deeper.removeprefix("specgen.") in self
            yield Import(node.lineno, deeper if is_module else origin, (alias.name,))


@cache
def read(root: Path) -> Tree:
    """All modules of the package at `root`."""
    paths = sorted(root.rglob("*.py"))
    return tree_of((p.relative_to(root).as_posix(), p.read_text("utf-8")) for p in paths)


def tree_of(files: Iterator[tuple[str, str]]) -> Tree:
    return Tree({".".join(m.parts): m for m in (Module(path, text) for path, text in files)})


def dependency_rule(tree: Tree) -> Iterator[str]:
    """Across folders nouns only, and only those that READS grants."""
    files = {module.path for module in tree.values()}
    for module in tree.values():
        for line, target in tree.inner(module):
            folder = target.split(".")[0]
            if folder in FREE | {module.folder} or module.folder in CALLERS:
                continue
            granted = READS.get(module.folder, set())
            if folder not in granted:
                yield f"{module.at(line)}: {module.folder} may not read {folder} (see READS)"
            elif f"{target}.py" not in files and not NOUNS.fullmatch(target):
                yield f"{module.at(line)}: imports a verb of {folder}: {target}; nouns only"


def cycles(tree: Tree) -> Iterator[str]:
    """No cycle among modules, imports for types and inside functions included."""
    graph = {
        name: {t for _, t in tree.inner(module) if t and t != name} for name, module in tree.items()
    }
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        ring = error.args[1][1:]
        first = ring.index(min(ring))
        yield "import cycle: " + " <- ".join([*ring[first:], *ring[: first + 1]])


def deferred_imports(tree: Tree) -> Iterator[str]:
    """Imports stand at the top, but for one marked place per command and one in the pipeline."""
    for module in tree.values():
        inside = {
            node.lineno
            for function in ast.walk(module.tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        lines = module.text.splitlines()
        marked = {line for line in inside if DEFERRED in lines[line - 1]}
        may_defer = module.folder in {"commands", "checkout"}
        budget = 2 if module.folder == "checkout" else 1  # jinja2 and black
        for line in sorted(inside if not may_defer else inside - marked):
            yield f"{module.at(line)}: import inside a function"
        if may_defer and len(marked) > budget:
            yield f"{module.path}: {len(marked)} deferred imports, budget {budget}"


def registries(tree: Tree) -> Iterator[str]:
    """A file that defines the constant of its own name is in its folder's typed tuple, and no
    file of such a folder is left that nobody there reads."""
    imported = {target for m in tree.values() for _, target in tree.inner(m)}
    text = "".join(m.text for m in tree.values())
    for folder, constants in REGISTRIES.items():
        files = {m.parts[-1]: m for m in tree.values() if m.path.startswith(f"{folder}/")}
        variants = {s: m for s, m in files.items() if s != folder and not s.startswith("model")}
        found = [known for name in constants.split() if (known := _registry(tree, name))]
        if not found:
            if variants:
                yield f"{folder}/: no typed literal {constants}"
            continue
        listed = set().union(*(stems for _, stems in found))
        homes_of = [home for home, _ in found]
        for stem, module in variants.items():
            own = re.search(rf"^{stem.upper()}\b", module.text, re.MULTILINE)
            unread = f"{folder}.{stem}" not in imported and f"specgen.{folder}.{stem}" not in text
            if stem not in listed and module not in homes_of and (own or unread):
                yield f"{module.path}: not registered in {constants} ({homes_of[0].path})"


def _registry(tree: Tree, constant: str) -> tuple[Module, set[str]] | None:
    """The module that holds `constant: T = (...)`, and the stems of the variants it lists."""
    for module in tree.values():
        for node in module.tree.body:
            if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == constant:
                assert node.value is not None
                words = {getattr(n, "id", None) for n in ast.walk(node.value)} | {
                    n.value.split(".")[-1]
                    for n in ast.walk(node.value)
                    if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
                taken = {
                    i.target.split(".")[-1]
                    for i in tree.imports(module)
                    if words & {*i.names, i.target.split(".")[-1]}
                }
                return module, taken | {w for w in words if w}
    return None


CHECKS: tuple[Callable[[Tree], Iterator[str]], ...] = (
    dependency_rule,
    cycles,
    deferred_imports,
    registries,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_package(check: Callable[[Tree], Iterator[str]]) -> None:
    complaints = list(check(read(PACKAGE)))
    assert not complaints, "\n".join(["", *complaints])


def test_reads_is_acyclic() -> None:
    order = list(graphlib.TopologicalSorter(READS).static_order())
    assert set(READS) <= set(order)


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.stem)
def test_planted(case: Path) -> None:
    """Each planted tree draws exactly the complaints at the head of its file."""
    head, *sections = re.split(r"^-- (\S+) --\n", case.read_text("utf-8"), flags=re.MULTILINE)
    tree = tree_of(zip(sections[::2], sections[1::2], strict=True))
    check = next(c for c in CHECKS if case.stem.startswith(c.__name__))
    assert list(check(tree)) == head.splitlines()


def test_every_check_is_planted() -> None:
    cases = [case.stem for case in PLANTED]
    assert all(any(name.startswith(check.__name__) for name in cases) for check in CHECKS)
