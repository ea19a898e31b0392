"""Coverage gates: settings that are meant to fail a run below a share of coverage."""

import re
from collections.abc import Iterator

from specgen.repository.model import CoverageGate, TestCommand

_FLAG = re.compile(r"--(?:cov-)?fail-under[= ]+\"?'?(\d+(?:\.\d+)?)")
_SETTING = re.compile(r"^\s*\"?fail_under\"?\s*[=:]\s*\"?(\d+(?:\.\d+)?)", re.IGNORECASE)
_HEAD = re.compile(r"^\s*\[+([^\]]+)\]+\s*$")
_OWN = (".coveragerc",)
FILES = ("pyproject.toml", ".coveragerc", "setup.cfg", "tox.ini", "pytest.ini", ".pytest.ini",
         "pytest.toml", "noxfile.py", "Makefile")  # fmt: skip


def gates_of_file(path: str, text: str) -> Iterator[CoverageGate]:
    """``fail_under`` of coverage's own sections, and ``--cov-fail-under`` anywhere."""
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        head = _HEAD.match(line)
        if head:
            section = head[1]
        setting = _SETTING.match(line) if path in _OWN or "coverage" in section else None
        if setting:
            yield CoverageGate(path, number, "fail_under", float(setting[1]))
        elif not line.lstrip().startswith(("#", ";")):
            for flag in _FLAG.finditer(line):
                yield CoverageGate(path, number, flag[0].split("=")[0].split()[0], float(flag[1]))


def gates_of_commands(commands: tuple[TestCommand, ...]) -> Iterator[CoverageGate]:
    """Gates that stand on the command lines of CI."""
    for command in commands:
        for flag in _FLAG.finditer(command.text):
            name = flag[0].split("=")[0].split()[0]
            yield CoverageGate(command.path, command.line, name, float(flag[1]))
