"""One file: keys that stand beside `project` or `module`, and what stays of an invalid one."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specgen.diagnostics import Severity, Span
from specgen.source.model import Mapping, SourceFile
from specgen.source.plain import plain
from specgen.spec.document import MODULE_KEYS, POLICY_KEYS, SECTIONS, document

KEYS = sorted({"project", "module", *SECTIONS, *POLICY_KEYS, *MODULE_KEYS, "titel", "x"})
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


def test_a_file_of_nothing_but_mistakes_is_refused_in_bounded_work(source: Source) -> None:
    text = "module: shop.cart\n" + "".join(f"zebra{n}: x\n" for n in range(3_000))
    found, diagnostics = document(source("specs/a.yaml", text), plain)
    assert found.spec.module is None
    assert len(diagnostics) == 201
    assert diagnostics[-1].message == "2800 more problems in this file"


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.integers()), inner, max_size=4),
    ),
    max_leaves=12,
)


def allowed_beside(data: dict[str, object]) -> frozenset[str]:
    """The keys that may stand in a file of these keys."""
    policy = POLICY_KEYS if "project" in data else frozenset()
    module = MODULE_KEYS if "module" in data else frozenset()
    return SECTIONS | {"project", "module"} | (policy ^ module)


@given(st.dictionaries(st.sampled_from(KEYS), PLAIN, max_size=6))
def test_no_data_gives_anything_but_diagnostics(data: dict[str, object]) -> None:
    file = SourceFile(PurePosixPath("specs/a.yaml"), "", Mapping((), Span(1, 1, 1, 1)))
    _, diagnostics = document(file, lambda _: data)
    assert all(d.severity is Severity.ERROR and d.message and d.rule for d in diagnostics)
    assert diagnostics or data.keys() <= allowed_beside(data)
