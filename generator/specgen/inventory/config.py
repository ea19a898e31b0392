"""The pytest configuration that wins, read as pytest reads it."""

import configparser
import shlex
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.inventory.model import TestConfig

Options = Mapping[str, object]


def read_config(root: Path) -> tuple[TestConfig, tuple[Diagnostic, ...]]:
    """The configuration of the first file that holds one; a broken file is a finding."""
    findings: list[Diagnostic] = []
    for name, read in _FILES:
        path = root / name
        if not path.is_file():
            continue
        try:
            options = read(path)
        except (OSError, ValueError, configparser.Error) as error:
            findings.append(_broken(name, error))
            continue
        if options is not None:
            return _config(name, options), tuple(findings)
    return TestConfig(), tuple(findings)


def _toml(path: Path) -> Options | None:
    data = tomllib.loads(path.read_text("utf-8-sig"))
    found = data.get("pytest", {}) if path.name.endswith("pytest.toml") else {}
    return found if isinstance(found, dict) else {}


def _pyproject(path: Path) -> Options | None:
    data = tomllib.loads(path.read_text("utf-8-sig"))
    tool = data.get("tool", {})
    section = tool.get("pytest") if isinstance(tool, dict) else None
    if not isinstance(section, dict):
        return None
    options = section.get("ini_options", section)
    return options if isinstance(options, dict) else None


def _ini(section: str, *, always: bool = False) -> Callable[[Path], Options | None]:
    def read(path: Path) -> Options | None:
        parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
        parser.optionxform = str  # type: ignore[assignment,method-assign]  # documented use
        parser.read_string(path.read_text("utf-8-sig"))
        if parser.has_section(section):
            return {k: v or "" for k, v in parser.items(section)}
        return {} if always else None

    return read


_FILES: tuple[tuple[str, Callable[[Path], Options | None]], ...] = (
    ("pytest.toml", _toml),
    (".pytest.toml", _toml),
    ("pytest.ini", _ini("pytest", always=True)),
    (".pytest.ini", _ini("pytest", always=True)),
    ("pyproject.toml", _pyproject),
    ("tox.ini", _ini("pytest")),
    ("setup.cfg", _ini("tool:pytest")),
)


def _config(name: str, options: Options) -> TestConfig:
    plain = TestConfig()
    return TestConfig(
        path=name,
        testpaths=_words(options, "testpaths", default=()),
        python_files=_words(options, "python_files", default=plain.python_files),
        python_classes=_words(options, "python_classes", default=plain.python_classes),
        python_functions=_words(options, "python_functions", default=plain.python_functions),
        norecursedirs=_words(options, "norecursedirs", default=plain.norecursedirs),
        addopts=_words(options, "addopts", default=()),
        markers=tuple(_marker(m) for m in _lines(options, "markers")),
        pythonpath=_words(options, "pythonpath", default=()),
    )


def _words(options: Options, key: str, *, default: tuple[str, ...]) -> tuple[str, ...]:
    """A value that is a list, or text split as the shell does."""
    value = options.get(key)
    if value is None:
        return default
    if isinstance(value, list):
        return tuple(str(x) for x in value)
    try:
        return tuple(shlex.split(str(value), comments=True))
    except ValueError:
        return tuple(str(value).split())


def _lines(options: Options, key: str) -> list[str]:
    value = options.get(key, [])
    if isinstance(value, list):
        return [str(x) for x in value]
    return [x.strip() for x in str(value).splitlines() if x.strip()]


def _marker(line: str) -> str:
    return line.split(":", 1)[0].split("(", 1)[0].strip()


def _broken(name: str, error: Exception) -> Diagnostic:
    message = f"cannot be read: {str(error).splitlines()[0] if str(error) else 'i/o error'}"
    place = Place(PurePosixPath(name))
    return Diagnostic(
        "unreadable-config", Severity.FINDING, place, message.lower(), "mend the file"
    )
