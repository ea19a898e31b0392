"""The jobs of a workflow: drift, suites of tests, the gate, and what tells people about it."""

from collections.abc import Iterator, Sequence

from specgen.configure.github_steps import (
    READY,
    Entries,
    Kit,
    artifact,
    earlier,
    expression,
    fetched,
    kept,
    literal,
    permissions,
    prepared,
    tests,
)
from specgen.configure.jobs import EVIDENCE, LEDGER, MUTATION, VERDICT
from specgen.configure.model_jobs import Pipeline, Suite
from specgen.configure.pins import use
from specgen.configure.yaml_text import Row, Yaml

IMAGE = "ubuntu-24.04"  # of the jobs that run no tests
_BASE = "origin/" + expression("github.base_ref")
_OWN = "github.event.pull_request.head.repo.full_name == github.repository"
_WRITES = ("json=verdict.json", "sarif=verdict.sarif", "comment=comment.md")


def jobs(pipeline: Pipeline, kit: Kit) -> Entries:
    """All jobs of the moment, in the order in which they run."""
    found: Entries = {"drift": _drift(pipeline, kit)}
    found |= {suite.id: _suite(suite, kit) for suite in pipeline.suites}
    if kit.mutation and pipeline.mutation:
        found["mutation"] = _mutation(pipeline, kit)
    if pipeline.gate:
        found["gate"] = _gate(pipeline, kit, needs=tuple(found))
    if pipeline.gate and pipeline.moment == "pull_request":
        found |= {"comment": _comment(kit), "code-scanning": _code_scanning(pipeline, kit)}
    return found


def awaited(pipeline: Pipeline) -> tuple[str, ...]:
    """The jobs that the gate of a moment waits for, whatever else it is told to wait for."""
    return ("drift", *(suite.id for suite in pipeline.suites)) if pipeline.gate else ()


def _drift(pipeline: Pipeline, kit: Kit) -> Entries:
    check: Entries = {"name": "Compare", "run": f"{pipeline.check} --format github"}
    return {
        "name": literal(f"drift{pipeline.suffix}"),
        "runs-on": IMAGE,
        "timeout-minutes": 10,
        "permissions": permissions(contents="read to check out"),
        "steps": [*prepared(kit, pipeline.python), check],
    }


def _suite(suite: Suite, kit: Kit) -> Entries:
    axes: Entries = {"os": Row(tuple(map(literal, suite.os))), "python": Row(suite.python)}
    cell = f"{expression('matrix.os')}, Python {expression('matrix.python')}"
    environment: Entries = {"SPECGEN_RUNNER": expression("matrix.os")}
    if suite.shards > 1:
        axes["shard"] = Row(tuple(range(1, suite.shards + 1)))
        cell += f", {expression('matrix.shard')} of {suite.shards}"
        environment["SHARD"] = expression("matrix.shard")
    steps: list[Yaml] = [*prepared(kit, expression("matrix.python"), history=bool(suite.compare))]
    steps += [tests(step) for step in suite.steps]
    if suite.compare:
        steps.append(tests(suite.compare))
        environment["BASE"] = _BASE
    return {
        "name": f"{literal(suite.title)} ({cell})",
        "needs": Row(("drift",)),
        "runs-on": expression("matrix.os"),
        "timeout-minutes": suite.minutes,
        "permissions": permissions(contents="read to check out"),
        "strategy": {"fail-fast": False, "matrix": axes},
        "env": environment,
        "steps": [*steps, kept(kit, artifact(suite), path=EVIDENCE, when=READY)],
    }


def _mutation(pipeline: Pipeline, kit: Kit) -> Entries:
    """Mutants change the code in place: a job of its own, on the newest Python."""
    return {
        "name": literal(f"mutation{pipeline.suffix}"),
        "needs": Row(("drift",)),
        "runs-on": IMAGE,
        "timeout-minutes": MUTATION,
        "permissions": permissions(contents="read to check out"),
        "steps": [
            *prepared(kit, pipeline.python),
            {"name": "Mutate", "run": kit.mutation},
            kept(kit, f"{EVIDENCE}-mutation", path=EVIDENCE, when=READY),
        ],
    }


def _gate(pipeline: Pipeline, kit: Kit, *, needs: Sequence[str]) -> Entries:
    environment: Entries = {"NEEDS": expression("toJSON(needs)")}
    if pipeline.moment == "pull_request":
        environment["BASE"] = _BASE
    judge: Entries = {
        "name": "Judge",
        "id": "judge",
        "env": environment,
        "run": _judge(pipeline),
    }
    before = list(_remembered(pipeline))
    may = permissions(contents="read to check out")
    may |= permissions(actions="read to fetch what earlier runs kept") if before else {}
    return {
        "name": literal(f"gate{pipeline.suffix}"),
        "needs": Row(tuple(needs)),
        "if": expression("always()"),
        "runs-on": IMAGE,
        "timeout-minutes": 15,
        "permissions": may,
        "steps": [
            *prepared(kit, pipeline.python, history=True),
            fetched(kit, f"{EVIDENCE}-*", path=EVIDENCE),
            *before,
            judge,
            *_trend(pipeline, kit),
            kept(kit, VERDICT, path=VERDICT, when="!cancelled()"),
        ],
    }


def _remembered(pipeline: Pipeline) -> Iterator[Entries]:
    """What earlier runs have kept: the verdict on the base, and the ledger."""
    main, nightly = (f"{pipeline.stem}-{moment}.yml" for moment in ("main", "nightly"))
    if pipeline.baseline:
        yield earlier(main, VERDICT, into="base", branch="github.base_ref")
    if pipeline.trend:
        yield earlier(nightly, LEDGER, into=LEDGER)


def _judge(pipeline: Pipeline) -> str:
    """The verdict on all that was recorded, in every form that somebody reads."""
    lines = [
        pipeline.gate,
        '--needs "$NEEDS"',
        "--format github",
        *(f"--write {each.replace('=', f'={VERDICT}/')}" for each in _WRITES),
        '--write summary="$GITHUB_STEP_SUMMARY"',
    ]
    before = f"mkdir -p {EVIDENCE} {VERDICT}\n"
    if pipeline.baseline:
        file = f"base/{VERDICT}.json"
        before += f"if [ -f {file} ]; then set -- --baseline {file}; fi\n"
        lines.append('"$@"')
    return before + " \\\n  ".join(lines) + "\n"


def _trend(pipeline: Pipeline, kit: Kit) -> Iterator[Entries]:
    """What many runs tell; the ledger is kept for the next."""
    if pipeline.trend:
        yield {
            "name": "Trend",
            "if": expression("!cancelled() && steps.judge.outcome != 'skipped'"),
            "run": f'{pipeline.trend} markdown >> "$GITHUB_STEP_SUMMARY"\n',
        }
        yield kept(kit, LEDGER, path=LEDGER, when="!cancelled()")


def _comment(kit: Kit) -> Entries:
    say: Entries = {
        "name": "Comment",
        "env": {
            "GH_TOKEN": expression("github.token"),
            "NUMBER": expression("github.event.pull_request.number"),
        },
        "run": (
            f"if [ -f {VERDICT}/comment.md ]; then\n"
            '  gh pr comment "$NUMBER" --repo "$GITHUB_REPOSITORY" \\\n'
            f"    --edit-last --create-if-none --body-file {VERDICT}/comment.md\n"
            "fi\n"
        ),
    }
    return {
        "name": "comment",
        "needs": Row(("gate",)),
        "if": expression(f"!cancelled() && {_OWN}"),
        "runs-on": IMAGE,
        "timeout-minutes": 5,
        "permissions": permissions(pull_requests="write to comment"),
        "steps": [fetched(kit, VERDICT, path=VERDICT), say],
    }


def _code_scanning(pipeline: Pipeline, kit: Kit) -> Entries:
    """In a job of its own: a repository without code scanning must not fail its gate for that."""
    scans = "(!github.event.repository.private || vars.CODE_SCANNING == 'true')"
    return {
        "name": "code scanning",
        "needs": Row(("gate",)),
        "if": expression(f"!cancelled() && {_OWN} && {scans}"),
        "runs-on": IMAGE,
        "timeout-minutes": 5,
        "permissions": permissions(
            contents="read to find the commit", security_events="write to upload findings"
        ),
        "steps": [
            fetched(kit, VERDICT, path=VERDICT),
            {
                "name": "Upload",
                "uses": use("github/codeql-action/upload-sarif", kit.pins),
                "with": {
                    "sarif_file": f"{VERDICT}/verdict.sarif",
                    "category": literal(pipeline.stem),
                },
            },
        ],
    }
