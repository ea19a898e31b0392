"""Every command line that a person may copy is one that specgen accepts.

Messages, tips, help texts, documents, and the CI files and hooks that the cases expect are searched
for lines of `specgen`; each is parsed by the parser of its command.  Words in capitals stand for a
value.  A line that ends in `...` leaves words out: of it only the flags are tried.
"""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from specgen.__main__ import find
from specgen.commands.outcome import parser_of
from specgen.commands.registry import COMMANDS
from specgen.evidence import plugin

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator/specgen"
DOCUMENTS = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "benchmarks/README.md",
)
EMITTED = (
    ".github/**/*.yml", ".gitlab/**/*.yml", "*.yml", ".pre-commit-config.yaml", ".githooks/*",
    ".pre-commit-hooks.yaml", "docs/**/*.md",
)  # fmt: skip
FILLED = "\ue000"  # where a message puts a value
VALUES = {  # of words in capitals that a parser reads: the others are names, which may be anything
    "DAY": "2026-03-01", "N": "8", "SECONDS": "9", "DURATION": "30d",
    "FORMAT=FILE": "json=f", "FORMAT": "json", "SHELL": "bash", "$SHARD/2": "1/2",
}  # fmt: skip
DIGEST = "0123456789ab"
OF_OTHERS = {  # flags in backticks that are no flags of specgen
    "--benchmark-disable", "--benchmark-json", "--cov-context", "--cov-fail-under", "--deselect",
    "--except", "--force-exclude", "--group", "--ignore", "--import-mode", "--record-mode",
    "--report-log", "--rootdir", "--session-timeout", "--strict", "--version",
}  # fmt: skip
_TICKED = re.compile(r"(?<!`)`(?:`` )?((?:specgen|pytest|--)[^`]*)`")
_LINE = re.compile(
    r"(?:^\s*(?:- )?(?:run: |entry: |\$ )?|&& |\"\$\(|\.venv/bin/|: )[\"']?specgen ([a-z][^\n]*)",
    re.MULTILINE,
)
_SHELL = re.compile(r"\s(?:\||&&|\|\||>>?|;|#)(?:\s|$)|\)|;")
_CODE = re.compile(r"^```[^\n]*\n(.*?)^```|^((?: {4}[^\n]*\n)+)", re.MULTILINE | re.DOTALL)


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a Python file; what an f-string fills in is `FILLED`."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {id(c) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for c in node.values}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(v.value) if isinstance(v, ast.Constant) else FILLED for v in node.values
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            yield node.value


def ticked(text: str) -> Iterator[str]:
    """What stands in backticks and begins like a command line or a flag."""
    for found in _TICKED.finditer(text):
        yield cut(" ".join(found[1].split()))


def lines(text: str) -> Iterator[str]:
    """The command lines of a script or example, as far as the shell hands them to specgen."""
    joined = re.sub(r"\\\n\s*", "", text)
    for found in _LINE.finditer(joined):
        line = re.split(r"\s{3,}", f"specgen {found[1]}")[0]
        yield cut(line)


def cut(line: str) -> str:
    """A line up to where the shell ends the command, and without a quote that closes around it."""
    found = _SHELL.split(line)[0].strip()
    return found[:-1] if found[-1:] in "\"'" and found.count(found[-1]) % 2 else found


def said() -> Iterator[tuple[str, str]]:
    """Each command line with the file that says it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in texts_of(path):
            found = [*ticked(text), *(lines(text) if text.startswith("examples:") else ())]
            yield from ((str(path.relative_to(ROOT)), each) for each in found)
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        found = list(ticked(_CODE.sub("", text)))
        found += [line for code in _CODE.finditer(text) for line in lines(code[1] or code[2])]
        yield from ((str(path.relative_to(ROOT)), each) for each in found)
    for case in sorted((ROOT / "tests/cases").glob("*/expected")):
        for path in sorted({p for pattern in EMITTED for p in case.glob(pattern) if p.is_file()}):
            text = path.read_text("utf-8")
            found = [*ticked(text), *(lines(text) if path.suffix != ".md" else ())]
            yield from ((str(path.relative_to(ROOT)), each) for each in found)


SAID = tuple(dict.fromkeys(said()))
OURS = [(where, line) for where, line in SAID if line.startswith("specgen ")]


def refused(line: str) -> str:
    """Why specgen does not accept the command line; empty where it does."""
    words = shlex.split(line)[1:]
    if words[0] in ("COMMAND", FILLED, "--help", "--version"):
        return ""
    command = find(words[0])
    if command is None:
        return f"no command {words[0]}"
    parser = parser_of(command)
    parser.error = _raise  # type: ignore[method-assign,assignment]  # argparse would exit
    if "..." in words:
        known = {flag for action in parser._actions for flag in action.option_strings}
        flags = {word.partition("=")[0] for word in words if word.startswith("--")}
        return ", ".join(sorted(flags - known))
    words = [DIGEST if before == "--accept-tree" else word
             for before, word in zip(["", *words], words, strict=False)]  # fmt: skip
    given = [word.replace(FILLED, "1") for word in words[1:] if word != "$@"]
    given = [VALUES.get(word, word) for word in given]
    try:
        if given and given != ["--help"]:  # the name alone is no line to copy
            parser.parse_args(given)
    except ValueError as error:
        return str(error)
    return ""


def _raise(message: str) -> None:
    raise ValueError(message)


@pytest.mark.parametrize(("where", "line"), OURS, ids=[f"{w}: {x}" for w, x in OURS])
def test_specgen_accepts_it(where: str, *, line: str) -> None:
    assert refused(line) == ""


def test_flags_by_themselves_exist() -> None:
    """A flag that a text names without its command is one of specgen, or of its plugin."""
    known = {f for c in COMMANDS for a in parser_of(c)._actions for f in a.option_strings}
    known |= flags_of_pytest() | OF_OTHERS
    named = {line.split()[0].partition("=")[0]: where for where, line in SAID if line[:2] == "--"}
    assert {flag: where for flag, where in named.items() if flag not in known} == {}


def test_pytest_accepts_its_lines() -> None:
    known = flags_of_pytest()
    lines = [(w, line) for w, line in SAID if line.startswith("pytest ")]
    used = {f for _, line in lines for f in re.findall(r"--specgen[a-z-]*", line)}
    assert used
    assert used <= known


def flags_of_pytest() -> set[str]:
    """The flags that our plugin adds."""
    parser = pytest.Parser(_ispytest=True)
    plugin.pytest_addoption(parser)
    return {name for group in parser._groups for each in group.options for name in each.names()}


def test_the_search_finds_them() -> None:
    """Each kind of text is searched, and most commands are found in each."""
    for part, least in (("generator/", 60), ("docs/", 25), ("README", 10), ("tests/cases", 25)):
        assert sum(where.startswith(part) for where, _ in OURS) >= least, part
    assert {line.split()[1] for _, line in OURS} >= {command.name for command in COMMANDS}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("specgen gate --write-baseline FILE", "unrecognized arguments: --write-baseline"),
        ("specgen gaet", "no command gaet"),
        ("specgen gate --write html=FILE", "argument --write: invalid"),
        ("specgen run", ""),
        ("specgen run --shard 2/4", "required: --moment"),
        ("specgen waive X --untill 2026 ...", "--untill"),
        ("specgen compare BASE --rounds 2", "6 are the fewest"),
    ],
)
def test_what_is_wrong_is_refused(line: str, *, complaint: str) -> None:
    found = refused(line)
    assert complaint in found if complaint else found == ""


def test_lines_are_cut_where_the_shell_cuts_them() -> None:
    text = (
        '  specgen gate a \\\n   --base "$B" > out.txt\n - run: specgen check && x specgen gaps\n'
    )
    assert list(lines(text)) == ['specgen gate a --base "$B"', "specgen check"]
