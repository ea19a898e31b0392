"""Planned test files from a few words, as the emitter would make them."""

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TypedDict

import pytest

from specgen.plan import Element, Ownership, Part, PartKind, PlannedFile

PATH = PurePosixPath("generated_tests/unit/shop/test_cart_unit.py")
DOCSTRING = '"""Unit tests for shop.cart (business)."""'


class Scenario(TypedDict, total=False):
    """A planned test; only the id is needed."""

    id: str
    name: str
    title: str
    why: str
    marks: list[str]
    table: list[str]
    params: list[str]
    body: list[str]
    asynchronous: bool
    renamed_from: list[str]


def element(scenario: Scenario) -> Element:
    slug = scenario["id"].rpartition(".")[2]
    name = scenario.get("name", "test_" + slug.replace("-", "_"))
    marks = "\n".join(f"@pytest.mark.{m}" for m in scenario.get("marks", ["unit"]))
    spec = f'@pytest.mark.spec("{scenario["id"]}")'
    table = "\n".join(scenario.get("table", []))
    params = ", ".join(scenario.get("params", ["cart: Cart"]))
    title = scenario.get("title", slug.replace("-", " ").capitalize())
    why = scenario.get("why", "")
    docstring = f'"""{title}.\n\n    {why}\n    """' if why else f'"""{title}."""'
    docstring = docstring if title else ""
    body = "".join(f"    {line}\n" for line in scenario.get("body", [f'pending("test {slug}")']))
    start = "async def" if scenario.get("asynchronous") else "def"
    decorators = "\n".join(text for text in (marks, spec, table) if text)
    parts = (
        (PartKind.MARKS, marks),
        (PartKind.SPEC, spec),
        (PartKind.TABLE, table),
        (PartKind.NAME, name),
        (PartKind.PARAMETERS, params),
        (PartKind.DOCSTRING, docstring),
        (PartKind.BODY, body),
    )
    told = f"    {docstring}\n" if docstring else ""
    text = f"{decorators}\n{start} {name}({params}) -> None:\n{told}{body}"
    return Element(
        scenario["id"],
        tuple(Part(kind, part) for kind, part in parts if part),
        text,
        tuple(scenario.get("renamed_from", [])),
    )


def planned(
    scenarios: Sequence[Scenario], docstring: str = DOCSTRING, imports: Sequence[str] = ()
) -> PlannedFile:
    elements = tuple(map(element, scenarios))
    first = ["import pytest"]
    if any("pending(" in e.part(PartKind.BODY) for e in elements):
        first.append("from specgen.testing import pending")
    lines = [docstring, "", *first, "", *(imports or ["from shop.cart import Cart"])]
    prelude = "\n".join(lines) + "\n"
    text = prelude + "".join(f"\n\n{e.text}" for e in elements)
    if not elements:
        prelude = text = ""
    return PlannedFile(PATH, Ownership.SHARED, text, prelude, elements, "shop.cart")


Plan = Callable[..., PlannedFile]


@pytest.fixture
def plan() -> Plan:
    """A planned file from scenarios, a docstring and import lines."""
    return planned
