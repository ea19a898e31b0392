"""The drafts of specs/modules/*.yaml: compact lists, one file per package."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from specgen.adopt.model import Evidence, Guess
from specgen.adopt.text import beside, scalar
from specgen.plan import Ownership, PlannedFile

_DEPTH = 2  # packages below the second share the file of the second


def owing(evidence: Evidence) -> tuple[str, ...]:
    """The modules that owe a spec: those that define anything."""
    return tuple(n for n, m in evidence.surface.modules.items() if m.symbols)


def unit_tested(evidence: Evidence) -> frozenset[str]:
    """The modules that a live unit test reaches."""
    items = (i for i in evidence.inventory.live if i.type == "unit")
    return frozenset(x.module for i in items for x in i.links if x.counts)


def module_files(
    folder: PurePosixPath, guesses: Iterable[Guess], *, evidence: Evidence
) -> tuple[PlannedFile, ...]:
    """One file per package, in ``folder``."""
    groups: dict[str, list[Guess]] = {}
    for guess in guesses:
        groups.setdefault(_group(guess.module, evidence), []).append(guess)
    return tuple(
        PlannedFile(folder / f"{name}.yaml", Ownership.SEEDED, module_text(found))
        for name, found in sorted(groups.items())
    )


def module_text(guesses: Iterable[Guess], tiers: Iterable[str] | None = None) -> str:
    """A list of modules with their tiers and reasons; of ``tiers`` only, where these are given."""
    known = None if tiers is None else set(tiers)
    rows = [(_entry(g, known), ", ".join(g.reasons)) for g in guesses]
    return "\n".join(["modules:", *beside(rows), ""])


def _entry(guess: Guess, known: set[str] | None) -> str:
    parts: Mapping[str, str] = {
        "module": guess.module,
        "tier": guess.tier if known is None or guess.tier in known else "",
        "exempt": f"{{unit: {scalar(guess.exempt)}}}" if guess.exempt else "",
    }
    inside = ", ".join(f"{key}: {value}" for key, value in parts.items() if value)
    return f"  - {{{inside}}}"


def _group(name: str, evidence: Evidence) -> str:
    """The package that lists a module: its own where it is one, at most two levels deep."""
    start = next(
        (
            p
            for p in evidence.repository.packaging.packages
            if name == p or name.startswith(f"{p}.")
        ),
        name.partition(".")[0],
    )
    below = name.removeprefix(start).strip(".").split(".")
    is_package = evidence.surface.modules[name].path.endswith("/__init__.py")
    inner = below if is_package else below[:-1]
    return ".".join([start, *[p for p in inner if p][: _DEPTH - 1]])
