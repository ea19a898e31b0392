"""One file: keys that stand beside `project` or `module`, and what stays of an invalid one."""

from collections.abc import Callable

import pytest

from specgen.source.model import SourceFile
from specgen.source.plain import plain
from specgen.spec.document import document

Source = Callable[[str, str], SourceFile]


def test_project_and_module_may_share_a_file(source: Source) -> None:
    text = "project: shop\ntiers: {a: {}}\nmodule: shop.cart\ntier: a\nskips: []"
    found, diagnostics = document(source("specs/a.yaml", text), plain)
    assert diagnostics == ()
    assert found.declares_project
    assert found.spec.project is not None
    assert found.spec.module is not None
    assert found.spec.module.tier == "a"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tiers: {a: {}}", "`tiers` needs `project` beside it"),
        ("scenarios: []", "`scenarios` needs `module` beside it"),
        ("budget: {}", "`budget` must stand beside exactly one of `project` and `module`"),
        (
            "project: p\nmodule: m\ntitle: x",
            "`title` must stand beside exactly one of `project` and `module`",
        ),
    ],
)
def test_misplaced_keys(source: Source, text: str, message: str) -> None:
    _, (diagnostic,) = document(source("specs/a.yaml", text), plain)
    assert (diagnostic.rule, diagnostic.message) == ("misplaced-key", message)


@pytest.mark.parametrize("text", ["[a]", "text", "3"])
def test_a_file_that_is_no_mapping(source: Source, text: str) -> None:
    found, (diagnostic,) = document(source("specs/a.yaml", text), plain)
    assert diagnostic.message == "a spec file is a mapping"
    assert not found.declares_project


def test_a_file_that_could_not_be_read_says_no_more(source: Source) -> None:
    assert document(source("specs/a.yaml", "a: ["), plain)[1] == ()


def test_only_what_is_invalid_is_left_out(source: Source) -> None:
    text = """
module: shop.cart
tier: [x]
owner: me
scenarios: [{type: unit, effort: 2 hours, title: kept}]
waivers: [{for: x, allow: 3, reason: r, issue: 1, approved_by: me, expires: 2026-03-01}]
"""
    found, diagnostics = document(source("specs/a.yaml", text), plain)
    assert len(diagnostics) == 3
    assert found.spec.module is not None
    assert found.spec.module.owner == "me"
    assert found.spec.module.tier is None
    assert found.spec.module.scenarios[0].title == "kept"
    assert found.spec.waivers == ()


def test_errors_that_nothing_heals_leave_out_the_whole_file(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("specgen.spec.document._ROUNDS", 0)
    found, diagnostics = document(source("specs/a.yaml", "module: 3"), plain)
    assert found.spec.module is None
    assert len(diagnostics) == 1
