"""Judge a marked region in a file that people own, and touch nothing outside it."""

import re
import tomllib
from dataclasses import replace
from pathlib import PurePosixPath

from specgen.diagnostics import Diagnostic, Place, Severity
from specgen.disk.drift import hand_edit
from specgen.disk.model import Action, Cause, Context, Operation, Verdict
from specgen.disk.proof import comment_for, in_conflict
from specgen.disk.tables import foreign_tables, starts_inside
from specgen.lock.model_record import Record
from specgen.plan import PlannedFile, digest

_SETTINGS = {".toml", ".ini", ".cfg"}
_REGION = re.compile(
    rb"^[^\r\n]*>>> specgen\b[^\r\n]*\r?\n(?P<body>(?:(?![^\r\n]*<<< specgen\b)[^\r\n]*\r?\n)*)"
    rb"[^\r\n]*<<< specgen\b *(?P<digest>[0-9a-f]{12})?[^\r\n]*(?:\r?\n|\Z)",
    re.MULTILINE,
)


def judge_block(planned: PlannedFile, context: Context) -> Verdict:
    """Replace the region that a build wrote; add it where there is none; report hand edits."""
    record = Record(planned.path, planned.ownership, planned.module)
    have = context.snapshot.files.get(planned.path)
    whole = marked(planned)
    if have is None:
        operation = Operation(Action.CREATE, planned.path, Cause.MISSING, whole)
        return Verdict(operation, (), record)
    regions = list(_REGION.finditer(have))
    if len(regions) > 1:
        return Verdict(
            None, (_doubled(planned.path, have.count(b"\n", 0, regions[1].start()) + 1),), record
        )
    found = _REGION.search(whole)
    assert found is not None  # marked() put it there
    want = _like(found.group(), have)
    if not regions:
        after = _inserted(have, want, line=planned.line)
        return _placed(Operation(Action.UPDATE, planned.path, Cause.MISSING, after, have), record)
    region = regions[0]
    if region.group().rstrip(b"\r\n") == want.rstrip(b"\r\n"):
        return Verdict(record=record)
    if _is_torn(planned.path, region):
        return Verdict(
            None, (_torn(planned.path, have.count(b"\n", 0, region.start()) + 1),), record
        )
    theirs = _theirs(planned.path, region, want=want)
    kept = b"".join(text for _, text in theirs)
    kept = kept if not kept or kept.startswith((b"\n", b"\r")) else b"\n" + kept
    after = have[: region.start()] + want + kept + have[region.end() :]
    if not (machine_wrote(region) or context.site.force):
        said = hand_edit(planned.path, have=have, want=after)
        said = _displaced(said, [name for name, _ in theirs]) if theirs else said
        return Verdict(None, (said,), record)
    return _placed(Operation(Action.UPDATE, planned.path, Cause.STALE, after, have), record)


def _theirs(
    path: PurePosixPath, region: re.Match[bytes], *, want: bytes
) -> tuple[tuple[str, bytes], ...]:
    """The tables of people that stand in a region of a settings file."""
    if path.suffix not in _SETTINGS or machine_wrote(region):
        return ()
    return foreign_tables(region.group("body"), want)


def _is_torn(path: PurePosixPath, region: re.Match[bytes]) -> bool:
    """Whether the start mark of a region has come to stand inside a table."""
    settings = path.suffix in _SETTINGS and not machine_wrote(region)
    return settings and starts_inside(region.group("body"))


def _torn(path: PurePosixPath, line: int) -> Diagnostic:
    return Diagnostic(
        "block-torn",
        Severity.FINDING,
        Place(path),
        f"the mark `>>> specgen` in line {line} stands inside a table, so nothing was touched",
        "move the mark above the heading of that table, then run `specgen build --force`",
    )


def _displaced(edited: Diagnostic, names: list[str]) -> Diagnostic:
    """A hand edit that put tables of people between our marks: these are never discarded."""
    shown = ", ".join(f"[{name}]" for name in names)
    return replace(
        edited,
        rule="block-holds-yours",
        message=f"{shown} stands between the marks of the generated region",
        tip=f"`specgen build --force` moves {shown} below the region, and renews the region",
    )


def _placed(operation: Operation, record: Record) -> Verdict:
    """``operation``, unless the file would no longer parse."""
    have = operation.before or b""
    clash = _clash(operation.path, have=have, after=operation.data)
    return Verdict(None, (clash,), record) if clash else Verdict(operation, (), record)


def without_block(have: bytes) -> tuple[bytes, bool]:
    """``have`` without its region, and whether a build wrote all of what went."""
    regions = list(_REGION.finditer(have))
    return _REGION.sub(b"", have), all(machine_wrote(region) for region in regions)


def machine_wrote(region: re.Match[bytes]) -> bool:
    """Whether the region's body is what its end marker says, or git left it in conflict."""
    body = region.group("body").decode("utf-8", "replace").replace("\r\n", "\n")
    return in_conflict(body) or digest(body) == (region.group("digest") or b"").decode()


def marked(planned: PlannedFile) -> bytes:
    """The text of ``planned`` with its region marked, and the digest in the end marker."""
    comment = comment_for(planned.path) or "# {}"
    text = planned.text if planned.text.endswith("\n") else planned.text + "\n"
    if not _REGION.search(text.encode()):
        text = f"{comment.format('>>> specgen')}\n{text}{comment.format('<<< specgen')}\n"
    return _REGION.sub(_with_digest, text.encode(), count=1)


def _with_digest(region: re.Match[bytes]) -> bytes:
    known = f"<<< specgen {digest(region.group('body').decode())}".encode()
    end = region.group()[region.end("body") - region.start() :]
    start = region.group()[: region.end("body") - region.start()]
    return start + re.sub(rb"<<< specgen\b(?: +[0-9a-f]{12})?", known, end, count=1)


def _like(region: bytes, have: bytes) -> bytes:
    """``region`` with the line ends of ``have``."""
    return region.replace(b"\n", b"\r\n") if b"\r\n" in have else region


def _inserted(have: bytes, region: bytes, *, line: int) -> bytes:
    """``region`` below a line of ``have``, or set off at the end where that is 0."""
    end = b"\r\n" if b"\r\n" in have else b"\n"
    if line:
        lines = have.splitlines(keepends=True)
        above, below = b"".join(lines[:line]), b"".join(lines[line:])
        return above + (b"" if above.endswith(b"\n") else end) + region + below
    gap = b"" if not have else end if have.endswith(b"\n") else end + end
    return have + gap + region


def _doubled(path: PurePosixPath, line: int) -> Diagnostic:
    return Diagnostic(
        "block-doubled",
        Severity.FINDING,
        Place(path),
        f"a second region marked `>>> specgen` starts in line {line}",
        "keep one of the regions, then run `specgen build`",
    )


def _clash(path: PurePosixPath, *, have: bytes, after: bytes) -> Diagnostic | None:
    """Say so where a TOML file would no longer parse, and did before."""
    if path.suffix != ".toml" or _toml_error(have):
        return None
    error = _toml_error(after)
    if not error:
        return None
    return Diagnostic(
        "block-clash",
        Severity.FINDING,
        Place(path),
        f"the generated region contradicts what stands outside it: {error}",
        "remove from the file what the region declares too, then run `specgen build`",
    )


def _toml_error(data: bytes) -> str:
    try:
        tomllib.loads(data.decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError as error:
        return str(error)
    return ""
