"""The project's policy as meant."""

from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath

from specgen.levels import Level
from specgen.program.model import Program
from specgen.program.model_policy import Double

Of = Callable[[str], Program]
Said = Callable[[str], list[tuple[str, str, str]]]


def test_everything_has_a_default(program: Of) -> None:
    project = program("project: p\n").project
    assert (project.name, project.many, project.untracked) == ("p", False, "warn")
    assert (project.day, project.week, project.ci, project.tools) == (8.0, 5.0, (), {})
    assert project.outputs.lock == PurePosixPath("specs/specgen.lock")
    assert project.outputs.roots == (
        PurePosixPath("generated_tests"), PurePosixPath("docs/testing"),
    )  # fmt: skip
    assert not project.source.elsewhere


def test_code_that_is_elsewhere(program: Of) -> None:
    assert program("project: p\nsource: elsewhere\n").project.source.elsewhere
    source = program("project: p\nsource: {package: p, elsewhere: true}\n").project.source
    assert (source.package, source.elsewhere) == ("p", True)


def test_what_is_stated_is_kept(program: Of) -> None:
    text = (
        "project: p\nworking: {day: 6h, week: 4d}\nci: {github: true, hooks: true}\n"
        "environment: {B: 1, A: x}\ntools: {pytest: {asyncio_mode: auto}}\n"
        "budget: {coverage: {total: 80%, max_drop: 5pt}, flaky: 1%, mutation: {score: 70%, "
        "tiers: [t]}}\n"
        "tiers: {t: {}}\n"
    )
    project = program(text).project
    assert (project.day, project.week, project.ci) == (
        6.0,
        4.0,
        ("github", "hooks", "configuration"),
    )
    assert list(project.environment.items()) == [("A", "x"), ("B", "1")]
    assert project.tools["pytest"] == {"asyncio_mode": "auto"}
    assert {limit.measure: limit.value for limit in project.budget} == {
        "coverage.total": 0.8, "coverage.max_drop": 0.05, "mutation.score": 0.7, "flaky": 0.01,
    }  # fmt: skip
    assert project.mutation_tiers == ("t",)


def test_hooks_by_moment(program: Of) -> None:
    project = program("project: p\nci: {hooks: {pre_push: manual, commit: pre-push}}\n").project
    assert project.ci == ("hooks", "configuration")
    assert list(project.hooks.items()) == [("commit", "pre-push"), ("pre_push", "manual")]
    assert program("project: p\nci: {hooks: true}\n").project.hooks == {}


def test_a_bare_mutation_score_holds_for_every_tier(program: Of) -> None:
    project = program(
        "project: p\nbudget: {mutation: 70%, memory: 64MB, throughput: 10/s}\n"
    ).project
    assert [limit.value for limit in project.budget] == [0.7, 10.0, 64_000_000.0]
    assert project.mutation_tiers == ()


def test_a_mutation_tier_that_is_not_there(said: Said) -> None:
    text = "project: p\ntiers: {critical: {}}\nbudget: {mutation: {score: 8%, tiers: [critcal]}}\n"
    assert said(text) == [("unknown-tier", "budget.mutation.tiers.0", "did you mean `critical`?")]


def test_runs(program: Of) -> None:
    text = (
        'project: p\npython: ["3.12"]\nruns:\n  nightly: {types: all, repeat: 10, '
        "evidence: proven}\n"
        '  commit: {types: [unit], python: ["3.13"], workers: 4, shards: {unit: 2}}\n'
    )
    commit, nightly = program(text).runs
    assert (commit.moment, commit.types, commit.python) == ("commit", ("unit",), ("3.13",))
    assert (commit.workers, dict(commit.shards)) == ("4", {"unit": 2})
    assert (nightly.types, nightly.repeat) == (("unit", "property", "race"), 10)
    assert (nightly.python, nightly.evidence, commit.evidence) == (
        ("3.12",), Level.PROVEN, Level.WRITTEN,
    )  # fmt: skip


def test_shards_of_an_unknown_type(said: Said) -> None:
    assert said("project: p\nruns: {commit: {shards: {unt: 2}}}\n") == [
        ("unknown-type", "runs.commit.shards.unt", "did you mean `unit`?")
    ]


def test_enforcement_is_in_the_order_of_days(program: Of) -> None:
    text = (
        "project: p\ntiers: {t: {}}\nenforcement:\n  - {from: 2026-01-01, stage: blocking, "
        "issue: 4}\n"
        "  - {from: 2025-11-28, until: 2025-12-01, stage: monitoring, tiers: [t]}\n"
    )
    first, second = program(text).enforcement
    assert (first.since, first.until, first.tiers) == (
        date(2025, 11, 28), date(2025, 12, 1), ("t",),
    )  # fmt: skip
    assert (second.until, second.issue) == (date.max, "4")


def test_enforcement_for_an_unknown_tier(said: Said) -> None:
    text = "project: p\nenforcement: [{from: 2026-01-01, stage: blocking, tiers: [standart]}]\n"
    assert said(text) == [("unknown-tier", "enforcement.0.tiers.0", "did you mean `standard`?")]


def test_rules(program: Of) -> None:
    text = (
        "project: p\nrules: {b-rule: off, a-rule: {stage: ratchet, flag: STRICT}, "
        "c-rule: {flag: F}}\n"
    )
    found = [(r.rule, r.stage, r.flag) for r in program(text).rules]
    assert found == [("a-rule", "ratchet", "STRICT"), ("b-rule", "off", ""), ("c-rule", "", "F")]


def test_services(program: Of) -> None:
    text = (
        "project: p\nservices:\n  api:\n    target: 'p.api:Client'\n"
        "    double: {unit: autospec, property: {cassettes: tests/tapes}, "
        "race: {container: 'x:1'}}\n"
        "    credentials: {KEY: {formerly: [OLD, OLDER]}, OTHER: null, THIRD: {formerly: ONE}}\n"
    )
    (service,) = program(text).services
    assert service.doubles == (
        Double("property", "cassettes", "tests/tapes"),
        Double("race", "container", "x:1"),
        Double("unit", "autospec", ""),
    )
    assert service.credentials == {"KEY": "OLD, OLDER", "OTHER": "", "THIRD": "ONE"}


def test_a_double_for_an_unknown_type(said: Said) -> None:
    assert said("project: p\nservices: {api: {double: {raec: live}}}\n") == [
        ("unknown-type", "services.api.double.raec", "did you mean `race`?")
    ]
