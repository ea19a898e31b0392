"""Contexts of coverage.py, as each producer names them."""

import pytest

from specgen.evidence.contexts import Context, context_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Context()),
        ("unit", Context("unit")),
        ("unit|tests/test_x.py::test_a", Context("unit", "tests/test_x.py::test_a")),
        ("unit|tests/test_x.py::C::test_a[1]", Context("unit", "tests/test_x.py::C::test_a")),
        ("unit|tests::shop|fixture", Context("unit", "tests::shop", "fixture")),
        ("unit|::tmp_path_factory|fixture", Context("unit", "::tmp_path_factory", "fixture")),
        ("tests/test_x.py::test_a|setup", Context("", "tests/test_x.py::test_a", "setup")),
        ("tests/test_x.py::test_a[a|b]|run", Context("", "tests/test_x.py::test_a", "run")),
        ("tests/test_x.py::test_a[a|run]", Context("", "tests/test_x.py::test_a")),
        ("ci|tests/test_x.py::test_a[c::d]|teardown",
         Context("ci", "tests/test_x.py::test_a", "teardown")),
        ("tests\\test_x.py::test_a|run", Context("", "tests/test_x.py::test_a", "run")),
        ("tests.test_x.test_a", Context("", "tests.test_x.test_a", "run")),
        ("unit|tests.test_x.C.test_a", Context("unit", "tests.test_x.C.test_a", "run")),
        ("unit|test_x|run", Context("unit")),
        ("|t", Context()),
        ("python3.11", Context("python3.11")),
        ("unit|request 7", Context("unit")),
    ],
)  # fmt: skip
def test_who_and_what(text: str, wanted: Context) -> None:
    assert context_of(text) == wanted


def test_a_name_of_python_is_no_node_id() -> None:
    assert context_of("unit|tests.test_x.test_a").dotted
    assert not context_of("unit|tests/test_x.py::test_a").dotted
    assert not context_of("unit").dotted
