"""The block of .pre-commit-config.yaml, which pre-commit and prek read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from specgen.configure.hook_list import Gap, Home, home_in
from specgen.configure.model import Configuration, Ground
from specgen.configure.regions import END, START, lines_of, outside, region
from specgen.configure.said import conflict
from specgen.configure.stages import hooks
from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

PATH = PurePosixPath(".pre-commit-config.yaml")
_INSTALLED = re.compile(r"default_install_hook_types\s*:\s*\[(?P<listed>.*)\]")
_OURS = re.compile(r"\bid:\s*['\"]?(specgen-[\w-]+)")


def emit(ground: Ground) -> Iterator[PlannedFile]:
    """A block inside the list of repositories; where there is none the block begins it.

    In a file that nothing can be put into a block that is there stays until the file is mended.
    """
    text = ground.standing.get(PATH, "")
    home = _home(text)
    if isinstance(home, Gap):
        if region(text) == (0, 0):
            return
        home = Home(0, "  ")
    head = _head(ground.program, outside(text)) if home.heads else ()
    inner = "  " if home.heads else home.indent
    items = list(_items(ground.program, inner))
    # a comment that ends a list stands where its last line does, or linters complain
    last = "" if home.heads else items[-1][: -len(items[-1].lstrip())]
    lines = [f"{home.indent}# {START}", *head, *items, f"{last}# {END}"]
    yield PlannedFile(PATH, Ownership.BLOCK, "\n".join(lines) + "\n", line=home.line)


def _home(text: str) -> Home | Gap:
    """Where the block goes.  One that begins the list may have people's items below it."""
    begin, end = region(text)
    ours = any(line == "repos:" for line in lines_of(text)[begin:end])
    found = home_in(outside(text))
    return Home(0, "", heads=True) if ours and isinstance(found, Gap) else found


def _head(program: Program, around: str) -> Iterator[str]:
    """The lines that begin the list, and make `pre-commit install` install every hook of ours."""
    if not any(line.startswith("default_install_hook_types") for line in lines_of(around)):
        types = ", ".join(dict.fromkeys(("pre-commit", *hooks(program).values())))
        yield f"default_install_hook_types: [{types}]"
    yield "repos:"


def judge(ground: Ground) -> Iterator[Diagnostic]:
    """What keeps the block out of the file, or its hooks from being installed."""
    text = ground.standing.get(PATH)
    if text is None:
        return
    home, around = _home(text), outside(text)
    begin, _ = region(text)
    if isinstance(home, Gap):
        if not {id for id, *_ in _hooks(ground.program)} <= set(_OURS.findall(around)):
            yield _by_hand(ground.program, home)
    elif begin and not home.heads and not home.first < begin < home.end:
        yield conflict(
            _at(begin),
            "the region of specgen stands outside the list `repos`",
            tip="remove it, and run `specgen build`, which puts it there",
        )
    yield from _not_installed(ground, around)


def _not_installed(ground: Ground, text: str) -> Iterator[Diagnostic]:
    """Hooks that a list of people's keeps from being installed."""
    wanted = set(hooks(ground.program).values())
    for number, line in enumerate(lines_of(text), start=1):
        found = _INSTALLED.match(line)
        listed = set(re.split(r"[\s,'\"]+", found["listed"])) if found else wanted
        for hook in sorted(wanted - listed):
            yield conflict(
                _at(number),
                f"`pre-commit install` leaves out {hook} here",
                tip=f"add {hook} to the list",
                severity=Severity.WARNING,
            )


def _by_hand(program: Program, gap: Gap) -> Diagnostic:
    body = "\n".join(_items(program, "  "))
    return Diagnostic(
        "configuration-conflict",
        Severity.FINDING,
        _at(gap.line),
        f"no hooks can be put here: {gap.why}",
        "write `repos:` as a list of lines that begin with `-`, or add by hand what stands below",
        detail=body + "\n",
    )


def _items(program: Program, indent: str) -> list[str]:
    """One local repository with our hooks, its lists indented as the file's own."""
    step = "  " if indent else ""
    lines = [f"{indent}- repo: local", f"{indent}  hooks:"]
    for id, name, entry, hook in _hooks(program):
        facts = (f"name: {name}", f"entry: {entry}", "language: system", "always_run: true",
                 "pass_filenames: false", f"stages: [{hook}]")  # fmt: skip
        lines.append(f"{indent}  {step}- id: {id}")
        lines += [f"{indent}  {step}  {fact}" for fact in facts]
    return lines


def _hooks(program: Program) -> Iterator[tuple[str, str, str, str]]:
    """Id, name, command and hook of git: the check first, then what each moment runs."""
    project = program.project
    only = f" --project {project.name}" if project.many else ""
    yield "specgen-check", "generated files are in step", f"specgen check{only}", "pre-commit"
    for moment, hook in hooks(program).items():
        words = moment.replace("_", "-")
        id = "specgen-run-commit" if moment == "commit" else f"specgen-{words}"
        yield id, f"tests of {words}", f"specgen run --moment {moment}{only}", hook


def _at(line: int) -> Place:
    return Place(PATH, span=Span(line, 1, line, 1))


def _paths(_: Program) -> Iterable[PurePosixPath]:
    return (PATH,)


PRECOMMIT = Configuration("precommit", "hooks", _paths, emit, judge)
