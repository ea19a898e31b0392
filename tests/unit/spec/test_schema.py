"""The JSON Schema and the models agree, on the examples and on thousands of mutations of them."""

import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from jsonschema import Draft202012Validator

from specgen.diagnostics import Route, Span
from specgen.source.model import Mapping, SourceFile
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.document import document
from specgen.spec.schema import DIALECT, Schema, schema

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))
BEYOND_GRAMMAR = {"no-such-day", "reversed-range"}  # what `schema` says that it does not cover
MUTANTS = 2_400
VALUES: tuple[object, ...] = (
    None, True, 0, 3, -1, 1.5, 10**9, "", "x", "all", "rest", "off", "90%", "5pt", "2h", "2h..4h",
    "100ms", "100 msec", "64MB", "64MiB", "1000/s", "30h/week", "40..", "2026-02-30", "2026-3-1",
    "gaps == 0", "gasp == 0", "../up", "a/b", "Bad Id!", "3.12", [], ["x"], [1], {}, {"x": 1},
    {"expr": "1 + 1"}, {"coverage": "90%"},
)  # fmt: skip
KEYS = ("titel", "title", "budget", "id", "needs", "type", "for", "from", "count", "returns")
UNITS = ("ms", "s", "m", "h", "d", "w", "%", "pt", "kB", "MB", "GB", "/s", "..", "~")


@pytest.fixture(scope="module")
def made() -> Schema:
    """The schema."""
    return schema()


@pytest.fixture(scope="module")
def accepts(made: Schema) -> Callable[[object], bool]:
    """Whether the schema accepts plain data."""
    return Draft202012Validator(made).is_valid


def load(path: Path) -> object:
    root = read(PurePosixPath(path.name), path.read_bytes())[0].root
    assert root is not None
    return plain(root)


def rules(data: object) -> set[str]:
    """The rules by which the models refuse plain data."""
    span = Span(1, 1, 1, 1)
    file = SourceFile(PurePosixPath("a.yaml"), "", Mapping((), span))
    return {found.rule for found in document(file, lambda _: data)[1]}


def routes(data: object, here: Route = ()) -> Iterator[Route]:
    """The route of every value inside ``data``."""
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in items:
            yield (*here, key)
            yield from routes(value, (*here, key))


def mutated(data: object, change: random.Random) -> object:
    """A copy of ``data`` with one value dropped, replaced, renamed, added, or of another unit."""
    data = copy.deepcopy(data)
    *above, last = change.choice(list(routes(data)))
    parent = data
    for step in above:
        parent = parent[step]  # type: ignore[index]  # a route leads through containers only
    change.choice((drop, replace, replace, rename, insert, reunit, reunit))(parent, last, change)
    return data


def drop(parent: object, key: object, change: random.Random) -> None:
    assert isinstance(parent, dict | list)
    del parent[key]  # type: ignore[arg-type]  # the key is one of the parent's


def replace(parent: object, key: object, change: random.Random) -> None:
    assert isinstance(parent, dict | list)
    parent[key] = copy.deepcopy(change.choice(VALUES))  # type: ignore[call-overload]  # as above


def rename(parent: object, key: object, change: random.Random) -> None:
    if isinstance(parent, dict):
        parent[change.choice(KEYS)] = parent.pop(key)
    else:
        drop(parent, key, change)


def insert(parent: object, key: object, change: random.Random) -> None:
    if isinstance(parent, dict):
        parent[change.choice(KEYS)] = copy.deepcopy(change.choice(VALUES))
    elif isinstance(parent, list):
        parent.append(copy.deepcopy(change.choice(VALUES)))


def reunit(parent: object, key: object, change: random.Random) -> None:
    assert isinstance(parent, dict | list)
    text = str(parent[key])  # type: ignore[call-overload]  # as above
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz%/ABCDEFGHIJKLMNOPQRSTUVWXYZ~.")
    parent[key] = number + change.choice(UNITS)  # type: ignore[call-overload]  # as above


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_accepts_the_examples(path: Path, accepts: Callable[[object], bool]) -> None:
    assert accepts(load(path))


def test_is_a_schema_of_its_dialect(made: Schema) -> None:
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT


def test_agrees_with_the_models_on_mutated_specs(accepts: Callable[[object], bool]) -> None:
    change = random.Random(20261121)
    originals = [load(path) for path in EXAMPLES]
    seen = {True: 0, False: 0}
    disagreed = []
    for number in range(MUTANTS):
        mutant = mutated(originals[number % len(originals)], change)
        refused = rules(mutant)
        accepted = accepts(mutant)
        seen[accepted] += 1
        if accepted != (refused <= BEYOND_GRAMMAR):
            disagreed.append((sorted(refused), accepted, mutant))
    assert disagreed == []
    assert min(seen.values()) > MUTANTS // 8


def test_every_key_has_a_title_and_a_description(made: Schema) -> None:
    bare = [key for key, form in keyed(made) if not {"title", "description"} <= set(form)]
    assert bare == []


def test_most_keys_have_an_example_an_editor_can_offer(made: Schema) -> None:
    forms = dict(keyed(made))
    plain_flags = [key for key, form in forms.items() if form.get("type") == "boolean"]
    shown = [key for key, form in forms.items() if form.get("examples") or "const" in form]
    assert len(shown) + len(plain_flags) >= 0.9 * len(forms)


def test_no_key_offers_null_as_its_default(made: Schema) -> None:
    assert [key for key, form in keyed(made) if "default" in form and form["default"] is None] == []


def keyed(made: Schema) -> Iterator[tuple[str, dict[str, object]]]:
    """All keys of the schema with what they are."""
    definitions = made["$defs"]
    assert isinstance(definitions, dict)
    for name, model in {"": made, **definitions}.items():
        yield from ((f"{name}.{key}", form) for key, form in model.get("properties", {}).items())
