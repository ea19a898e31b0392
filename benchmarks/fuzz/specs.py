"""Two targets: YAML into `check`, and specs into `build`, whose every output is parsed."""

import ast
import configparser
import json
import tomllib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from random import Random
from unittest.mock import patch

import yaml
from benchmarks.fuzz.corpus import DUMPER, cases, loaded, specs_of, trees
from benchmarks.fuzz.model import Files, Target, Wrong
from benchmarks.fuzz.mutate import mutated_bytes, mutated_lines, mutated_tree, pool_of
from markdown_it import MarkdownIt

from specgen import pipeline
from specgen.commands import compiling
from specgen.compilation import Compilation
from specgen.diagnostics import Severity
from specgen.program.resolve import resolve
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.parse import parse

_LINES = (
    "  - a: b",
    "x: [",
    "  x: {a: 1}",
    "module: shop.b",
    "- ",
    "'",
    "? a",
    "a: &b",
    "*b",
    "...",
)
_GOOD = "one-module"


@cache
def _pool() -> dict[str, list[object]]:
    return pool_of(trees())


def spec_into(files: dict[str, bytes], chance: Random, *, odd: float, raw: float) -> Files:
    """A tree with one of its spec files mutated: its bytes or lines in ``raw`` of cases."""
    path = chance.choice(specs_of(files))
    data = files[path]
    tree = loaded(data) if chance.random() >= raw else None
    if tree is None:
        text = data.decode("utf-8", "replace")
        by_line = chance.random() < 0.5
        made = mutated_lines(text, chance, more=_LINES).encode() if by_line else (
            mutated_bytes(data, chance))  # fmt: skip
    else:
        most = 3 if raw else 1  # whoever wants valid specs asks for no broken text either
        changed = mutated_tree(tree, chance, pool=_pool(), odd=odd, most=most)
        flow = chance.choice((None, True, False))
        made = yaml.dump(
            changed,
            Dumper=DUMPER,
            allow_unicode=True,
            default_flow_style=flow,
            sort_keys=False,
            width=200,
        ).encode("utf-8", "surrogatepass")
    return {**files, path: made}


def _make(chance: Random, *, odd: float, raw: float) -> Files:
    known = cases()
    return spec_into(known[chance.choice(sorted(known))], chance, odd=odd, raw=raw)


def _errors(compilation: Compilation) -> set[str]:
    return {d.rule for d in compilation.diagnostics if d.severity is Severity.ERROR}


def run_read(files: Files, _: Path) -> Iterator[str]:
    """Read, parse and resolve the specs, without code or tests beside them."""
    texts = [read(PurePosixPath(path), files[path]) for path in specs_of(files)]
    if all(file.root is not None for file, _ in texts):
        yield "read"
    said = tuple(d for _, found in texts for d in found)
    written, problems = parse(tuple(file for file, _ in texts), plain, said=said)
    resolved = [resolve(each, pipeline.BUILT_IN) for each in written]
    said = (*said, *problems, *(d for _, found in resolved for d in found))
    known = {file.path: file for file, _ in texts}
    for each in said:
        if each.place.path in known:
            pipeline.locate_in(each.place, known[each.place.path])
    if not any(d.severity is Severity.ERROR for d in said):
        yield "valid"


def run_check(_: Files, root: Path) -> Iterator[str]:
    """Compile, compare, and print what is said in every format."""
    compilation = pipeline.compile_tree(root)
    errors = _errors(compilation)
    said = (*compilation.diagnostics, *pipeline.drift_of(compilation))
    located = compiling.located(compilation, said)
    for name in ("text", "json", "github", "sarif"):
        compiling.rendered(located, name, error=False)
    if all(file.root is not None for file in compilation.files.values()):
        yield "read"
    if not errors:
        yield "valid"


def run_build(_: Files, root: Path) -> Iterator[str]:
    """Compile, write, parse all that was written, and see that a second build has nothing to do."""
    compilation = pipeline.compile_tree(root)
    if _errors(compilation):
        return
    yield "valid"
    written = {op.path for project in compilation.projects for op in project.outcome.operations}
    unwritten = pipeline.write_tree(compilation)
    if unwritten:
        raise Wrong(f"not written: {unwritten[0].message}")
    for path in sorted(written):
        if (root / path).is_file():
            parsed(root / path)
    yield "parsed"
    again = pipeline.compile_tree(root)
    more = [op.path for project in again.projects for op in project.outcome.operations]
    if more:
        raise Wrong(f"a second build would write {more[0]}")
    drift = pipeline.drift_of(again)
    if drift and not any(p.outcome.findings for p in again.projects):
        raise Wrong(f"drift right after build: {drift[0].message}")
    yield "in step"


def parsed(path: Path) -> None:
    """Have the parser of its own language read a written file.

    Raises:
        Wrong: it cannot.
    """
    text = path.read_text("utf-8")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _parse(path, text)
    except (SyntaxError, ValueError, yaml.YAMLError, configparser.Error, RecursionError) as error:
        raise Wrong(f"{path.name} does not parse: {type(error).__name__}: {error}") from error


def _parse(path: Path, text: str) -> None:
    kind = path.suffix
    if kind == ".py":
        compile(ast.parse(text), str(path), "exec")
    elif kind == ".toml":
        tomllib.loads(text)
    elif kind in (".yaml", ".yml"):
        yaml.safe_load(text)
    elif kind == ".json":
        json.loads(text)
    elif kind == ".md":
        MarkdownIt("commonmark").enable("table").parse(text)
    elif kind in (".cfg", ".ini"):
        configparser.ConfigParser(interpolation=None).read_string(text)


def _raising(*_: object, **__: object) -> object:
    raise RuntimeError("planted")


@contextmanager
def _broken_resolve() -> Iterator[None]:
    with patch.object(pipeline, "resolve", _raising):
        yield


@contextmanager
def _without_types() -> Iterator[None]:
    with patch.object(pipeline, "BUILT_IN", None):
        yield


@contextmanager
def _broken_output() -> Iterator[None]:
    right = pipeline.write_tree

    def spoilt(compilation: Compilation) -> object:
        said = right(compilation)
        for project in compilation.projects:
            for op in project.outcome.operations:
                if op.path.suffix == ".py":
                    (compilation.root / op.path).write_text("def (:\n")
        return said

    with patch.object(pipeline, "write_tree", spoilt):
        yield


READ = Target(
    name="read",
    stages=("read", "valid"),
    folders=("source", "spec", "program"),
    make=lambda chance: _make(chance, odd=0.3, raw=0.35),
    good=lambda: cases()[_GOOD],
    run=run_read,
    planted=_without_types,
    on_disk=False,
)
CHECK = Target(
    name="check",
    stages=("read", "valid"),
    folders=("source", "spec", "program", "rules"),
    make=lambda chance: _make(chance, odd=0.3, raw=0.35),
    good=lambda: cases()[_GOOD],
    run=run_check,
    planted=_broken_resolve,
)
BUILD = Target(
    name="build",
    stages=("valid", "parsed", "in step"),
    folders=("emit", "test_types", "configure", "disk", "lock"),
    make=lambda chance: _make(chance, odd=0.05, raw=0.0),
    good=lambda: cases()[_GOOD],
    run=run_build,
    planted=_broken_output,
)
