"""Which file a tool reads its settings from, by the tool's own order, and what people wrote there.

The first file that holds settings wins, and every other one is ignored without a word: so settings
of ours must go where people's already are, or nowhere.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from specgen.configure.model_settings import Settings
from specgen.configure.read_settings import ini_section, toml_table

Reader = Callable[[PurePosixPath, str], Settings | None]
PYPROJECT_TOML = PurePosixPath("pyproject.toml")


def pytest_settings(standing: Mapping[PurePosixPath, str]) -> Settings | None:
    """What people tell pytest; nothing where they leave that to us.

    An empty file of pytest's own wins too, but there is nothing in it to respect.
    """
    return _first(standing, PYTEST)


def pytest_home(standing: Mapping[PurePosixPath, str]) -> PurePosixPath:
    """The file that pytest reads settings of ours from."""
    return next((path for path in PYTEST_OWN if path in standing), PYPROJECT_TOML)


def coverage_settings(
    standing: Mapping[PurePosixPath, str], section: str
) -> tuple[PurePosixPath, Settings | None]:
    """The file that coverage.py reads, and what people say there in one section."""
    for path, form in COVERAGE:
        names = [s for s in SECTIONS if _of(standing, path, form=form, section=s)]
        if path in standing and (names or path in COVERAGE_OWN):
            return path, _of(standing, path, form=form, section=section)
    return PYPROJECT_TOML, None


def _first(
    standing: Mapping[PurePosixPath, str], readers: Iterable[tuple[PurePosixPath, Reader]]
) -> Settings | None:
    for path, reader in readers:
        found = reader(path, standing[path]) if path in standing else None
        if found is not None:
            return found
    return None


def _of(
    standing: Mapping[PurePosixPath, str], path: PurePosixPath, *, form: str, section: str
) -> Settings | None:
    text = standing.get(path, "")
    if form == "toml":
        plain = toml_table(path, text, name=(section,)) if path in COVERAGE_OWN else None
        return toml_table(path, text, name=("tool", "coverage", section)) or plain
    prefixed = ini_section(path, text, name=f"coverage:{section}")
    return prefixed or (ini_section(path, text, name=section) if path in COVERAGE_OWN else None)


def _ini(name: str) -> Reader:
    return lambda path, text: ini_section(path, text, name=name)


def _own_toml(path: PurePosixPath, text: str) -> Settings | None:
    return toml_table(path, text, name=("pytest",))


def _pyproject(path: PurePosixPath, text: str) -> Settings | None:
    texts = toml_table(path, text, name=("tool", "pytest", "ini_options"))
    return texts or toml_table(path, text, name=("tool", "pytest"))


# the order of `_pytest.config.findpaths.CONFIG_LOADERS_BY_NAME` of pytest 9
PYTEST: tuple[tuple[PurePosixPath, Reader], ...] = (
    (PurePosixPath("pytest.toml"), _own_toml),
    (PurePosixPath(".pytest.toml"), _own_toml),
    (PurePosixPath("pytest.ini"), _ini("pytest")),
    (PurePosixPath(".pytest.ini"), _ini("pytest")),
    (PYPROJECT_TOML, _pyproject),
    (PurePosixPath("tox.ini"), _ini("pytest")),
    (PurePosixPath("setup.cfg"), _ini("tool:pytest")),
)
PYTEST_OWN = tuple(path for path, _ in PYTEST[:4])
# the order of `coverage.config.config_files_to_try` of coverage 7
COVERAGE: tuple[tuple[PurePosixPath, str], ...] = (
    (PurePosixPath(".coveragerc"), "ini"),
    (PurePosixPath(".coveragerc.toml"), "toml"),
    (PurePosixPath("setup.cfg"), "ini"),
    (PurePosixPath("tox.ini"), "ini"),
    (PYPROJECT_TOML, "toml"),
)
COVERAGE_OWN = frozenset(path for path, _ in COVERAGE[:2])
SECTIONS = ("run", "report", "paths", "html", "xml", "json", "lcov")
