"""How strict a rule is today: dates, moments, tiers, rules, relaxations and feature flags."""

from datetime import date

from specgen.gate.model import Facts
from specgen.program.model import Program
from specgen.program.model_stage import Asked, Stage, stage_in


def stage_of(facts: Facts, rule: str, *, tier: str, day: date) -> Stage:
    """The stage of ``rule`` for things of ``tier`` on ``day``; where head and base differ, the
    stricter one."""
    asked = Asked(rule, tier, facts.moment, day, facts.flags)
    found = (stage_in(program, asked) for program in _programs(facts))
    return max(found, key=lambda stage: stage.rank)


def turning_days(facts: Facts) -> tuple[date, ...]:
    """The days on which enforcement or waivers change, sorted."""
    programs = _programs(facts)
    rows = (row for program in programs for row in program.enforcement)
    days = {day for row in rows for day in (row.since, row.until)}
    days.update(waiver.expires for program in programs for waiver in program.waivers)
    return tuple(sorted(days))


def _programs(facts: Facts) -> tuple[Program, ...]:
    return (facts.program,) if facts.base is None else (facts.program, facts.base)
