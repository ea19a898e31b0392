"""Waivers, skips, snapshots, claims and references as meant."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from specgen.diagnostics import Log
from specgen.program.members import Members
from specgen.program.model_plan import Claim
from specgen.program.model_policy import (
    Kept,
    Recorded,
    RecordedCoverage,
    RecordedTests,
    Reference,
    Skip,
    Waiver,
)
from specgen.program.names import Names
from specgen.program.policy import types_named
from specgen.program.scope import Scope
from specgen.spec.model import Located, RecordedCoverageSpec, RecordedSpec, Written

TOTAL = "total"
_OF_TESTS = re.compile(r"/|::|\.py\b")


def waivers(written: Written, members: Members) -> Iterator[Waiver]:
    """The waivers, sorted by what they are for."""
    for located in sorted(written.waivers, key=lambda w: (w.value.for_, w.value.allow)):
        spec = located.value
        covers = () if _OF_TESTS.search(spec.for_) else members.matching(spec.for_)
        yield Waiver(
            target=spec.for_,
            allow=spec.allow,
            at_most=spec.at_most,
            reason=spec.reason,
            issue=str(spec.issue),
            approved_by=spec.approved_by,
            expires=spec.expires,
            covers=covers,
            place=located.place,
        )


def kept(written: Written, scenarios: Names, *, log: Log) -> tuple[Kept, ...]:
    """The generated tests that people have taken over, by scenario."""
    found = {}
    for located in written.kept:
        place = located.place.at("for")
        name = scenarios.find(located.value.for_, place, log=log, what="scenario")
        if name:
            found[name] = Kept(name, located.value.reason, located.place)
    return tuple(found[name] for name in sorted(found))


def skips(written: Written) -> tuple[Skip, ...]:
    """The conditional skips that are right."""
    found = (Skip(w.value.tests, w.value.when, w.value.reason, w.place) for w in written.skips)
    return tuple(sorted(found, key=lambda s: (s.tests, s.when)))


def recorded(written: Written, modules: Names, *, scope: Scope) -> tuple[Recorded, ...]:
    """The snapshots, oldest first."""
    found = (_recorded(located, modules, scope=scope) for located in written.recorded)
    return tuple(sorted(found, key=lambda r: (r.as_of, r.source)))


def _recorded(located: Located[RecordedSpec], modules: Names, *, scope: Scope) -> Recorded:
    spec, place = located.value, located.place
    outcomes = spec.outcomes.model_dump(exclude_none=True) if spec.outcomes else {}
    present: dict[str, tuple[str, ...]] = {}
    for word, types in sorted(spec.present.items()):
        at = place.at("present").key(word)
        module = modules.find(word, at, log=scope.log, what="module")
        if module:
            named = types_named(types, place.at("present", word), types=scope.types, log=scope.log)
            present[module] = named
    return Recorded(
        as_of=spec.as_of,
        source=spec.source,
        present=MappingProxyType(present),
        outcomes=MappingProxyType(outcomes),
        coverage=MappingProxyType(_coverage(located, modules, scope=scope)),
        tests=MappingProxyType(
            {
                name: RecordedTests(
                    classes=t.classes or 0,
                    count=t.count.low if t.count else 0,
                    more=t.count is not None and t.count.high != t.count.low,
                    grade=t.grade,
                    gap=t.gap,
                )
                for name, t in sorted(spec.tests.items())
            }
        ),
        place=place,
    )


def _coverage(
    located: Located[RecordedSpec], modules: Names, *, scope: Scope
) -> Mapping[str, RecordedCoverage]:
    place = located.place.at("coverage")
    found: dict[str, RecordedCoverage] = {}
    for word, figure in sorted(located.value.coverage.items()):
        known = word == TOTAL
        name = word if known else modules.find(word, place.key(word), log=scope.log, what="module")
        if not name:
            continue
        if isinstance(figure, RecordedCoverageSpec):
            found[name] = RecordedCoverage(figure.lines, float(figure.percent.value))
        else:
            found[name] = RecordedCoverage(0, float(figure.value))
    return found


def claims(written: Written) -> tuple[Claim, ...]:
    """Every figure that a document states, by document and text."""
    return tuple(sorted(_claims(written), key=lambda claim: (claim.source, claim.text)))


def _claims(written: Written) -> Iterator[Claim]:
    for located in written.claims:
        spec = located.value
        for index, expression in enumerate(spec.says):
            place = located.at("says", index)
            yield Claim(spec.source, spec.as_of, expression.text, expression, place)


def references(written: Written) -> tuple[Reference, ...]:
    """Related documents, by address."""
    found = (Reference(w.value.to, w.value.why, w.place) for w in written.references)
    return tuple(sorted(found, key=lambda r: (r.to, r.why)))
