"""The field types that models share: texts, ids, quantities, each with its form in the schema."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    Strict,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from specgen.quantities import (
    Capacity,
    Count,
    CountRange,
    Duration,
    Effort,
    Points,
    Rate,
    Share,
    Size,
)
from specgen.spec import bounds, patterns, units
from specgen.spec.expression import PATTERN, expression
from specgen.spec.expression_model import Expression

T = TypeVar("T")

IDENTIFIER = r"^[A-Za-z_][A-Za-z0-9_]*$"
IDENTITY = r"^[A-Za-z0-9_][A-Za-z0-9._-]*$"
DOTTED = r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$"
TARGET = r"^[A-Za-z_][A-Za-z0-9_.]*(:[A-Za-z_][A-Za-z0-9_.]*)?$"
GLOB = r"^[A-Za-z0-9_*?\[][A-Za-z0-9_.*?!\[\]-]*$"
PYTHON = r"^3\.[0-9]{1,2}$"
RULE = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_NAME = r"\.?[A-Za-z0-9_@+-][A-Za-z0-9_@+. -]*"
PATH = rf"^(\.|{_NAME}(/{_NAME})*/?)$"
WORD = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
VISIBLE = r"\S"
LONGEST = 200
"""Characters of a name or path: file systems refuse names of more than 255 bytes."""
NAMED_PATTERNS = {
    IDENTIFIER: ("a Python identifier", "use letters, digits and underscores"),
    IDENTITY: ("an id", "use letters, digits, `.`, `_` and `-`; begin with a letter, digit or `_`"),
    DOTTED: ("a dotted module name", "write it as in an import: `shop.cart`"),
    TARGET: ("the name of a function, class or method", "write `Class.method` or `module:name`"),
    GLOB: ("an id or a pattern of ids", "use letters, digits, `. _ -` and the wildcards `* ?`"),
    PYTHON: ("a Python version", 'write it in quotes: "3.12"'),
    RULE: ("a rule", "use lower-case words joined by hyphens"),
    PATH: ("a path inside the repository", "write it relative, with `/` and without `..`"),
    WORD: ("a word in lower case", "use lower-case letters and hyphens"),
    VISIBLE: ("a text", "write at least one visible character"),
}


class Spec(BaseModel):
    """What all constructs share: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class OneKey(Spec):
    """A mapping of exactly one of its keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) == 1:
            return self
        names = ", ".join(type(self).model_fields)
        raise units.QuantityError(
            f"{len(self.model_fields_set)} keys where one belongs",
            f"write exactly one of: {names}",
            rule="one-of",
        )


class Given:
    """Marks an optional key that, where it is written, must not be null."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The schema of what stands beside None."""
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


Maybe = Annotated[T | None, Given()]
"""A key that may be left out; None then."""


def says(description: str, *examples: object, alias: str | None = None) -> FieldInfo:
    """What an editor shows for a key; ``alias`` where Python reserves the key's name."""
    field: FieldInfo = Field(description=description, examples=list(examples) or None, alias=alias)
    return field


def _quantity(form: units.Form) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": "string", "pattern": f"^{form.pattern}$", "examples": list(form.examples)}
    )


_WHOLE = {"type": "integer", "minimum": 0, "maximum": 10**9 - 1}
_SHARE = {"type": "string", "pattern": f"^{units.SHARE.pattern}$"}
_RANGE = {"type": "string", "pattern": f"^{units.COUNT_RANGE.pattern}$"}

Text = Annotated[str, StringConstraints(pattern=VISIBLE)]
Identifier = Annotated[str, StringConstraints(pattern=IDENTIFIER, max_length=LONGEST)]
Identity = Annotated[str, StringConstraints(pattern=IDENTITY, max_length=LONGEST)]
Dotted = Annotated[str, StringConstraints(pattern=DOTTED, max_length=LONGEST)]
Target = Annotated[str, StringConstraints(pattern=TARGET, max_length=LONGEST)]
Glob = Annotated[str, StringConstraints(pattern=GLOB, max_length=LONGEST)]
Python = Annotated[str, StringConstraints(pattern=PYTHON)]
RuleId = Annotated[str, StringConstraints(pattern=RULE)]
Word = Annotated[str, StringConstraints(pattern=WORD)]
RelativePath = Annotated[str, StringConstraints(pattern=PATH, max_length=LONGEST)]
Flag = Annotated[bool, Strict()]
Whole = Annotated[int, PlainValidator(units.whole), WithJsonSchema(_WHOLE)]
Positive = Annotated[int, PlainValidator(units.positive), WithJsonSchema({**_WHOLE, "minimum": 1})]
Several = Annotated[int, PlainValidator(bounds.several), WithJsonSchema({**_WHOLE, "minimum": 2})]
Machines = Annotated[
    int,
    PlainValidator(bounds.machines),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": bounds.MOST_MACHINES}),
]
Regex = Annotated[
    str, PlainValidator(patterns.regex), WithJsonSchema({"type": "string", "format": "regex"})
]
Number = Annotated[float, PlainValidator(units.number), WithJsonSchema({"type": "number"})]
EffortText = Annotated[Effort, PlainValidator(units.effort), _quantity(units.EFFORT)]
DurationText = Annotated[Duration, PlainValidator(units.duration), _quantity(units.DURATION)]
SizeText = Annotated[Size, PlainValidator(units.size), _quantity(units.SIZE)]
RateText = Annotated[Rate, PlainValidator(units.rate), _quantity(units.RATE)]
ShareText = Annotated[Share, PlainValidator(units.share), _quantity(units.SHARE)]
PointsText = Annotated[Points, PlainValidator(units.points), _quantity(units.POINTS)]
CapacityText = Annotated[Capacity, PlainValidator(units.capacity), _quantity(units.CAPACITY)]
CountRangeText = Annotated[
    CountRange,
    PlainValidator(units.count_range),
    WithJsonSchema({"anyOf": [_WHOLE, _RANGE], "examples": [7, "5..10", "40.."]}),
]
CountOrShare = Annotated[
    Count | Share,
    PlainValidator(units.count_or_share),
    WithJsonSchema({"anyOf": [_WHOLE, _SHARE], "examples": [0, "1%"]}),
]
Probability = Annotated[
    Share,
    PlainValidator(bounds.probability),
    WithJsonSchema(
        {"anyOf": [_SHARE, {"type": "number", "minimum": 0, "maximum": 1}], "examples": ["10%"]}
    ),
]
DayHours = Annotated[Decimal, PlainValidator(units.day_hours), _quantity(units.DAY)]
WeekDays = Annotated[Decimal, PlainValidator(units.week_days), _quantity(units.WEEK)]
Date = Annotated[
    date,
    PlainValidator(units.iso_date),
    WithJsonSchema({"type": "string", "pattern": f"^{units.DATE}$", "examples": ["2026-03-01"]}),
]
ExpressionText = Annotated[
    Expression,
    PlainValidator(expression),
    WithJsonSchema(
        {"type": "string", "pattern": PATTERN, "examples": ["gaps == 0", "coverage >= 90%"]}
    ),
]

PriorityName = Literal["critical", "high", "medium", "low"]
MomentName = Literal["commit", "pre_push", "pull_request", "main", "nightly", "deploy"]
StageName = Literal["monitoring", "warning", "ratchet", "blocking"]
RuleStage = Literal["off", "monitoring", "warning", "ratchet", "blocking"]
EvidenceName = Literal["written", "passing", "proven"]

MAPPING, LIST, TEXT, OTHER = "<mapping>", "<list>", "<text>", "<other>"
BRANCHES = {MAPPING: "a mapping", LIST: "a list", TEXT: "a text", OTHER: "a number"}


def shape(value: object) -> str:
    """Which branch of a union by shape ``value`` belongs to."""
    if isinstance(value, dict):
        return MAPPING
    if isinstance(value, list):
        return LIST
    return TEXT if isinstance(value, str) else OTHER


BY_SHAPE = Discriminator(shape)
IsMapping, IsList, IsText, IsOther = Tag(MAPPING), Tag(LIST), Tag(TEXT), Tag(OTHER)

Texts = tuple[Text, ...]
Identities = tuple[Identity, ...]
Identifiers = tuple[Identifier, ...]
AllTypes = Annotated[Annotated[Literal["all"], IsText] | Annotated[Identifiers, IsList], BY_SHAPE]
OneOrMoreTexts = Annotated[Annotated[Text, IsText] | Annotated[Texts, IsList], BY_SHAPE]
OneOrMoreIds = Annotated[Annotated[Identity, IsText] | Annotated[Identities, IsList], BY_SHAPE]
TextOrNumber = Annotated[Annotated[Text, IsText] | Annotated[Whole, IsOther], BY_SHAPE]
