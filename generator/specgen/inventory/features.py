"""Feature files: their scenarios and steps, as pytest-bdd reads them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specgen.inventory.model_features import Feature, ScenarioText, Step

_MOST = 1_000_000  # bytes
_BLOCK = re.compile(
    r"(Feature|Rule|Background|Scenario Outline|Scenario Template|Scenarios|Scenario|Examples"
    r"|Example):\s*(.*)"
)
_STEP = re.compile(r"(Given|When|Then|And|But|\*)\s+(.*)")
_OUTLINES = ("Scenario Outline", "Scenario Template")
_QUOTES = ('"""', "```")


def read_feature(root: Path, path: str) -> Feature:
    """The feature file at ``path``, or why it cannot be read."""
    try:
        data = (root / path).read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return Feature(path, problem="cannot be read")
    if len(data) > _MOST:
        return Feature(path, problem="is too large to be read")
    language = re.search(r"(?m)^\s*#\s*language:\s*(\S+)", text)
    if language and language[1] != "en":
        return Feature(path, problem=f"is written in another language ({language[1][:20]})")
    return _Reader(path).read(text)


def python_name(scenario: str) -> str:
    """The name that pytest-bdd gives the test of a scenario, without ``test_``."""
    return re.sub(r"^\d+_*", "", re.sub(r"\W", "", scenario.replace(" ", "_"))).lower()


@dataclass(slots=True)
class _Block:
    """A scenario, or a background, while it is read."""

    kind: str
    name: str
    line: int
    steps: list[Step] = field(default_factory=list)
    rows: list[Mapping[str, str]] = field(default_factory=list)


class _Reader:
    """Reads one feature, line by line."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._name = ""
        self._background: dict[str, tuple[Step, ...]] = {}
        self._part = "Feature"
        self._blocks: list[tuple[str, _Block]] = []
        self._open: _Block | None = None
        self._table: list[str] | None = None  # names of the columns of examples
        self._quoted = ""

    def read(self, text: str) -> Feature:
        """All of it."""
        for number, line in enumerate(text.splitlines(), 1):
            self._line(line.strip(), number)
        return Feature(self._path, self._name, tuple(self._scenarios()))

    def _line(self, line: str, number: int) -> None:
        if self._quoted or line.startswith(_QUOTES):
            self._quote(line)
        elif line.startswith("|"):
            self._row(line)
        elif not line.startswith(("#", "@")):
            self._plain(line, number)

    def _quote(self, line: str) -> None:
        if self._quoted:
            self._quoted = "" if line.endswith(self._quoted) else self._quoted
        else:
            self._quoted = line[:3]

    def _plain(self, line: str, number: int) -> None:
        block, step = _BLOCK.fullmatch(line), _STEP.fullmatch(line)
        if block:
            self._begin(block[1], block[2], number=number)
        elif step and self._open is not None:
            self._table = None
            self._open.steps.append(Step(self._kind(step[1]), step[2].strip(), number))

    def _kind(self, word: str) -> str:
        before = self._open.steps[-1].kind if self._open and self._open.steps else "given"
        return word.lower() if word in ("Given", "When", "Then") else before

    def _begin(self, kind: str, name: str, *, number: int) -> None:
        self._table = None
        if kind in ("Examples", "Scenarios"):
            self._table = []
        elif kind == "Feature":
            self._name = name
        elif kind == "Rule":
            self._part, self._open = f"Rule {number}", None
        else:
            self._open = _Block(kind, name, number)
            self._blocks.append((self._part, self._open))

    def _row(self, line: str) -> None:
        if self._table is None or self._open is None:
            return
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if self._table:
            self._open.rows.append(dict(zip(self._table, cells, strict=False)))
        else:
            self._table = cells

    def _scenarios(self) -> Iterator[ScenarioText]:
        grounds = {part: b.steps for part, b in self._blocks if b.kind == "Background"}
        found: dict[str, ScenarioText] = {}
        for part, block in self._blocks:
            if block.kind != "Background":
                parts = dict.fromkeys(("Feature", part))
                before = [step for each in parts for step in grounds.get(each, ())]
                found[block.name] = _scenario(block, before)
        yield from found.values()


def _scenario(block: _Block, before: list[Step]) -> ScenarioText:
    steps = tuple(replace(s, text=_filled(s.text, block.rows)) for s in (*before, *block.steps))
    outline = block.kind in _OUTLINES or bool(block.rows)
    return ScenarioText(block.name, block.line, steps, len(block.rows) if outline else 1)


def _filled(text: str, rows: list[Mapping[str, str]]) -> str:
    """A step with the values of the first example."""
    for name, value in rows[0].items() if rows else ():
        text = text.replace(f"<{name}>", value)
    return text
