"""The reference in docs/ names every key, measure and fact, and is what the models say."""

from pathlib import Path

from specgen.quantities import MEASURES
from specgen.spec.document_model import DocumentSpec
from specgen.spec.expression_model import FACTS
from specgen.spec.reference import CONSTRUCTS, reference
from specgen.spec.schema import schema

REFERENCE = Path(__file__).parents[3] / "docs/language.md"


def test_the_checked_in_reference_is_up_to_date(accept: bool) -> None:
    if accept:
        REFERENCE.write_text(reference(), "utf-8")
    assert REFERENCE.read_text("utf-8") == reference(), "`pytest --accept` rewrites it"


def test_names_every_construct() -> None:
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    models = {construct.__name__ for construct in CONSTRUCTS}
    assert models == {*definitions, "ProjectSpec"} - {DocumentSpec.__name__}


def test_names_every_measure_and_fact() -> None:
    text = reference()
    assert [name for name in MEASURES if f"| `{name}` |" not in text] == []
    assert [name for name in FACTS if f"| `{name}" not in text] == []


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    width = 0
    for line in reference().splitlines():
        cells = line.count("|")
        width = width or cells
        assert cells in (0, width)
        width = width if cells else 0
