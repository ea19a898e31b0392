"""What a pytest configuration that people keep must hold for generated tests to run and count."""

import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import PurePosixPath

from specgen.configure.model import Ground
from specgen.configure.model_settings import Settings
from specgen.configure.pytest_settings import (
    IMPORTLIB,
    NEVER_AWAITED,
    clashes,
    marks,
    pytest_entries,
)
from specgen.configure.said import conflict
from specgen.configure.toml_text import inline
from specgen.diagnostics import Diagnostic

_STRICT = {
    "--strict-markers": ("strict_markers", "a mistyped mark goes unseen"),
    "--strict-config": ("strict_config", "a mistyped setting goes unseen"),
}
_NAMES = {"python_files": "test_module_unit.py", "python_functions": "test_something"}
_WANTED = {"python_files": "test_*.py", "python_functions": "test"}
_TAKING = ("-p", "-m", "-k", "--ignore", "--ignore-glob", "--deselect")


def pytest_conflicts(ground: Ground, there: Settings) -> Iterator[Diagnostic]:
    """What ``there`` lacks or contradicts, each at the line to change."""
    yield from _marks(ground, there)
    yield from _options(ground, there)
    yield from _strictness(there)
    yield from _places(ground, there)
    yield from _warnings(there)
    yield from _values(ground, there)


def _marks(ground: Ground, there: Settings) -> Iterator[Diagnostic]:
    known = {re.split(r"[:(]", line, maxsplit=1)[0].strip() for line in there.items("markers")}
    wanted = {
        name.partition("(")[0]: f"{name}: {why}" for name, why in marks(ground.program).items()
    }
    used = {"spec", *(kind.marker for kind in ground.program.types)}
    lacking = [line for name, line in wanted.items() if name in used and name not in known]
    if lacking:
        names = ", ".join(f"`{line.partition(':')[0]}`" for line in lacking)
        tip = f"add to it: {_list(lacking, there)}"
        yield conflict(there.at("markers"), f"`markers` lacks {names}", tip=tip)


def _options(ground: Ground, there: Settings) -> Iterator[Diagnostic]:
    """Options that keep generated tests from running, or our plugin from seeing them."""
    top = ground.program.project.outputs.tests
    for option, value in _pairs(there):
        if option == "-p" and value in ("no:specgen", "no:specgen.evidence.plugin"):
            yield _drop(there, f"-p {value}", why="pending tests look like failures then")
        elif option in ("--ignore", "--ignore-glob", "--deselect") and _hits(value, top):
            yield _drop(there, f"{option}={value}", why=f"it leaves out tests in {top}")
        elif option in ("-m", "-k"):
            yield _drop(there, f"{option} {value!r}", why="it leaves out tests in every run")
    if clashes(ground.program) and not any(f"{o}={v}" == IMPORTLIB for o, v in _pairs(there)):
        yield conflict(
            there.at("addopts"),
            "generated test files of one name cannot be imported together",
            tip=f"add {IMPORTLIB} to `addopts`",
        )


def _strictness(there: Settings) -> Iterator[Diagnostic]:
    options = {option for option, _ in _pairs(there)}
    for option, (setting, why) in _STRICT.items():
        if not (options & {option, "--strict"} or there.true(setting) or there.true("strict")):
            yield conflict(
                there.at("addopts"),
                f"`{option}` is not set: {why}",
                tip=f"add {option} to `addopts`",
            )
    if not any(there.true(key) for key in ("xfail_strict", "strict_xfail", "strict")):
        yield conflict(
            there.at("xfail_strict"),
            "`xfail_strict` is not set: an expected failure that passes goes unseen",
            tip="write: xfail_strict = true",
        )


def _places(ground: Ground, there: Settings) -> Iterator[Diagnostic]:
    """Keys that say which tests there are, and leave out generated ones."""
    top = ground.program.project.outputs.tests
    given = there.words("testpaths")
    if given and not any(_holds(path, top) for path in given):
        yield _left_out(there, "testpaths", what=str(top), add=str(top))
    for pattern in there.words("norecursedirs"):
        if any(fnmatch(part, pattern) for part in top.parts):
            message = f"`norecursedirs` leaves out {top}"
            yield conflict(there.at("norecursedirs"), message, tip=f"remove {pattern} from it")
    for key, name in _NAMES.items():
        patterns = there.words(key)
        if patterns and not any(fnmatch(name, p) or name.startswith(p) for p in patterns):
            yield _left_out(there, key, what="the names of generated tests", add=_WANTED[key])


def _left_out(there: Settings, key: str, *, what: str, add: str) -> Diagnostic:
    value = inline(add) if there.native else add
    return conflict(there.at(key), f"`{key}` leaves out {what}", tip=f"add {value} to it")


def _warnings(there: Settings) -> Iterator[Diagnostic]:
    lines = there.items("filterwarnings")
    if any(line == "error" or line.startswith("error::RuntimeWarning") for line in lines):
        return
    lacking = [want for want in NEVER_AWAITED if not any(_covers(line, want) for line in lines)]
    if lacking:
        yield conflict(
            there.at("filterwarnings"),
            "a coroutine that is never awaited is no error here",
            tip=f"add to `filterwarnings`: {_list(lacking, there)}",
        )


def _values(ground: Ground, there: Settings) -> Iterator[Diagnostic]:
    """Values of which there can be only one, and the specs ask for another."""
    said = ground.program.project.tools.get("pytest", {})
    wanted = pytest_entries(ground)
    for key in ("asyncio_mode", *(k for k in said if k != "asyncio_mode")):
        want = wanted.get(key)
        if want is None or isinstance(want, list):
            continue
        have = there.values.get(key, "strict" if key == "asyncio_mode" else None)
        if _plain(have) != _plain(want):
            shown = "is not set" if key not in there.values else f"is {_plain(have)}"
            yield conflict(
                there.at(key),
                f"`{key}` {shown}, and the specs ask for {_plain(want)}",
                tip=f"write: {key} = {inline(want) if there.native else _plain(want)}",
            )


def _pairs(there: Settings) -> Iterator[tuple[str, str]]:
    """The words of ``addopts`` as options and their values."""
    words = _addopts(there)
    for word, after in zip(words, [*words[1:], ""], strict=False):
        option, equals, value = word.partition("=")
        short = next((o for o in ("-p", "-m", "-k") if word.startswith(o) and word != o), "")
        if short and not word.startswith("--"):
            yield short, word.removeprefix(short)
        elif equals or option not in _TAKING:
            yield option, value
        else:
            yield option, after


def _addopts(there: Settings) -> list[str]:
    value = there.values.get("addopts", "")
    if not isinstance(value, str):
        return list(there.items("addopts"))
    try:
        return shlex.split(value)
    except ValueError:
        return value.split()


def _drop(there: Settings, words: str, *, why: str) -> Diagnostic:
    return conflict(
        there.at("addopts"), f"`addopts` says {words}: {why}", tip=f"remove {words} from `addopts`"
    )


def _hits(value: str, top: PurePosixPath) -> bool:
    path = PurePosixPath(value.partition("::")[0])
    return path == top or path in top.parents or top in path.parents or fnmatch(str(top), value)


def _holds(path: str, top: PurePosixPath) -> bool:
    folder = PurePosixPath(path)
    return folder == top or folder in top.parents or fnmatch(str(top), path)


def _covers(line: str, want: str) -> bool:
    return line == want or (line.startswith("error::") and line.rpartition(".")[2] in want)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _list(lines: list[str], there: Settings) -> str:
    return ", ".join(map(inline, lines)) if there.native else "; ".join(lines)
