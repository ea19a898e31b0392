"""The JSON Schema (2020-12) of a spec file, from the same models that validate it."""

import re

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from specgen.spec.document import MODULE_KEYS, POLICY_KEYS
from specgen.spec.document_model import DocumentSpec

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")


class _Tidy(GenerateJsonSchema):
    """pydantic's schema, with a title on every key and without what would mislead an editor."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that match no pattern are errors, as they are in the model."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The default null means `left out`; writing null is an error."""
        made = super().default_schema(schema)
        return {k: v for k, v in made.items() if k != "default" or v is not None}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Titles in words: `Coverage budget`, `Renamed from`."""
        made = super().model_schema(schema)
        made["title"] = in_words(made["title"])
        for key, form in made.get("properties", {}).items():
            form["title"] = key.replace("_", " ").capitalize()
        return made


def schema() -> Schema:
    """The schema of one spec file, for editors and for ``specgen schema``.

    It accepts what the models accept, but for what a grammar cannot say: days that the calendar
    does not have, ranges that end before they start.
    """
    document = DocumentSpec.model_json_schema(mode="validation", schema_generator=_Tidy)
    definitions = document["$defs"]
    project = definitions.pop("ProjectSpec")["properties"]
    module = definitions["ModuleSpec"]["properties"]
    sections = document["properties"]
    beside = {key: ["project"] for key in POLICY_KEYS - MODULE_KEYS}
    beside |= {key: ["module"] for key in MODULE_KEYS - POLICY_KEYS}
    return {
        "$schema": DIALECT,
        "title": "Spec file",
        "description": "Declared tests: a project's policy, its modules, plans and exceptions.",
        "type": "object",
        "additionalProperties": False,
        "properties": {**sections, **module, **project},
        "dependentRequired": dict(sorted(beside.items())),
        "allOf": [_beside_one(key) for key in sorted(POLICY_KEYS & MODULE_KEYS)],
        "$defs": definitions,
    }


def in_words(name: str) -> str:
    """The name of a model as a heading: `RunSpec` is `Run`, `CoverageBudget` two words."""
    return _WORD_START.sub(" ", name.removesuffix("Spec")).capitalize()


def _beside_one(key: str) -> Schema:
    """``key`` stands beside ``project`` or beside ``module``, not beside both."""
    return {
        "if": {"required": [key]},
        "then": {"oneOf": [{"required": ["project"]}, {"required": ["module"]}]},
    }
