"""The plan of CI, for any host: which machines run which types, with which commands and limits."""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence

from specgen.configure.model import Ground
from specgen.configure.model_jobs import Expected, Pipeline, Step, Suite
from specgen.configure.tool_settings import PYPROJECT_TOML
from specgen.program.model import Program
from specgen.program.model_policy import Budget, Run, TestType

MOMENTS = ("pull_request", "main", "nightly", "deploy")  # those of CI; others are a hook's
EVIDENCE = "evidence"
VERDICT = "verdict"
LEDGER = "ledger"
_USUAL_OS = ("ubuntu-24.04",)
_ANY_PYTHON = ("3.x",)
_TIMED = "performance"  # the form whose tests are benchmarks
_LONG = 30  # minutes of a type, where the specs give none
_NIGHT = 180
_COMPARISON = 60  # minutes: base and head run eight times each
MUTATION = 350  # minutes; GitHub ends any job after six hours
_SET_UP = 10  # minutes to check out and install
# the step that gives up is specgen's own, which says what was running
_LENIENCE = 1
_PROFILE = {"nightly": {"HYPOTHESIS_PROFILE": "nightly"}}


def install(ground: Ground) -> str:
    """The commands that install the project and what its tests need, with uv where that is."""
    wanted = "--group specgen" + (" --editable ." if _installable(ground) else "")
    python = "$(python -c 'import sys; print(sys.executable)')"  # as Windows too writes it
    return (
        "if command -v uv > /dev/null; then\n"
        f'  uv pip install --python "{python}" {wanted}\n'
        "else\n"
        "  python -m pip install --upgrade 'pip>=25.1'\n"
        f"  python -m pip install {wanted}\n"
        "fi\n"
    )


def _installable(ground: Ground) -> bool:
    """Whether what stands here is a project that can be installed, and not only settings."""
    try:
        found = tomllib.loads(ground.standing.get(PYPROJECT_TOML, ""))
    except tomllib.TOMLDecodeError:
        return True  # the installer says what is wrong with it
    return bool(found.keys() & {"project", "build-system"})


def pipelines(program: Program) -> tuple[Pipeline, ...]:
    """What CI does, moment by moment; a project that declares none has its drift checked."""
    declared = {run.moment: run for run in program.runs}
    if program.project.source.elsewhere:
        declared = {}  # nothing here can be run
    found = tuple(_pipeline(program, declared[m]) for m in MOMENTS if m in declared)
    return found if "pull_request" in declared else (_drift(program), *found)


def stem(program: Program) -> str:
    """The name of the project's files: `specgen`, and which project where there are several."""
    project = program.project
    alone = not project.many or project.name == "specgen"
    return "specgen" if alone else f"specgen-{project.name}"


def expected(ground: Ground) -> Iterator[Expected]:
    """The least that each machine of each moment needs, by what was recorded.

    A moment of hooks runs on one machine, one type after the other.
    """
    for run in ground.program.runs if ground.seconds else ():
        each = list(suites(ground.program, run))
        parts = [_least(suite, run, seconds=ground.seconds) for suite in each]
        if run.moment not in MOMENTS:
            whole = {name: took for part in parts for name, took in part.items()}
            yield Expected(run.moment, "", sum(whole.values()), whole)
            continue
        for suite, part in zip(each, parts, strict=True):
            yield Expected(run.moment, suite.id, sum(part.values()), part)


def _least(suite: Suite, run: Run, *, seconds: Mapping[str, float]) -> dict[str, float]:
    """Seconds of each type of a suite on one of its machines."""
    share = suite.shards * (1 if suite.timed else _workers(run))
    took = {step.type: seconds.get(step.type, 0.0) for step in suite.steps}
    return {name: t * max(run.repeat, 1) / share for name, t in took.items() if t}


def _drift(program: Program) -> Pipeline:
    return Pipeline(
        moment="pull_request",
        stem=stem(program),
        name=_name(program, "pull request"),
        suffix=_suffix(program),
        check=_check(program),
        gate="",
        suites=(),
        environment=program.project.environment,
        python=newest(program.project.python),
    )


def _pipeline(program: Program, run: Run) -> Pipeline:
    project = program.project
    pull, remembers = run.moment == "pull_request", run.moment == "nightly"
    of, base = f"--project {project.name}", ' --base "$BASE"' if pull else ""
    ledger = f" --ledger {LEDGER}" if remembers else ""
    return Pipeline(
        moment=run.moment,
        stem=stem(program),
        name=_name(program, run.moment.replace("_", " ")),
        suffix=_suffix(program),
        check=_check(program),
        gate=f"specgen gate {EVIDENCE} {of} --moment {run.moment}{base}{ledger}",
        suites=tuple(suites(program, run)),
        environment=project.environment,
        profile={
            k: v for k, v in _PROFILE.get(run.moment, {}).items() if k not in project.environment
        },
        python=newest(run.python),
        baseline=pull and any(other.moment == "main" for other in program.runs),
        mutation=run.mutation,
        trend=f"specgen trend {of}{ledger} --format" if remembers else "",
    )


def suites(program: Program, run: Run) -> Iterator[Suite]:
    """The jobs that run tests: most types together, each that is shared out, and the timed."""
    kinds = [program.type_named[name] for name in run.types]
    timed = [kind for kind in kinds if kind.base == _TIMED]
    shared = [kind for kind in kinds if run.shards.get(kind.name, 1) > 1 and kind not in timed]
    together = [kind for kind in kinds if kind not in timed and kind not in shared]
    if together:
        yield _suite(program, run, kinds=together, id="tests", title="tests")
    for kind in shared:
        name = kind.name.replace("_", "-")
        yield _suite(program, run, kinds=[kind], id=f"tests-{name}", title=kind.name)
    if timed:
        yield _suite(program, run, kinds=timed, id="performance", title="performance")


def _suite(program: Program, run: Run, *, kinds: Sequence[TestType], id: str, title: str) -> Suite:
    timed = kinds[0].base == _TIMED
    shards = 1 if timed or len(kinds) > 1 else run.shards.get(kinds[0].name, 1)
    steps = tuple(_step(program, run, kind=kind, shards=shards) for kind in kinds)
    whole = _minutes("total", run.budget)
    images, versions = run.os or _USUAL_OS, _python(run.python)
    compare = _compare(program, steps) if timed and run.moment == "pull_request" else None
    minutes = whole + _LENIENCE if whole else sum(s.minutes for s in steps)
    return Suite(
        id=id,
        title=title,
        os=images[:1] if timed else images,
        python=(newest(run.python),) if timed else versions,
        steps=steps,
        shards=shards,
        timed=timed,
        minutes=minutes + _SET_UP + (compare.minutes if compare else 0),
        compare=compare,
    )


def _compare(program: Program, steps: Sequence[Step]) -> Step:
    """Benchmarks of base and head in turns: only so do figures of a shared machine say anything."""
    return Step(
        type="comparison",
        title="Compare with the base",
        command=f'specgen compare "$BASE" --project {program.project.name} --evidence',
        secrets=tuple(sorted({name for step in steps for name in step.secrets})),
        minutes=_COMPARISON,
    )


def _step(program: Program, run: Run, *, kind: TestType, shards: int) -> Step:
    shard = f' --shard "$SHARD/{shards}"' if shards > 1 else ""
    limit = _minutes("total", kind.budget) or _minutes("total", run.budget)
    usual = _NIGHT if run.moment == "nightly" else _LONG
    return Step(
        type=kind.name,
        title=kind.title,
        command=f"specgen run --project {program.project.name} --moment {run.moment} \\\n"
        f"  --type {kind.name}{shard} --no-gate --evidence",
        secrets=tuple(_secrets(program, kind.name)),
        minutes=limit + _LENIENCE if limit else usual,
    )


def _secrets(program: Program, kind: str) -> Iterator[str]:
    """The variables that the services need which are live in this type."""
    found: set[str] = set()
    for service in program.services:
        if any(d.type == kind and d.kind == "live" for d in service.doubles):
            found.update(service.credentials, filter(None, (service.env,)))
    yield from sorted(found)


def _minutes(measure: str, budget: Budget) -> int:
    """A limit in whole minutes, rounded up; 0 where there is none."""
    found = next((x.value for x in budget if x.measure == measure), 0.0)
    return math.ceil(found / 60)


def _workers(run: Run) -> int:
    """Processes that share the tests; a hosted machine has four processors."""
    return int(run.workers) if run.workers.isdecimal() else 4 if run.workers else 1


def _python(versions: tuple[str, ...]) -> tuple[str, ...]:
    return versions or _ANY_PYTHON


def newest(versions: tuple[str, ...]) -> str:
    """The newest of the versions, whatever their order."""
    return max(_python(versions), key=lambda v: [int(n) for n in v.split(".") if n.isdecimal()])


def _name(program: Program, moment: str) -> str:
    return f"{stem(program)}: {moment}"


def _suffix(program: Program) -> str:
    return f" ({program.project.name})" if program.project.many else ""


def _check(program: Program) -> str:
    return f"specgen check --project {program.project.name}"
