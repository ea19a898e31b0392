"""Texts with units become quantities, or an error that names the unit that was meant."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from specgen.quantities import (
    BYTES,
    SECONDS,
    Capacity,
    Count,
    CountRange,
    Duration,
    Effort,
    Points,
    Rate,
    Share,
    Size,
    Work,
    Working,
)
from specgen.spelling import closest

NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
HUNDRED = r"(?:100(?:\.0{1,6})?|[0-9]{1,2}(?:\.[0-9]{1,6})?)"
DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_SYNONYMS = {
    **dict.fromkeys(("msec", "msecs", "millis", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("day", "days"), "d"),
    **dict.fromkeys(("week", "weeks", "wk"), "w"),
    **dict.fromkeys(("b", "byte", "bytes"), "B"),
    **dict.fromkeys(("k", "kb", "kib"), "kB"),
    **dict.fromkeys(("mb", "mib", "m"), "MB"),
    **dict.fromkeys(("gb", "gib", "g"), "GB"),
    **dict.fromkeys(("percent", "pct"), "%"),
    **dict.fromkeys(("pp", "points", "point", "%"), "pt"),
    **dict.fromkeys(("/sec", "/second", "rps", "hz", "s"), "/s"),
}
_NUMBER_AND_UNIT = re.compile(r"(~?)\s*([0-9]+(?:\.[0-9]+)?)\s*([^\s0-9.][^\s.]*|)\s*")


class QuantityError(ValueError):
    """A value that is no quantity of the wanted kind: ``message``, ``tip`` and the ``rule`` id."""

    def __init__(self, message: str, tip: str, *, rule: str = "bad-unit") -> None:
        super().__init__(message)
        self.message = message
        self.tip = tip
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of quantity is written: its name, pattern, units and examples."""

    name: str
    pattern: str
    units: tuple[str, ...]
    examples: tuple[str, ...]


EFFORT = Form(
    "effort",
    rf"~?{NUMBER}[mhdw](?:\.\.{NUMBER}[mhdw])?",
    ("m", "h", "d", "w"),
    ("2h", "30m", "2h..4h", "~1d"),
)
DURATION = Form("duration", rf"{NUMBER}(?:ms|s|m|h)", ("ms", "s", "m", "h"), ("100ms", "8s", "5m"))
SIZE = Form("size", rf"{NUMBER}(?:B|kB|MB|GB)", ("B", "kB", "MB", "GB"), ("64MB", "1.5GB"))
RATE = Form("rate", rf"{NUMBER}/[smh]", ("/s", "/m", "/h"), ("1000/s", "90/m"))
SHARE = Form("share", rf"{HUNDRED}%", ("%",), ("90%", "57.37%"))
POINTS = Form("difference of shares", rf"{HUNDRED}pt", ("pt",), ("5pt", "0.5pt"))
COUNT_RANGE = Form("count", r"[0-9]{1,9}\.\.(?:[0-9]{1,9})?", (), ("5..10", "40.."))
CAPACITY = Form(
    "capacity",
    rf"{NUMBER}[mhd]/(?:day|week)",
    ("h/week", "h/day", "d/week", "m/day"),
    ("30h/week", "4h/day"),
)
DAY = Form("working day", r"(?:[1-9]|1[0-9]|2[0-4])(?:\.[0-9]{1,2})?h", ("h",), ("8h", "7.5h"))
WEEK = Form("working week", r"[1-7](?:\.[0-9])?d", ("d",), ("5d",))
_FORMS = (EFFORT, DURATION, SIZE, RATE, SHARE, POINTS, COUNT_RANGE, CAPACITY, DAY, WEEK)
_COMPILED = {form.name: re.compile(form.pattern) for form in _FORMS}
_DATE = re.compile(DATE)


def effort(value: object) -> Effort:
    """``2h``, ``2h..4h`` or ``~1d``.

    Raises:
        QuantityError: ``value`` is no such text, or a range whose upper end is below its lower.
    """
    text = _matched(value, EFFORT)
    low_text, _, high_text = text.removeprefix("~").partition("..")
    low = Work(Decimal(low_text[:-1]), low_text[-1])
    if not high_text:
        return Effort(low, low, text.startswith("~"))
    found = Effort(low, Work(Decimal(high_text[:-1]), high_text[-1]), text.startswith("~"))
    hours = found.hours(Working())
    if hours.high_minutes < hours.low_minutes:
        raise QuantityError(
            f"effort `{value}` ends before it starts",
            f"write `{high_text}..{low_text}`",
            rule="reversed-range",
        )
    return found


def duration(value: object) -> Duration:
    """``100ms``, ``8s``, ``5m`` or ``1h``; raises ``QuantityError``."""
    amount, unit = _split(_matched(value, DURATION))
    return Duration(float(amount * SECONDS[unit]))


def size(value: object) -> Size:
    """``64MB``, ``1.5GB``; raises ``QuantityError``."""
    amount, unit = _split(_matched(value, SIZE))
    return Size(int(amount * BYTES[unit]))


def rate(value: object) -> Rate:
    """``1000/s``, ``90/m``; raises ``QuantityError``."""
    amount, unit = _split(_matched(value, RATE))
    return Rate(float(amount / SECONDS[unit[1:]]))


def share(value: object) -> Share:
    """``90%``; raises ``QuantityError``."""
    return Share(Decimal(_matched(value, SHARE)[:-1]) / 100)


def points(value: object) -> Points:
    """``5pt``; raises ``QuantityError``."""
    return Points(Decimal(_matched(value, POINTS)[:-2]) / 100)


def count(value: object) -> Count:
    """A whole number, 0 or more; raises ``QuantityError``."""
    return Count(whole(value))


def count_or_share(value: object) -> Count | Share:
    """``0`` or ``1%``; raises ``QuantityError``."""
    return share(value) if isinstance(value, str) else count(value)


def count_range(value: object) -> CountRange:
    """``7``, ``5..10`` or ``40..``; raises ``QuantityError``."""
    if not isinstance(value, str):
        number = whole(value)
        return CountRange(number, number)
    low, _, high = _matched(value, COUNT_RANGE).partition("..")
    if high and int(high) < int(low):
        raise QuantityError(
            f"count `{value}` ends before it starts",
            f"write `{high}..{low}`",
            rule="reversed-range",
        )
    return CountRange(int(low), int(high) if high else None)


def capacity(value: object) -> Capacity:
    """``30h/week``, ``4h/day``; raises ``QuantityError``."""
    amount, _, per = _matched(value, CAPACITY).partition("/")
    return Capacity(Work(Decimal(amount[:-1]), amount[-1]), per)


def day_hours(value: object) -> Decimal:
    """``8h`` as hours; raises ``QuantityError``."""
    return Decimal(_matched(value, DAY)[:-1])


def week_days(value: object) -> Decimal:
    """``5d`` as days; raises ``QuantityError``."""
    return Decimal(_matched(value, WEEK)[:-1])


def number(value: object) -> float:
    """Any number; raises ``QuantityError``."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise QuantityError(f"{shown(value)} is no number", "write digits only", rule="wrong-type")
    return value


def positive(value: object) -> int:
    """A whole number, 1 or more; raises ``QuantityError``."""
    found = whole(value)
    if found == 0:
        raise QuantityError(
            "`0` is too small", "write a whole number from 1 on", rule="wrong-value"
        )
    return found


def whole(value: object) -> int:
    """A whole number, 0 or more (``3.0`` is one, ``true`` is none); raises ``QuantityError``."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise QuantityError(
            f"{shown(value)} is no whole number", "write digits only", rule="wrong-type"
        )
    if not 0 <= value < 10**9:
        raise QuantityError(
            f"{shown(value)} is out of range", "write a whole number from 0 on", rule="wrong-value"
        )
    return value


def iso_date(value: object) -> date:
    """``2026-03-01``.

    Raises:
        QuantityError: ``value`` has another form, or the calendar has no such day.
    """
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise QuantityError(
            f"{shown(value)} is no date", "write year-month-day: 2026-03-01", rule="bad-date"
        )
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise QuantityError(
            f"the calendar has no {value}", "write a day that exists", rule="no-such-day"
        ) from None


def shown(value: object) -> str:
    """A value as it stands in a message: quoted, one line, at most 40 characters."""
    words = {True: "true", False: "false", None: "null"}
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = words[value] if value is None or isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return f"`{text}`" if len(text) <= 40 else f"`{text[:37]}...`"


def _matched(value: object, form: Form) -> str:
    if isinstance(value, str) and _COMPILED[form.name].fullmatch(value):
        return value
    raise QuantityError(f"{shown(value)} is no {form.name}", _tip(value, form))


def _split(text: str) -> tuple[Decimal, str]:
    number = text.rstrip("mshBkMG/")
    return Decimal(number), text[len(number) :]


def _tip(value: object, form: Form) -> str:
    """The quantity as it should be, where it can be told, else examples."""
    examples = f"write it like {', '.join(f'`{e}`' for e in form.examples)}"
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or not form.units:
        return examples
    if isinstance(value, (int, float)) and form is SHARE and 0 < value <= 1:
        return f"write `{_as_percent(value)}%`"
    if form is CAPACITY:
        mended = f"{value}/week" if _COMPILED[form.name].fullmatch(f"{value}/week") else None
    else:
        mended = _mended(str(value), form)
    return f"did you mean `{mended}`?" if mended else examples


def _as_percent(value: float) -> str:
    return format((Decimal(str(value)) * 100).normalize(), "f")


def _mended(text: str, form: Form) -> str | None:
    """``text`` with each unit replaced by the one that was meant, if that gives a quantity."""
    parts = []
    for part in re.split(r"\s*(?:\.\.\.?|–|-| to )\s*", text.strip()):
        found = _NUMBER_AND_UNIT.fullmatch(part)
        if not found:
            return None
        unit = _meant(found[3], form)
        parts.append(f"{found[1]}{found[2]}{unit}")
    mended = "..".join(parts)
    return mended if _COMPILED[form.name].fullmatch(mended) else None


def _meant(unit: str, form: Form) -> str | None:
    if unit in form.units:
        return unit
    if not unit:
        return {"effort": "h", "duration": "s"}.get(form.name, form.units[0])
    synonym = _SYNONYMS.get(unit.lower())
    return synonym if synonym in form.units else closest(unit, form.units) or None
