"""End-to-end tests: whole workflows, driven from outside."""

import shlex
from collections.abc import Sequence

from specgen.spec.model import TextExpectationSpec
from specgen.test_types.finish import finished
from specgen.test_types.model import NotComplete, Owed, Sketch, Subject, TypeForm
from specgen.test_types.model_words import ALIASES
from specgen.test_types.steps import over_steps
from specgen.test_types.writer import Writer

TIMEOUT = 60.0
_NOTES = ("request", "pytest.FixtureRequest")


def draft(subject: Subject) -> Sketch | Owed:
    """A workflow test of ``command`` or of ``steps`` that call, or what is to be written."""
    written = subject.scenario.written
    ends = "; in the end check each assertion" if written.asserts else ""
    todo = (
        f"run a whole workflow through {subject.called} from outside; "
        "check what its user sees after each step"
    )
    if written.steps:
        todo = f"walk the {len(written.steps)} steps from outside; check after each{ends}"
    return finished(by_command if written.command else over_steps, subject, todo=todo)


def by_command(subject: Subject) -> Sketch:
    """The test that runs a command and looks at its exit code, its output and its files.

    Raises:
        NotComplete: the command is no list of words, or what it must print cannot be used.
    """
    written = subject.scenario.written
    writer = Writer(subject)
    texts = _words(written.command)
    if written.asserts:
        raise NotComplete(
            "assertions in prose are for people",
            "say it with `exit`, `stdout`, `files` and `checkpoints`",
            route=("asserts",),
        )
    for module in ("os", "subprocess", "sys"):
        writer.need(module)
    writer.need("pathlib", "Path")
    stdout = (
        [] if written.stdout is None else [_check("done.stdout", written.stdout, writer=writer)]
    )
    files = []
    for path, wanted in written.files.items():
        found = f"(tmp_path / {ascii(path)})"
        read = f'{found}.read_text(encoding="utf-8")'
        files.append(f"{found}.exists()" if wanted is None else _check(read, wanted, writer=writer))
    limit = next((x.value for x in subject.scenario.budget if x.measure == "each"), TIMEOUT)
    points = [point for point in written.checkpoints if point.log]
    live = bool(points) and written.stdout is None  # else the two streams must be kept apart
    names = [f"({ascii(point.name)}, {ascii(point.log)})" for point in points]
    if live:
        for module in ("threading", "time"):
            writer.need(module)
    return Sketch(
        template="e2e_checkpoints.py.jinja" if live else "e2e.py.jinja",
        values={
            "command": f"[{', '.join(texts)}]",
            "timeout": limit,
            "exit": written.exit or 0,
            "stdout": stdout,
            "files": files,
            "checkpoints": f"[{', '.join(names)}]" if names else "",
        },
        imports=tuple(writer.imports),
        parameters=(("tmp_path", "Path"), *((_NOTES,) if points else ())),
        exact=False,
    )


def _words(command: str | Sequence[str] | None) -> list[str]:
    """The words of the command as expressions; Python is the interpreter that runs the test."""
    try:
        words = shlex.split(command) if isinstance(command, str) else list(command or ())
    except ValueError as error:
        raise NotComplete("the command has an open quote", route=("command",)) from error
    python = words[0] in ("python", "python3")
    return ["sys.executable" if python else ascii(words[0]), *map(ascii, words[1:])]


def _check(text: str, wanted: str | TextExpectationSpec, *, writer: Writer) -> str:
    """The condition that ``text`` is as wanted; a bare string is a part of it."""
    if isinstance(wanted, str):
        return f"{ascii(wanted)} in {text}"
    if wanted.equals is not None:
        return f"{text} == {ascii(wanted.equals)}"
    if wanted.contains is not None:
        return f"{ascii(wanted.contains)} in {text}"
    writer.need("re")
    return f"re.search({ascii(wanted.matches)}, {text})"


E2E = TypeForm(
    name="e2e",
    title="E2E",
    purpose="Whole workflows, driven from outside",
    directory="e2e",
    marker="e2e",
    draft=draft,
    completes=("command",),
    aliases=ALIASES["e2e"],
)
