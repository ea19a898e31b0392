"""Where things live: libraries, `Any`, and what a compiler must not ask: clock, host, environment.

Planted trees in tests/homes/*.txt show that each check can fail.
"""

import ast
import fnmatch
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator/specgen"
PLANTED = sorted((Path(__file__).parent / "homes").glob("*.txt"))

HOMES = {
    "ruamel": ("source/*", "edit/*"),
    "pydantic": ("spec/*",),
    "pydantic_core": ("spec/*",),
    "jinja2": ("emit/*", "test_types/*"),
    "black": ("emit/*",),
    "rich": ("commands/*", "report/*", "runner/*"),
    "pytest": ("evidence/plugin*",),
    "_pytest": ("evidence/plugin*",),
    # what could run the code under test, or read its mind: never on the way from specs to output
    "subprocess": (
        "evidence/inputs.py",  # git
        "runner/*",
        "repository/history.py",  # git
        "evidence/plugin_context.py",  # starts none: it sees tests start them
    ),
    "importlib": ("__main__.py", "commands/outcome.py", "source/events.py"),
    "pickle": ("cache/*", "processes.py"),
    **dict.fromkeys(("runpy", "socket", "getpass", "platform", "locale", "random"), ("nowhere",)),
}
READERS = {"commands", "gate", "runner", "evidence"}  # may ask the clock and the environment
SURROUNDINGS = {
    *("os.environ", "os.getenv", "os.getlogin", "os.getcwd", "time.time", "time.localtime"),
    *("date.today", "datetime.now", "datetime.utcnow", "Path.home", "Path.cwd"),
    *("eval", "exec", "__import__"),
}


@dataclass(frozen=True)
class Module:
    """One file of the package: its path below it, text and syntax tree."""

    path: str
    text: str

    @property
    def folder(self) -> str:
        """The stage it belongs to, or the file itself where it stands at the top."""
        return self.path.split("/")[0].removesuffix(".py")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and name of every module imported absolutely, wherever in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.lineno, node.module

    def at(self, line: int) -> str:
        return f"{self.path}:{line}"


Modules = list[Module]


@cache
def read(root: Path) -> Modules:
    """All modules of the package at `root`."""
    paths = sorted(root.rglob("*.py"))
    return [Module(p.relative_to(root).as_posix(), p.read_text("utf-8")) for p in paths]


def homes(modules: Modules) -> Iterator[str]:
    """A library is imported only where it lives; YAML is written back only in edit/."""
    for module in modules:
        for line, name in module.imports:
            library = name.split(".")[0]
            allowed = HOMES.get(library, ("*",))
            if not any(fnmatch.fnmatch(module.path, pattern) for pattern in allowed):
                yield f"{module.at(line)}: {library} lives only in {', '.join(allowed)}"
        if "RoundTrip" in module.text and module.folder != "edit":
            yield f"{module.path}: round-trip YAML lives only in edit/*"


def any_only_in_source(modules: Modules) -> Iterator[str]:
    """`Any` is for reading foreign bytes, nowhere else."""
    for module in modules:
        if module.folder != "source":
            for node in ast.walk(module.tree):
                name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
                if name == "Any":
                    yield f"{module.at(getattr(node, 'lineno', 0))}: Any outside source/"


def surroundings(modules: Modules) -> Iterator[str]:
    """Output is a function of the specs: no clock, host, user, environment, and nothing is run."""
    for module in modules:
        if module.folder not in READERS:
            for node in ast.walk(module.tree):
                name = _dotted(node)
                if name in SURROUNDINGS:
                    yield f"{module.at(getattr(node, 'lineno', 0))}: {name} is not of the specs"


def _dotted(node: ast.AST) -> str:
    """The last two parts of a dotted name, or the name."""
    if isinstance(node, ast.Attribute):
        owner = getattr(node.value, "attr", None) or getattr(node.value, "id", "")
        return f"{owner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


CHECKS: tuple[Callable[[Modules], Iterator[str]], ...] = (homes, any_only_in_source, surroundings)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_package(check: Callable[[Modules], Iterator[str]]) -> None:
    complaints = list(check(read(PACKAGE)))
    assert not complaints, "\n".join(["", *complaints])


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.stem)
def test_planted(case: Path) -> None:
    """Each planted tree draws exactly the complaints at the head of its file."""
    head, *sections = re.split(r"^-- (\S+) --\n", case.read_text("utf-8"), flags=re.MULTILINE)
    modules = [Module(p, t) for p, t in zip(sections[::2], sections[1::2], strict=True)]
    check = next(c for c in CHECKS if case.stem.startswith(c.__name__))
    assert list(check(modules)) == head.splitlines()


def test_every_check_is_planted() -> None:
    cases = [case.stem for case in PLANTED]
    assert all(any(name.startswith(check.__name__) for name in cases) for check in CHECKS)
