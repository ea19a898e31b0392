"""Project variations as data: each row of ``variations.yaml`` as a small repository."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from tests.ci.workflow import Node, listed, mapping

TABLE = Path(__file__).with_name("variations.yaml")
_CART = '''"""A cart."""


def total(prices: list[float]) -> float:
    """The sum."""
    return sum(prices)
'''
_API = '''"""The bank."""


class Client:
    """Talks to it."""

    def pay(self, amount: int) -> bool:
        """Whether it was paid."""
        return amount > 0
'''
_BASE: Node = {
    "untracked": "ignore",
    "tiers": {"critical": {"modules": ["*"], "requires": ["unit", "property"]}},
}
_TYPES = ("property", "integration", "e2e", "stress", "race", "performance", "chaos")


@dataclass(frozen=True)
class Variation:
    """One row: the level of each dimension."""

    levels: Mapping[str, str]

    @property
    def title(self) -> str:
        """What the report calls it."""
        return " ".join(self.levels.values())


@cache
def table() -> Node:
    """The dimensions, the rows and what stands already, as written."""
    return mapping(YAML(typ="safe", pure=True).load(TABLE.read_text("utf-8")))


def dimensions() -> dict[str, tuple[str, ...]]:
    """The levels of each dimension."""
    return {name: tuple(mapping(levels)) for name, levels in mapping(table()["dimensions"]).items()}


def variations() -> list[Variation]:
    """Every row of the table."""
    columns = [str(name) for name in listed(table()["columns"])]
    rows = (map(str, listed(row)) for row in listed(table()["rows"]))
    return [Variation(dict(zip(columns, row, strict=True))) for row in rows]


def files(variation: Variation) -> dict[str, str]:
    """The repository of a variation, file by file."""
    levels = variation.levels
    package = "src/shop" if levels["layout"] == "src" else "shop"
    folder = "specs/shop" if levels["name"] == "many" else "specs"
    found = {
        f"{package}/__init__.py": "",
        f"{package}/cart.py": _CART,
        f"{package}/api.py": _API,
        f"{folder}/project.yaml": _json(_project(variation)),
        f"{folder}/modules.yaml": _json({"modules": list(_modules(variation))}),
    }
    if levels["name"] == "many":
        # two projects may not both write the settings of one repository
        alone = {"github": levels["targets"] in ("github", "all", "bare"), "configuration": False}
        other = _project(variation) | {"project": "other", "ci": alone}
        found["specs/other/project.yaml"] = _json(other)
        found["specs/other/modules.yaml"] = _json({"module": "shop.cart"})
    standing = mapping(mapping(table()["standing"])[levels["standing"]])
    return found | {path: str(text) for path, text in standing.items()}


def environment(variation: Variation) -> dict[str, str]:
    """The variables that its spec sets."""
    given = mapping(_project(variation).get("environment"))
    return {name: str(value) for name, value in given.items()}


def write(variation: Variation, root: Path) -> Path:
    """The repository of a variation below ``root``."""
    for path, text in files(variation).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return root


def _project(variation: Variation) -> dict[str, object]:
    found = dict(_BASE)
    for name, level in variation.levels.items():
        found = deep(found, mapping(mapping(mapping(table()["dimensions"])[name])[level]))
    return found


def _modules(variation: Variation) -> Iterator[dict[str, object]]:
    levels = variation.levels
    owner = {"owner": "@team/shop"} if levels["owner"] == "team" else {}
    cells: list[object] = [{"type": kind, "title": f"The total, {kind}"} for kind in _TYPES]
    if levels["types"] == "own":
        cells += [{"type": "smoke", "title": "It starts"}, {"type": "latency", "title": "Fast"}]
    cases = {"id": "sum", "title": "It adds up", "target": "total"}
    unit = {"type": "unit", **cases, "cases": [{"args": [[1, 2]], "returns": 3}]}
    yield {"module": "shop.cart", "scenarios": [unit, *cells], **owner}
    uses = {
        "autospec": ("unit", "bank"),
        "cassettes": ("integration", "bank"),
        "container": ("integration", "postgres"),
        "live": ("integration", "bank"),
    }
    scenarios: list[object] = []
    if levels["services"] in uses:
        kind, service = uses[levels["services"]]
        both = [service, "postgres"] if levels["services"] == "live" else [service]
        scenarios = [{"type": kind, "title": "The bank is asked", "uses": both}]
    yield {"module": "shop.api", "scenarios": scenarios, **owner}


def deep(one: Mapping[str, object], other: Node) -> dict[str, object]:
    """Both, mappings inside them too; where they differ, the other's."""
    found = dict(one)
    for key, value in other.items():
        mine = found.get(key)
        inner = isinstance(mine, Mapping) and isinstance(value, Mapping)
        found[key] = deep(mapping(mine), mapping(value)) if inner else value
    return found


def _json(value: object) -> str:
    """JSON is YAML, and every text in it is quoted."""
    return json.dumps(value, indent=1, ensure_ascii=False, default=str) + "\n"
