"""The reference in docs/ names every key, measure and fact, and is what the models say."""

from pathlib import Path, PurePosixPath

import pytest
from pydantic import BaseModel, ValidationError

from specgen.quantities import MEASURES
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.document_model import DocumentSpec
from specgen.spec.expression_model import FACTS
from specgen.spec.phrases import in_yaml
from specgen.spec.reference import CONSTRUCTS, reference
from specgen.spec.schema import schema

REFERENCE = Path(__file__).parents[3] / "docs/language.md"


def test_the_checked_in_reference_is_up_to_date(accept: bool) -> None:
    if accept:
        REFERENCE.write_text(reference(), "utf-8")
    assert REFERENCE.read_text("utf-8") == reference(), "`pytest --accept` rewrites it"


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.__name__)
def test_every_example_is_accepted(construct: type[BaseModel]) -> None:
    """As it stands in the document: read by our own reader, and no error at its key."""
    for name, field in construct.model_fields.items():
        key = field.alias or name
        for example in field.examples or ():
            text = f"{key}: {in_yaml(example)}\n"
            file, said = read(PurePosixPath("specs/x.yaml"), text.encode())
            assert file.root is not None, said
            assert [d.message for d in said] == []
            assert wrong_at(key, construct, plain(file.root)) == []


def wrong_at(key: str, construct: type[BaseModel], data: object) -> list[str]:
    """What a construct says of one key of its data."""
    try:
        construct.model_validate(data)
    except ValidationError as error:
        return [str(each) for each in error.errors() if each["loc"][:1] == (key,)]
    return []


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
