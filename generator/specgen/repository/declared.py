"""What packaging metadata declares: the name, the roots, the packages, the Python versions."""

import configparser
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_VERSION = re.compile(r"Programming Language :: Python :: (3\.\d{1,2})\b")
_NAME = re.compile(r"""\bname\s*=\s*["']([\w.-]+)["']""")
_WHERE = re.compile(r"""(?:package_dir\s*=\s*\{\s*["']["']\s*:|where\s*=)\s*["']([\w./-]+)["']""")
Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Declared:
    """What the metadata says; empty where it says nothing.  ``packages`` are paths."""

    name: str = ""
    roots: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    python: tuple[str, ...] = ()
    source: str = ""  # the file that says it


def declared(root: Path) -> Declared:
    """What pyproject.toml, setup.cfg and setup.py say, the first that says it."""
    found = [f for f in (_pyproject(root), _setup_cfg(root), _setup_py(root)) if f]
    return Declared(
        name=next((f.name for f in found if f.name), ""),
        roots=tuple(r for f in found for r in f.roots),
        packages=tuple(p for f in found for p in f.packages),
        python=next((f.python for f in found if f.python), ()),
        source=next((f.source for f in found if f.python), ""),
    )


def _pyproject(root: Path) -> Declared | None:
    try:
        data: Table = tomllib.loads(_text(root / "pyproject.toml"))
    except tomllib.TOMLDecodeError:
        return None
    poetry = at(data, "tool", "poetry")
    name = at(data, "project").get("name") or poetry.get("name") or ""
    classifiers = at(data, "project").get("classifiers") or poetry.get("classifiers") or []
    tools = at(data, "tool")
    return Declared(
        str(name),
        tuple(texts(at(tools, "setuptools", "packages", "find").get("where")))
        + tuple(texts(at(tools, "setuptools", "package-dir").get("")))
        + tuple(texts(at(tools, "uv", "build-backend").get("module-root"))),
        tuple(_packages(tools)),
        versions("\n".join(texts(classifiers))),
        "classifiers in pyproject.toml",
    )


def _packages(tools: Table) -> list[str]:
    """Paths of packages that build back ends are told to ship."""
    wheel = at(tools, "hatch", "build", "targets", "wheel")
    found = texts(wheel.get("packages"))
    found += texts(at(tools, "flit", "module").get("name"))
    found += texts(at(tools, "setuptools").get("py-modules"))
    for one in _tables(at(tools, "poetry").get("packages")):
        parts = (str(one.get("from", "")), str(one.get("include", "")))
        found.append("/".join(p for p in parts if p))
    return [f for f in found if "*" not in f]


def _setup_cfg(root: Path) -> Declared | None:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(_text(root / "setup.cfg"))
    except configparser.Error:
        return None
    where = parser.get("options.packages.find", "where", fallback="") or ""
    package_dir = re.search(
        r"^\s*=\s*(\S+)", parser.get("options", "package_dir", fallback=""), re.M
    )
    roots = [*([where.strip()] if where else []), *([package_dir[1]] if package_dir else [])]
    classifiers = parser.get("metadata", "classifiers", fallback="") or ""
    name = parser.get("metadata", "name", fallback="") or ""
    return Declared(name, tuple(roots), (), versions(classifiers), "classifiers in setup.cfg")


def _setup_py(root: Path) -> Declared | None:
    text = _text(root / "setup.py")
    name = _NAME.search(text)
    found = versions(text)
    roots = tuple(_WHERE.findall(text))
    return Declared(name[1] if name else "", roots, (), found, "classifiers in setup.py")


def versions(text: str) -> tuple[str, ...]:
    """The Python 3 versions that classifiers name, oldest first."""
    return tuple(sorted(set(_VERSION.findall(text)), key=lambda v: int(v.partition(".")[2])))


def at(table: Table, *keys: str) -> Table:
    """The table below ``keys``; an empty one where there is none."""
    for key in keys:
        inner = table.get(key)
        table = inner if isinstance(inner, dict) else {}
    return table


def texts(value: object) -> list[str]:
    """The texts that a value is or holds."""
    if isinstance(value, str):
        return [value]
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _tables(value: object) -> Iterable[Table]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig", "replace") if path.is_file() else ""
    except OSError:
        return ""
