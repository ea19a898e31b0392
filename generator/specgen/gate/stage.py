"""How strict a rule is today: dates, moments, tiers, rules, relaxations and feature flags."""

from datetime import date

from specgen.gate.model import Facts, Stage
from specgen.program.model import Program
from specgen.program.model_policy import Enforcement


def stage_of(facts: Facts, rule: str, *, tier: str, day: date) -> Stage:
    """The stage of ``rule`` for things of ``tier`` on ``day``; where head and base differ, the
    stricter one."""
    asked = [_stage(facts, p, rule=rule, tier=tier, day=day) for p in _programs(facts)]
    return max(asked, key=lambda stage: stage.rank)


def turning_days(facts: Facts) -> tuple[date, ...]:
    """The days on which enforcement or waivers change, sorted."""
    programs = _programs(facts)
    rows = (row for program in programs for row in program.enforcement)
    days = {day for row in rows for day in (row.since, row.until)}
    days.update(waiver.expires for program in programs for waiver in program.waivers)
    return tuple(sorted(days))


def _programs(facts: Facts) -> tuple[Program, ...]:
    return (facts.program,) if facts.base is None else (facts.program, facts.base)


def _stage(facts: Facts, program: Program, *, rule: str, tier: str, day: date) -> Stage:
    policy = next((p for p in program.rules if p.rule == rule), None)
    if policy is not None and policy.flag and policy.flag in facts.flags:
        return Stage.BLOCKING
    rows = [r for r in program.enforcement if _holds(r, facts.moment, day=day)]
    rows = [r for r in rows if _means(r.rules, rule) and _means(r.tiers, tier)]
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
