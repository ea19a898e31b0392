"""The places of a module that make tests by a call."""

from collections.abc import Callable

import pytest

from specgen.syntax.model import FileFacts, MakerKind

Facts = Callable[[str], FileFacts]


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("scenarios('x.feature')", MakerKind.SCENARIOS, ""),
        ("bdd.scenarios('x.feature')", MakerKind.SCENARIOS, ""),
        ("def pytest_generate_tests(m): ...", MakerKind.HOOK, "pytest_generate_tests"),
        ("def load_tests(a, b, c): ...", MakerKind.HOOK, "load_tests"),
        ("for n in x:\n    setattr(Case, n, f)", MakerKind.SET, "setattr(Case, ...)"),
        ("if x:\n    setattr(Case, 'test_x', f)", MakerKind.SET, "setattr(Case, ...)"),
        ("globals()[n] = f", MakerKind.SET, "globals()[...] = ..."),
        ("globals().update(x)", MakerKind.SET, "globals().update(...)"),
        ("TestX = type('TestX', (A,), {})", MakerKind.SET, "TestX = type(...)"),
        ("test_x = make_test(1)", MakerKind.FACTORY, "test_x"),
        ("setattr(Case, 'limit', 1)", None, ""),
        ("globals()['limit'] = 1", None, ""),
        ("x.update(y)", None, ""),
        ("Made = type('Made', (A,), {})", None, ""),
        ("TestX = type(x)", None, ""),
        ("test_client = TestClient(app)", None, ""),
        ("test_data = load('x')", None, ""),
    ],
)
def test_makers(facts: Facts, text: str, kind: MakerKind | None, said: str) -> None:
    found = [(maker.kind, maker.text) for maker in facts(text).makers]
    assert found == ([] if kind is None else [(kind, said)])
