"""Gap reports for programs: one JSON object of a versioned shape, documented in docs/gaps-json.md.

Keys are only ever added under the same version.  The text is ASCII.
"""

import json
from collections.abc import Mapping

from specgen.gaps.model import CellState, GapReport, GapRow, Total, Totals
from specgen.program.model_policy import Work
from specgen.report.model import Style
from specgen.report.model_gaps import GapFormat

VERSION = 1


def gaps_as_json(report: GapReport, style: Style) -> str:
    """One object, indented by two, with all gap rows, cells and totals of ``report``."""
    content = {
        "version": VERSION,
        "project": report.project,
        "gaps": [_row(row) for row in report.rows],
        "cells": [_cell(cell) for cell in report.cells],
        "totals": _totals(report.totals),
    }
    return json.dumps(content, indent=2) + "\n"


def _row(row: GapRow) -> dict[str, object]:
    return {
        "id": row.id,
        "module": row.module,
        "type": row.type,
        "tier": row.tier,
        "level": row.level.value,
        "have": row.have,
        "least": row.least,
        "priority": row.priority,
        "effort": _hours(row.effort),
        "title": row.title,
        "waived": row.waived.isoformat() if row.waived else None,
        "blocked_by": list(row.blocked_by),
        "milestone": row.milestone or None,
    }


def _cell(cell: CellState) -> dict[str, object]:
    return {
        "module": cell.module,
        "type": cell.type,
        "tier": cell.tier,
        "level": cell.level.value,
        "weak": cell.weak,
        "covered": cell.covered,
        "owed": cell.owed,
        "exempt": cell.exempt or None,
        "basis": cell.basis.value,
        "evidence": cell.evidence,
        "tests": list(cell.tests),
    }


def _totals(totals: Totals) -> dict[str, object]:
    return {
        "total": _total(totals.total),
        "by_type": {
            each.type: {"owed": each.owed, "missing": each.missing, **_total(each.gaps)}
            for each in totals.by_type
        },
        "by_priority": _group(totals.by_priority),
        "by_tier": _group(totals.by_tier),
        "by_module": _group(totals.by_module),
        "by_milestone": _group(totals.by_milestone),
    }


def _group(named: Mapping[str, Total]) -> dict[str, object]:
    return {name: _total(total) for name, total in named.items()}


def _total(total: Total) -> dict[str, object]:
    return {
        "gaps": total.gaps,
        "effort": {"low": total.low / 60, "high": total.high / 60},
        "unknown_effort": total.unknown,
        "waived": total.waived,
        "blocked": total.blocked,
    }


def _hours(effort: Work) -> dict[str, float] | None:
    return {"low": effort.low, "high": effort.high} if effort.known else None


GAPS_AS_JSON = GapFormat("json", "for programs: docs/gaps-json.md", gaps_as_json)
