"""A GitLab configuration as data: ``extends``, ``default`` and ``!reference`` put in."""

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import Node as YamlNode
from tests.ci.workflow import Node, listed, mapping

WORDS = {"default", "include", "stages", "variables", "workflow", "spec", "cache", "image"}


class _Reference(list[str]):
    """A ``!reference [job, key]`` before it is looked up."""


class _Constructor(SafeConstructor):
    """Reads ``!reference`` too."""


def _reference(constructor: _Constructor, node: YamlNode) -> _Reference:
    return _Reference(constructor.construct_sequence(node))


_Constructor.add_constructor("!reference", _reference)


def read(path: Path) -> Node:
    """The configuration at ``path``, with ``extends``, ``default`` and references put in."""
    raw = _included(path, path.parent)
    default = mapping(raw.get("default"))
    found: dict[str, object] = {}
    for key, value in raw.items():
        if key in WORDS or not isinstance(value, Mapping):
            found[key] = value
        else:
            found[key] = _resolved({**default, **_extended(value, raw)}, raw)
    return found


def _included(path: Path, root: Path) -> dict[str, object]:
    """The file at ``path`` over all that it includes."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    raw = mapping(yaml.load(path.read_text("utf-8")))
    found: dict[str, object] = {}
    for item in listed(raw.get("include")):
        given = {"local": item} if isinstance(item, str) else mapping(item)
        if set(given) != {"local"}:
            raise ValueError(f"an include of {sorted(given)} is not known here")
        name = str(given["local"]).lstrip("/")
        paths = sorted(root.glob(name)) if "*" in name else [root / name]
        for one in paths:
            found = _deep(found, _included(one, root))
    return _deep(found, {key: value for key, value in raw.items() if key != "include"})


def _extended(job: Node, raw: Node) -> dict[str, object]:
    found: dict[str, object] = {}
    for parent in listed(job.get("extends")):
        found = _deep(found, _extended(mapping(raw[str(parent)]), raw))
    return _deep(found, {k: v for k, v in job.items() if k != "extends"})


def _deep(one: Mapping[str, object], other: Node) -> dict[str, object]:
    found = dict(one)
    for key, value in other.items():
        mine = found.get(key)
        both = isinstance(mine, Mapping) and isinstance(value, Mapping)
        found[key] = _deep(mapping(mine), mapping(value)) if both else value
    return found


def _resolved(value: object, raw: Node) -> object:
    if isinstance(value, _Reference):
        there: object = raw
        for key in value:
            there = mapping(there)[key]
        return _resolved(there, raw)
    if isinstance(value, Mapping):
        return {key: _resolved(item, raw) for key, item in value.items()}
    if isinstance(value, list):
        flat: list[object] = []
        for item in value:
            put = _resolved(item, raw)
            flat += put if isinstance(item, _Reference) and isinstance(put, list) else [put]
        return flat
    return value
