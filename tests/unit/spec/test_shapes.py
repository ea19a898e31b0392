"""Locations of errors lead back to models and fields."""

from specgen.spec.document_model import DocumentSpec
from specgen.spec.fields import LIST, MAPPING, TEXT
from specgen.spec.limits_model import CoverageBudget
from specgen.spec.module_model import ModuleSpec
from specgen.spec.shapes import branches_of, field_at, keys_of, model_at


def test_models_through_lists_unions_and_mappings() -> None:
    assert model_at(DocumentSpec, ("modules", 3, MAPPING)) is ModuleSpec
    below = ("project", "tiers", "critical", "budget", "coverage", MAPPING)
    assert model_at(DocumentSpec, below) is CoverageBudget


def test_no_model_where_there_is_none() -> None:
    assert model_at(DocumentSpec, ("module", "title")) is None
    assert model_at(DocumentSpec, ("nowhere",)) is None


def test_fields_by_their_last_key() -> None:
    field = field_at(DocumentSpec, ("modules", 0, MAPPING, "needs", 2))
    assert field is keys_of(ModuleSpec)["needs"]
    assert field_at(DocumentSpec, ("module", "tier", TEXT)) is keys_of(ModuleSpec)["tier"]
    assert field_at(DocumentSpec, ("nowhere", "x")) is None
    assert field_at(DocumentSpec, (0,)) is None


def test_keys_are_those_of_the_yaml() -> None:
    waiver = model_at(DocumentSpec, ("waivers", 0))
    assert waiver is not None
    assert "for" in keys_of(waiver)


def test_branches_by_shape() -> None:
    assert branches_of(keys_of(ModuleSpec)["renamed_from"]) == (TEXT, LIST)
    assert branches_of(keys_of(ModuleSpec)["tier"]) == ()
    assert branches_of(None) == ()
