"""Diagnostics with a place in a text, for all formats."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic, Place, Related, Severity, Span
from specgen.report.model import LocatedDiagnostic, LocatedPlace

Make = Callable[..., LocatedDiagnostic]


@pytest.fixture
def located() -> Make:
    """A maker of located diagnostics: line and column, then whatever differs from a plain error."""

    def make(
        line: int = 12,
        column: int = 7,
        *,
        path: str = "specs/x.yaml",
        rule: str = "unknown-tier",
        severity: Severity = Severity.ERROR,
        message: str = "no tier `critcal`",
        tip: str = "",
        detail: str = "",
        source: str = "tier: critcal",
        width: int = 7,
        first: tuple[int, str] | None = None,
    ) -> LocatedDiagnostic:
        place = Place(PurePosixPath(path), ("tier",))
        related: tuple[LocatedPlace, ...] = ()
        said: tuple[Related, ...] = ()
        if first:
            span = Span(first[0], 1, first[0], 5)
            said = (Related(place, first[1]),)
            related = (LocatedPlace(place.path, span, ("tier: business",), first[1]),)
        diagnostic = Diagnostic(rule, severity, place, message, tip, said, detail)
        span = Span(line, column, line, column + width)
        return LocatedDiagnostic(diagnostic, span, (source,) if source else (), related)

    return make


HOSTILE = "a\nb\r::error::c%0A,:\x1b[31m\u202eevil\u2066\x00\ud800 ##[error] [x](http://y)"


@pytest.fixture
def hostile(located: Make) -> LocatedDiagnostic:
    """Every text of it tries to break out of its format."""
    return located(
        path=f"specs/{HOSTILE}",
        rule=HOSTILE,
        message=HOSTILE,
        tip=HOSTILE,
        detail=HOSTILE,
        source=HOSTILE.replace("\n", "").replace("\r", ""),
        first=(3, HOSTILE),
    )
