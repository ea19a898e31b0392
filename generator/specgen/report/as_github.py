"""Diagnostics as GitHub Actions workflow commands, which become annotations on the diff.

GitHub shows ten annotations of each kind per step and drops the others unseen, so the worst ten
are annotated and the others are listed in the log with their number.
"""

from collections.abc import Iterator

from specgen.diagnostics import Severity
from specgen.report.model import Format, Located, LocatedDiagnostic, Style
from specgen.report.visible import visible

MAX_PER_KIND = 10

# Error and finding share a kind; the order of severities is the rank within it.
_KINDS = {
    Severity.ERROR: "error",
    Severity.FINDING: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def as_github(located: Located, style: Style) -> str:
    """Ten annotations per kind, the worst first, then one log line for each that is left."""
    ranked = sorted(located, key=lambda each: _RANKS[each.diagnostic.severity])
    lines: list[str] = []
    left: list[LocatedDiagnostic] = []
    for kind in dict.fromkeys(_KINDS.values()):
        of_kind = [each for each in ranked if _KINDS[each.diagnostic.severity] == kind]
        lines += [_annotation(kind, each) for each in of_kind[:MAX_PER_KIND]]
        left += of_kind[MAX_PER_KIND:]
    lines += _log(left)
    return "".join(f"{line}\n" for line in lines)


def _annotation(kind: str, each: LocatedDiagnostic) -> str:
    said, span = each.diagnostic, each.span
    properties = {"file": visible(str(each.path)), "line": str(span.line)}
    if span.end_line == span.line:
        properties |= {"endLine": str(span.line), "col": str(span.column)}
        properties["endColumn"] = str(max(span.end_column, span.column + 1))
    else:
        properties["endLine"] = str(span.end_line)
    properties["title"] = f"{said.severity}[{visible(said.rule)}]"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(_message(each))}"


def _message(each: LocatedDiagnostic) -> str:
    said = each.diagnostic
    tip = [f"tip: {visible(said.tip)}"] if said.tip else []
    related = [f"{visible(str(r.path))}:{r.span.line}: {visible(r.message)}" for r in each.related]
    return "\n".join([visible(said.message), *tip, *related])


def _log(left: list[LocatedDiagnostic]) -> Iterator[str]:
    if not left:
        return
    yield f"{len(left)} more (GitHub annotates {MAX_PER_KIND} of each kind per step):"
    for each in left:
        said, span = each.diagnostic, each.span
        line = (
            f"- {each.path}:{span.line}:{span.column} {said.severity}[{said.rule}] {said.message}"
        )
        # The runner looks for this older form of a command anywhere in a line.
        yield visible(line).replace("##[", "## [")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


AS_GITHUB = Format("github", "annotations on GitHub, the worst ten of each kind", as_github)
