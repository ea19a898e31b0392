"""The public names: what other programs may rely on."""

from specgen.compilation import Compilation, Compiled
from specgen.diagnostics import Diagnostic, Place, Severity, Span
from specgen.gaps.model import CellState, Filter, GapReport, GapRow, Totals
from specgen.gaps.narrow import narrow
from specgen.levels import Level
from specgen.pipeline import compile_tree, drift_of, locate_in, write_tree
from specgen.spec.schema import schema

__all__ = [
    "CellState",
    "Compilation",
    "Compiled",
    "Diagnostic",
    "Filter",
    "GapReport",
    "GapRow",
    "Level",
    "Place",
    "Severity",
    "Span",
    "Totals",
    "compile_tree",
    "drift_of",
    "locate_in",
    "narrow",
    "schema",
    "write_tree",
]
