"""The jobs of a GitLab pipeline: drift, suites of tests and the gate of each moment."""

from collections.abc import Mapping, Sequence

from specgen.configure.jobs import EVIDENCE, LEDGER, MUTATION, VERDICT
from specgen.configure.model_jobs import Pipeline, Step, Suite
from specgen.configure.yaml_text import Row, Yaml

Entries = dict[str, Yaml]
REPORTS = "reports"
# when a moment is: what GitLab says of the pipeline
WHEN: Mapping[str, str] = {
    "pull_request": '$CI_PIPELINE_SOURCE == "merge_request_event"',
    "main": '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
    "nightly": '$CI_PIPELINE_SOURCE == "schedule"',
    "deploy": '$SPECGEN_MOMENT == "deploy"',
}
_KEPT = "2 weeks"
_WRITES = ("json=verdict.json", "codequality=codequality.json", "comment=comment.md")


def named(pipeline: Pipeline, job: str) -> str:
    """The key of a job."""
    return f"{pipeline.stem}:{pipeline.moment}:{job}"


def drift(pipelines: Sequence[Pipeline]) -> Entries:
    """One job for all moments: it comes first, and costs least."""
    alone = not any(pipeline.suites for pipeline in pipelines)
    return {
        "extends": f".{pipelines[0].stem}",
        "stage": "test" if alone else ".pre",  # GitLab starts no pipeline of .pre and .post alone
        "timeout": "10 minutes",
        "rules": [{"if": WHEN[pipeline.moment]} for pipeline in pipelines],
        "script": [pipelines[0].check],
    }


def template(pipeline: Pipeline, install: str) -> Entries:
    """What all jobs share."""
    variables = {name: literal(value) for name, value in pipeline.environment.items()}
    return {
        "image": "python:$PYTHON",
        "interruptible": True,
        "variables": {"PYTHON": pipeline.python, **variables},
        "before_script": [install],
    }


def jobs(pipeline: Pipeline, mutation: str) -> Entries:
    """The suites of a moment and the job that judges them."""
    found: Entries = {}
    for suite in pipeline.suites:
        hosted = tuple(image for image in suite.os if image.startswith("ubuntu-"))
        own = tuple(image for image in suite.os if image not in hosted)
        name = named(pipeline, suite.id)
        if hosted:
            found[name] = _suite(pipeline, suite, images=hosted)
        if own:
            elsewhere = {**_suite(pipeline, suite, images=own), "tags": ["$SPECGEN_RUNNER"]}
            found[f"{name}:elsewhere" if hosted else name] = elsewhere
    if mutation and pipeline.mutation:
        found[named(pipeline, "mutation")] = _mutation(pipeline, mutation)
    if pipeline.gate:
        found[named(pipeline, "gate")] = _gate(pipeline, needs=tuple(found))
    return found


def _suite(pipeline: Pipeline, suite: Suite, *, images: tuple[str, ...]) -> Entries:
    axes: Entries = {"SPECGEN_RUNNER": Row(images), "PYTHON": Row(suite.python)}
    if suite.shards > 1:
        axes["SHARD"] = Row(tuple(range(1, suite.shards + 1)))
    into = f"{EVIDENCE}/{suite.id}-{'' if images[0].startswith('ubuntu-') else 'own-'}"
    return {
        "extends": f".{pipeline.stem}",
        "stage": "test",
        "needs": Row((f"{pipeline.stem}:drift",)),
        "rules": [{"if": WHEN[pipeline.moment]}],
        "parallel": {"matrix": [axes]},
        "timeout": f"{suite.minutes} minutes",
        **_variables(pipeline, **({"GIT_DEPTH": "0"} if suite.compare else {})),
        "script": ["ended=0", *(_run(step, into) for step in _steps(suite)), 'exit "$ended"'],
        "artifacts": {
            "when": "always",
            "expire_in": _KEPT,
            "paths": Row((f"{EVIDENCE}/",)),
            "reports": {"junit": f"{REPORTS}/*.xml"},
        },
    }


def _mutation(pipeline: Pipeline, script: str) -> Entries:
    """Mutants change the code in place: a job of its own, on the newest Python."""
    return {
        "extends": f".{pipeline.stem}",
        "stage": "test",
        "needs": Row((f"{pipeline.stem}:drift",)),
        "rules": [{"if": WHEN[pipeline.moment]}],
        "timeout": f"{MUTATION} minutes",
        **_variables(pipeline),
        "script": [script],
        "artifacts": {"when": "always", "expire_in": _KEPT, "paths": Row((f"{EVIDENCE}/",))},
    }


def _steps(suite: Suite) -> tuple[Step, ...]:
    return (*suite.steps, suite.compare) if suite.compare else suite.steps


def _run(step: Step, into: str) -> str:
    """The tests of one type; the types after it run whatever becomes of it."""
    junit = f"--junitxml={REPORTS}/{step.type}.xml"
    return (
        f"{_missing(step.secrets)}export PYTEST_ADDOPTS={junit}\n"
        f"timeout --signal=INT {step.minutes}m \\\n"
        f'  {step.command} "{into}$CI_NODE_INDEX" || ended=$?\n'
    )


def _missing(secrets: tuple[str, ...]) -> str:
    """A script that names the variables that are not there; `specgen run` refuses without them."""
    if not secrets:
        return ""
    return (
        f"for name in {' '.join(secrets)}; do\n"
        '  if [ -z "$(printenv "$name")" ]; then\n'
        '    echo "$name is not set: add a CI/CD variable of that name"\n'
        "  fi\n"
        "done\n"
    )


def _gate(pipeline: Pipeline, *, needs: Sequence[str]) -> Entries:
    writes = [f"--write {each.replace('=', f'={VERDICT}/')}" for each in _WRITES]
    judge = " \\\n  ".join([pipeline.gate, *writes]) + "\n"
    trend = [f"{pipeline.trend} text"] if pipeline.trend else []
    data, xml = f"{VERDICT}/coverage.data", f"{VERDICT}/coverage.xml"
    combine = f"python -m coverage combine --keep --quiet --data-file={data}"
    return {
        "extends": f".{pipeline.stem}",
        "stage": ".post",
        "needs": [f"{pipeline.stem}:drift", *needs],
        "rules": [{"if": WHEN[pipeline.moment], "when": "always"}],
        "timeout": "15 minutes",
        **_variables(pipeline, GIT_DEPTH="0"),
        **_ledger(pipeline),
        "script": [f"mkdir -p {EVIDENCE} {VERDICT}", judge],
        "after_script": [
            *trend,
            f"{combine} $(find {EVIDENCE} -name 'coverage.data*')",
            f"python -m coverage xml --quiet --fail-under=0 --ignore-errors \\\n"
            f"  --data-file={data} -o {xml}\n",
        ],
        "artifacts": {
            "when": "always",
            "expire_in": _KEPT,
            "paths": Row((f"{VERDICT}/",)),
            "reports": {
                "codequality": f"{VERDICT}/codequality.json",
                "coverage_report": {"coverage_format": "cobertura", "path": xml},
            },
        },
    }


def _variables(pipeline: Pipeline, **more: str) -> Entries:
    """What the moment itself sets; the spec's environment is the template's."""
    base = {"BASE": "$CI_MERGE_REQUEST_DIFF_BASE_SHA"} if pipeline.moment == "pull_request" else {}
    own = {**pipeline.profile, **base, **more}
    return {"variables": dict(own)} if own else {}


def _ledger(pipeline: Pipeline) -> Entries:
    """Where what runs tell is kept from one to the next."""
    if not pipeline.trend:
        return {}
    return {"cache": {"key": f"{pipeline.stem}-{LEDGER}", "paths": Row((f"{LEDGER}/",))}}


def literal(words: str) -> str:
    """Text of the specs, of which GitLab expands nothing."""
    return words.replace("$", "$$")
