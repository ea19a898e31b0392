"""A verdict for machines, and as the baseline of a later one."""

import json
from collections.abc import Sequence

from specgen.changes.model import Change
from specgen.gate.model import Decision, Measured, Verdict
from specgen.gate.model_status import ScenarioStatus, Shares
from specgen.report.model_verdict import VerdictFormat, View
from specgen.report.verdict_budgets import standing_of

FORM = 2
_Json = dict[str, object]


def verdict_as_json(verdict: Verdict, view: View) -> str:
    """Everything that was decided; docs/gate.md names the keys."""
    data: _Json = {
        "form": FORM,
        "project": verdict.project,
        "as_of": verdict.today.isoformat(),
        "moment": verdict.moment,
        "passed": verdict.passed,
        "shares": _shares(verdict.shares),
        "tiers": {name: _shares(each) for name, each in verdict.tiers.items()},
        "types": {name: _shares(each) for name, each in verdict.types.items()},
        "scenarios": {id: status.value for id, status in sorted(verdict.scenarios.items())},
        "outcomes": dict(sorted(verdict.counts.items())),
        "coverage": dict(verdict.coverage),
        "budgets": [_budget(each, verdict, view=view) for each in verdict.measured],
        "findings": [_decision(each, view) for each in verdict.decisions],
        "upcoming": [
            {"day": u.day.isoformat(), "rule": u.rule, "why": u.why, "subjects": list(u.subjects)}
            for u in verdict.upcoming
        ],
        "waivers": [
            {"for": w.target, "allow": w.allow, "issue": w.issue, "approved_by": w.approved_by,
             "reason": w.reason, "expires": w.expires.isoformat(), "excuses": excused}
            for w, excused in verdict.used
        ],
        "loosened": [_change(each, view) for each in verdict.loosened],
        "notes": list(verdict.notes),
    }  # fmt: skip
    return json.dumps(data, indent=1) + "\n"


def joined(texts: Sequence[str]) -> str:
    """The verdicts of several projects as a list."""
    return json.dumps([json.loads(text) for text in texts], indent=1) + "\n"


def _shares(shares: Shares) -> _Json:
    return {
        "required": shares.required,
        "ran": shares.ran,
        **{status.value: shares.count(status) for status in ScenarioStatus},
        "shares": {status.value: shares.text(status) for status in ScenarioStatus},
    }


def _budget(each: Measured, verdict: Verdict, *, view: View) -> _Json:
    bound = each.limit.value if each.bound is None else each.bound
    found: _Json = {
        "rule": each.rule, "measure": each.limit.measure, "subject": each.subject, "of": each.of,
        "value": each.value, "shown": each.shown, "limit": bound, "limit_text": each.limit.text,
        "less_is_better": each.less, "status": standing_of(verdict, each), "why": each.why,
        "path": str(each.limit.place.path),
    }  # fmt: skip
    if each.limit.place in view.spans:
        found["line"] = view.spans[each.limit.place].line
    return found


def _change(change: Change, view: View) -> _Json:
    found: _Json = {
        "kind": change.kind.value, "subject": change.subject, "what": change.what,
        "before": change.before, "after": change.after, "path": str(change.place.path),
    }  # fmt: skip
    if change.place in view.spans:
        found["line"] = view.spans[change.place].line
    return found


def _decision(decision: Decision, view: View) -> _Json:
    said = decision.complaint
    found: _Json = {
        "rule": decision.rule,
        "status": decision.status.value,
        "stage": decision.stage.value,
        "subject": said.subject,
        "message": said.message,
        "path": str(said.place.path),
    }
    if said.place in view.spans:
        found["line"] = view.spans[said.place].line
    optional = {
        "tip": said.tip,
        "tier": said.tier,
        "measured": said.measured,
        "limit": said.limit,
        "waiver": decision.waiver.target if decision.waiver else "",
    }
    return {**found, **{key: value for key, value in optional.items() if value not in ("", None)}}


VERDICT_AS_JSON = VerdictFormat("json", "for machines", verdict_as_json, joined)
