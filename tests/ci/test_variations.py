"""The table of variations covers what it should, and each row compiles, again and in any order."""

import itertools
import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.ci import gitlab_config, workflow
from tests.ci.expressions import Contexts, as_text, filled
from tests.ci.gitlab import texts
from tests.ci.gitlab_rules import expanded
from tests.ci.readings import misread
from tests.ci.variations import Variation, dimensions, environment, variations, write
from tests.ci.workflow import Node

from specgen.diagnostics import Severity
from specgen.pipeline import compile_tree, drift_of, write_tree

Files = dict[str, bytes]
ORDERED = {"tiers", "scenarios", "args", "cases", "modules"}


def built(root: Path) -> Files:
    """Compile and write; what stands below ``root`` then."""
    compilation = compile_tree(root)
    wrong = [d for d in compilation.diagnostics if d.severity is Severity.ERROR]
    assert not wrong, "\n".join(f"{d.place}: {d.message}" for d in wrong)
    stopped = [d.message for d in write_tree(compilation) if d.severity is not Severity.NOTE]
    assert stopped == []
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".specgen" not in path.parts and path.parts[-2] != "__pycache__"
    }


def test_every_level_meets_every_other() -> None:
    rows = [variation.levels for variation in variations()]
    missing = [
        (one, x, other, y)
        for (one, xs), (other, ys) in itertools.combinations(dimensions().items(), 2)
        for x in xs
        for y in ys
        if not any(row[one] == x and row[other] == y for row in rows)
    ]
    assert missing == []
    assert len(rows) >= 30


@pytest.mark.parametrize("variation", variations(), ids=lambda v: str(v.title))
def test_a_variation_is_a_function_of_its_meaning(variation: Variation, tmp_path: Path) -> None:
    root = write(variation, tmp_path / "one")
    first = built(root)
    assert drift_of(compile_tree(root)) == ()
    assert built(root) == first
    other = write(variation, tmp_path / "other")
    for path in other.glob("specs/**/*.yaml"):
        draw = random.Random(variation.title)
        value = shuffled(json.loads(path.read_text("utf-8")), draw)
        path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    second = built(other)
    assert emitted(second) == emitted(first)
    yaml = [path for path in root.rglob("*.y*ml") if "specs" not in path.parts]
    assert [line for path in yaml for line in misread(path)] == []
    survives(variation, root)


def survives(variation: Variation, root: Path) -> None:
    """The variables of the spec arrive in CI as they are written, whatever they look like."""
    wanted = environment(variation)
    for path in root.glob(".github/workflows/*.yml"):
        contexts: Contexts = {"github": {}, "secrets": {}, "matrix": {}, "runner": {}}
        for given in found_in(workflow.read(path), "env"):
            for name in wanted.keys() & given:
                assert as_text(filled(given[name], contexts)) == wanted[name], path
    path = root / ".gitlab-ci.yml"
    for given in found_in(gitlab_config.read(path), "variables") if path.exists() else ():
        for name in wanted.keys() & given:
            assert expanded(texts(given)[name], {}) == wanted[name]


def found_in(node: object, key: str) -> Iterator[Node]:
    """Every mapping below ``node`` that stands at ``key``."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name == key and isinstance(value, Mapping):
                yield value
            yield from found_in(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from found_in(item, key)


def emitted(found: Files) -> Files:
    """What builds wrote."""
    return {
        path: data
        for path, data in found.items()
        if not (path.startswith("specs/") and path.endswith(".yaml"))
    }


def shuffled(value: object, draw: random.Random, *, key: str = "") -> object:
    """The same mappings with their keys in another order, where order means nothing."""
    if isinstance(value, dict):
        keys = list(value)
        if key not in ORDERED:
            draw.shuffle(keys)
        return {k: shuffled(value[k], draw, key=k) for k in keys}
    return [shuffled(item, draw) for item in value] if isinstance(value, list) else value
