"""How strict a program is on a day: its rows of enforcement, its rules and their flags."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from specgen.program.model import Program
from specgen.program.model_policy import Enforcement


class Stage(StrEnum):
    """How strict the gate is; ``rank`` orders them, 0 for off."""

    rank: int

    OFF = "off"
    MONITORING = "monitoring"
    WARNING = "warning"
    RATCHET = "ratchet"
    BLOCKING = "blocking"

    def __new__(cls, value: str) -> "Stage":
        """A member with its rank as a plain attribute."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.rank = len(cls.__members__)
        return member


class Asked(NamedTuple):
    """Of what, when and under which flags the stage is asked for; empty names mean any."""

    rule: str
    tier: str
    moment: str
    day: date
    flags: frozenset[str] = frozenset()


def stage_in(program: Program, asked: Asked) -> Stage:
    """The stage that ``program`` has for one rule, tier and moment on one day."""
    policy = next((p for p in program.rules if p.rule == asked.rule), None)
    if policy is not None and policy.flag and policy.flag in asked.flags:
        return Stage.BLOCKING
    rows = [r for r in program.enforcement if _holds(r, asked.moment, day=asked.day)]
    rows = [r for r in rows if _means(r.rules, asked.rule) and _means(r.tiers, asked.tier)]
    dated = [r for r in rows if r.until != date.max or r.rules]
    if policy is not None and policy.stage and not dated:
        return Stage(policy.stage)
    if rows:
        return Stage(max(rows, key=_weight).stage)
    return Stage.MONITORING if program.enforcement else Stage.BLOCKING


def _holds(row: Enforcement, moment: str, *, day: date) -> bool:
    """Whether the row counts; of all moments together, a relaxation for some of them does not."""
    if not row.since <= day < row.until:
        return False
    return _means(row.at, moment) if moment or row.until != date.max else True


def _means(names: tuple[str, ...], name: str) -> bool:
    return not names or name in names


def _weight(row: Enforcement) -> tuple[bool, int, date, int]:
    """A dated relaxation goes before a lasting stage, the narrower before the wider, the newer
    before the older, the stricter of two such."""
    narrow = bool(row.rules) + bool(row.tiers)
    return row.until != date.max, narrow, row.since, Stage(row.stage).rank
