"""Guess how much each module matters: from who imports it, its size, its changes, its name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil

from specgen.adopt.model import CRITICAL, STANDARD, SUPPORTING, Evidence, Guess
from specgen.surface.model import ModuleSurface, Surface, SymbolKind

_WEIGHTY = re.compile(
    r"(?:^|[._])(auth|authn|authz|login|session|token|permission|security|secret|crypto|sign|"
    r"payment|billing|invoice|price|pricing|order|trade|trading|position|ledger|account|wallet|"
    r"database|db|storage|migration|transaction|engine|core|kernel)s?(?:$|[._])"
)
_SLIGHT = re.compile(
    r"(?:^|[._])(version|compat|vendor|vendored|_vendor|__main__|__about__|deprecated|legacy|"
    r"examples?|demo|typing|types|stubs|win(?:dows)?|_winconsole|textwrap|setup)(?:$|[._])"
)
_CALLABLE = {SymbolKind.FUNCTION, SymbolKind.CLASS, SymbolKind.METHOD, SymbolKind.CLASSMETHOD,
             SymbolKind.STATICMETHOD}  # fmt: skip
_SHARE, _LEAST = 0.2, 1.2  # at most a fifth is critical, and only what stands out
_FEW = 3  # modules: too few to tell one from another


def guesses(
    names: Iterable[str], evidence: Evidence, *, tested: frozenset[str]
) -> tuple[Guess, ...]:
    """A guess for each of ``names``, in their order; ``tested`` are those that unit tests reach."""
    surface = evidence.surface
    fans, changes = fan_in(surface), evidence.repository.changes
    wanted = list(names)
    scores = {n: _score(surface.modules[n], surface, fans=fans, changes=changes) for n in wanted}
    ranked = sorted(wanted, key=lambda n: (-scores[n], n))
    top = ranked[: ceil(len(ranked) * _SHARE)] if len(ranked) >= _FEW else []
    critical = {n for n in top if scores[n] >= _LEAST}
    found = []
    for name in wanted:
        module = surface.modules[name]
        idle = not any(s.kind in _CALLABLE for s in module.symbols)
        exempt = "Only values, nothing to call" if idle and name not in tested else ""
        reasons = _reasons(module, surface, fans=fans, changes=changes)
        slight = idle or _SLIGHT.search(name.lower()) or len(wanted) < _FEW
        mild = SUPPORTING if slight and len(wanted) >= _FEW else STANDARD
        tier = CRITICAL if name in critical and not idle else mild
        found.append(Guess(name, tier, reasons, exempt))
    return tuple(found)


def fan_in(surface: Surface) -> Mapping[str, int]:
    """How many other modules import each module, through re-exports."""
    counted: Counter[str] = Counter()
    for name, module in surface.modules.items():
        homes = {found.module for target in module.imports if (found := surface.find(target))}
        counted.update(homes - {name})
    return counted


def _score(
    module: ModuleSurface, surface: Surface, *, fans: Mapping[str, int], changes: Mapping[str, int]
) -> float:
    """Roughly 0 to 5; each part is a share of the most that any module has."""
    name = module.name
    lines = max(m.lines for m in surface.modules.values()) or 1
    score = 2 * fans.get(name, 0) / (max(fans.values(), default=0) or 1)
    score += module.lines / lines
    score += changes.get(module.path, 0) / (max(changes.values(), default=0) or 1)
    score += bool(_WEIGHTY.search(name.lower())) - bool(_SLIGHT.search(name.lower()))
    return score


def _reasons(
    module: ModuleSurface, surface: Surface, *, fans: Mapping[str, int], changes: Mapping[str, int]
) -> tuple[str, ...]:
    name, total = module.name, len(surface.modules)
    fan, touched = fans.get(name, 0), changes.get(module.path, 0)
    worth = _WEIGHTY.search(name.lower())
    slight = _SLIGHT.search(name.lower())
    said = [
        f"imported by {fan} of {total} modules" if fan else "",
        f"{module.lines:,} line{'s' * (module.lines != 1)}",
        f"{touched} recent commit{'s' * (touched != 1)}" if touched else "",
        f"named like `{worth[1]}`" if worth else "",
        f"named like `{slight[1]}`" if slight else "",
    ]
    return tuple(s for s in said if s)
