"""What counts of files that hold settings of many tools: those of pytest, coverage, dependencies.

By content, not by text: comments, order and the tables of other tools change nothing.  A file that
cannot be read counts as it stands.
"""

import configparser
import json
import tomllib
from collections.abc import Iterator, Mapping

PROJECT_FILES = frozenset({"pyproject.toml", "setup.cfg", "tox.ini"})
_SECTIONS = ("pytest", "tool:pytest", "coverage:")  # of INI files
_TOOLS = ("pytest", "coverage", "specgen", "hypothesis")
_PROJECT = ("dependencies", "optional-dependencies", "requires-python")
_OPTIONS = ("install_requires", "tests_require", "python_requires")


def settings_of(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts that a file counts for, each with what is hashed of it; none where it says nothing
    to tests."""
    reader = _of_toml if name.endswith(".toml") else _of_ini
    try:
        found = reader(data.decode("utf-8-sig"))
    except (ValueError, configparser.Error, RecursionError):
        yield "settings", data
        return
    for part, said in found.items():
        if said:
            yield part, json.dumps(said, sort_keys=True, default=str).encode()


def _of_toml(text: str) -> Mapping[str, Mapping[str, object]]:
    found = tomllib.loads(text)
    tool, project = _table(found.get("tool")), _table(found.get("project"))
    poetry, pdm, uv = (_table(tool.get(name)) for name in ("poetry", "pdm", "uv"))
    needs: dict[str, object] = {k: project[k] for k in _PROJECT if k in project}
    needs |= {"groups": found["dependency-groups"]} if "dependency-groups" in found else {}
    needs |= {f"poetry {k}": v for k, v in poetry.items() if k in ("group", "extras")}
    needs |= {f"poetry {k}": v for k, v in poetry.items() if k.endswith("dependencies")}
    needs |= {f"pdm {k}": v for k, v in pdm.items() if k.endswith("dependencies")}
    needs |= {f"uv {k}": v for k, v in uv.items() if k.endswith("dependencies") or k == "sources"}
    return {"settings": {k: tool[k] for k in _TOOLS if k in tool}, "dependencies": needs}


def _of_ini(text: str) -> Mapping[str, Mapping[str, object]]:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.read_string(text)
    settings = {s: dict(parser[s]) for s in parser.sections() if s.startswith(_SECTIONS)}
    options = parser["options"] if parser.has_section("options") else {}
    needs: dict[str, object] = {key: options[key] for key in _OPTIONS if key in options}
    if parser.has_section("options.extras_require"):
        needs["extras"] = dict(parser["options.extras_require"])
    return {"settings": settings, "dependencies": needs}


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
