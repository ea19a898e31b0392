"""The block of CODEOWNERS: who is asked about a module's source, specs and generated tests."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.configure.model import Configuration, Ground
from specgen.configure.said import conflict
from specgen.diagnostics import Diagnostic, Severity
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Module, Program

# each host takes the first that is there, in its own order; the root is in both
_HOMES = {"github": (".github", ".", "docs"), "gitlab": (".", "docs", ".gitlab")}
_NAME = "CODEOWNERS"
_HANDLE = re.compile(r"@[A-Za-z0-9][\w.-]*(?:/[\w./-]+)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLAIN = re.compile(r"[\w./ @+=,~-]+")


def emit(ground: Ground) -> Iterator[PlannedFile]:
    """A line per file that has an owner; nothing where no module has one."""
    lines = sorted(_lines(ground).items())
    if lines:
        text = "".join(f"{_pattern(path)} {' '.join(sorted(who))}\n" for path, who in lines)
        yield PlannedFile(home(ground), Ownership.BLOCK, text)


def judge(ground: Ground) -> Iterator[Diagnostic]:
    """Owners that no code host can ask."""
    for module in ground.program.modules:
        if module.owner and not _handles(module.owner):
            yield conflict(
                module.place.at("owner"),
                f"`{module.owner}` is nobody that CODEOWNERS can name",
                tip="write @user, @organisation/team or an address",
                severity=Severity.WARNING,
            )


def home(ground: Ground) -> PurePosixPath:
    """The file that the code host reads: the one that is there, else its usual place."""
    hosts = [h for h in ("github", "gitlab") if h in ground.program.project.ci] or ["github"]
    folders = _HOMES[hosts[0]] if len(hosts) == 1 else (".",)
    there = [PurePosixPath(f, _NAME) for f in folders if PurePosixPath(f, _NAME) in ground.standing]
    return there[0] if there else PurePosixPath(folders[0], _NAME)


def _lines(ground: Ground) -> dict[PurePosixPath, set[str]]:
    found: dict[PurePosixPath, set[str]] = {}
    for module in ground.program.modules:
        for handle in _handles(module.owner):
            for path in _files(ground, module):
                found.setdefault(path, set()).add(handle)
    return found


def _files(ground: Ground, module: Module) -> Iterator[PurePosixPath]:
    """The spec, the source where it is here, and the generated tests of every type."""
    yield module.place.path
    if module.id in ground.modules:
        yield ground.modules[module.id]
    yield from (path for path, of in ground.tests.items() if of == module.name)


def _handles(owner: str) -> list[str]:
    words = owner.replace(",", " ").split()
    return words if words and all(map(_HANDLE.fullmatch, words)) else []


def _pattern(path: PurePosixPath) -> str:
    """The path alone; what the file's syntax cannot say becomes a wild card."""
    text = "".join(c if _PLAIN.fullmatch(c) else "?" for c in f"/{path}")
    return text.replace(" ", "\\ ")


def _paths(_: Program) -> Iterator[PurePosixPath]:
    folders = sorted({folder for homes in _HOMES.values() for folder in homes})
    yield from (PurePosixPath(folder, _NAME) for folder in folders)


CODEOWNERS = Configuration("codeowners", "configuration", _paths, emit, judge)
