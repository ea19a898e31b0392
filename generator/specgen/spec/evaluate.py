"""An expression and the facts give a judgement: holds, fails with the value found, or unknown."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from specgen.quantities import Effort, Hours, Share, Working
from specgen.spec.expression_model import (
    FACTS,
    Expression,
    Facts,
    Figure,
    Holding,
    Judgement,
    Measured,
    Operator,
    Stated,
    Unknown,
)

USUAL = Working()
TOLERANCE = Decimal("0.05")
"""``~`` allows five per cent of the stated value, or half a unit where that is more."""

_COMPARE: Mapping[Operator, Callable[[Figure, Figure], bool]] = {
    Operator.EQUAL: lambda found, said: found.low == said.low and found.high == said.high,
    Operator.UNEQUAL: lambda found, said: found.low != said.low or found.high != said.high,
    Operator.LESS: lambda found, said: found.high < said.low,
    Operator.AT_MOST: lambda found, said: found.high <= said.high,
    Operator.MORE: lambda found, said: found.low > said.high,
    Operator.AT_LEAST: lambda found, said: found.low >= said.low,
}


def evaluate(expression: Expression, facts: Facts, *, working: Working = USUAL) -> Judgement:
    """Whether ``expression`` holds of ``facts``.

    Efforts may be ranges: ``==`` compares both ends, ``<=`` the upper and ``>=`` the lower.  With
    ``~`` both ends are moved towards the stated value by the tolerance before they are compared.
    ``working`` says how long days and weeks of stated efforts are.
    """
    found = facts.figure(expression.fact)
    if isinstance(found, Unknown):
        return Judgement(Holding.UNKNOWN, why=found.why)
    measured = FACTS[expression.fact.name].measured
    if expression.operator is None or expression.stated is None:
        holds = found.low > 0
    else:
        said = _figure(expression.stated, working)
        compared = (
            _moved(found, said, stated=expression.stated) if expression.stated.about else found
        )
        holds = _COMPARE[expression.operator](compared, said)
        if found.at_least and not _certain(compared, said, operator=expression.operator):
            return Judgement(Holding.UNKNOWN, why=_text(found, measured))
    return Judgement(Holding.HOLDS if holds else Holding.FAILS, _text(found, measured))


def _certain(found: Figure, said: Figure, *, operator: Operator) -> bool:
    """Whether nothing that comes on top of ``found`` could change the comparison."""
    if operator in (Operator.MORE, Operator.AT_LEAST):
        return _COMPARE[operator](found, said)
    return found.low > said.high


def _figure(stated: Stated, working: Working) -> Figure:
    value = stated.value
    if isinstance(value, Effort):
        hours = value.hours(working)
        return Figure(hours.low_minutes / 60, hours.high_minutes / 60)
    number = value.value if isinstance(value, Share) else value
    return Figure(number, number)


def _moved(found: Figure, said: Figure, *, stated: Stated) -> Figure:
    """``found`` with each end that lies within the tolerance of the stated one put on it."""
    return Figure(
        said.low if abs(found.low - said.low) <= _allowed(said.low, stated) else found.low,
        said.high if abs(found.high - said.high) <= _allowed(said.high, stated) else found.high,
    )


def _allowed(said: Decimal, stated: Stated) -> Decimal:
    half = Decimal("0.005") if isinstance(stated.value, Share) else Decimal("0.5")
    return max(said * TOLERANCE, half)


def _text(found: Figure, measured: Measured) -> str:
    if found.at_least:
        return f"at least {_text(replace(found, at_least=False), measured)}"
    if measured is Measured.SHARE:
        return str(Share(found.low))
    if measured is Measured.HOURS:
        return str(Hours(found.low * 60, found.high * 60))
    if measured is Measured.TRUTH:
        return "yes" if found.low > 0 else "no"
    return format(found.low.normalize(), "f")
