"""The steps that jobs of GitHub Actions share: check out, set up, install, keep and fetch files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specgen.configure.jobs import EVIDENCE, LEDGER, VERDICT
from specgen.configure.model_jobs import Step, Suite
from specgen.configure.pins import Pin, use
from specgen.configure.yaml_text import Noted, Yaml

Entries = dict[str, Yaml]
DAYS = {VERDICT: 90, LEDGER: 90}  # that artifacts are kept; 90 is the most that is usual
READY = "!cancelled() && steps.install.outcome == 'success'"
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


@dataclass(frozen=True, slots=True)
class Kit:
    """What jobs are made with: pins of actions, and the commands that install and mutate."""

    pins: Mapping[str, Pin]
    install: str
    mutation: str = ""


def expression(inner: str) -> str:
    """What GitHub evaluates."""
    return f"${{{{ {inner} }}}}"


def literal(words: str) -> str:
    """Text of the specs, of which GitHub evaluates nothing."""
    return words.replace("${{", "${{ '${{' }}")


def prepared(kit: Kit, python: str, *, history: bool = False) -> Iterator[Entries]:
    """Check out and install; ``history`` fetches all commits and branches."""
    depth: Entries = {"fetch-depth": 0} if history else {}
    yield {
        "name": "Check out",
        "uses": use("actions/checkout", kit.pins),
        "with": {**depth, "persist-credentials": False},
    }
    yield {
        "name": "Set up Python",
        "uses": use("actions/setup-python", kit.pins),
        "with": {"python-version": python},
    }
    yield {
        "name": "Set up uv",
        "uses": use("astral-sh/setup-uv", kit.pins),
        "with": {"enable-cache": True},
    }
    yield {"name": "Install", "id": "install", "run": kit.install}


def tests(step: Step) -> Entries:
    """Run the tests of one type, whatever became of the others."""
    done: Entries = {
        "name": literal(step.title),
        "if": expression(READY),
        "timeout-minutes": step.minutes,
    }
    if step.secrets:
        done["env"] = {name: expression(f"secrets.{name}") for name in step.secrets}
    return {**done, "run": f"{missing(step.secrets)}{step.command} {EVIDENCE}\n"}


def missing(secrets: tuple[str, ...]) -> str:
    """A script that names the secrets that are not there; `specgen run` refuses without them."""
    if not secrets:
        return ""
    say = "::error title=Credential absent::$name is not set: add a secret of that name"
    return (
        f"for name in {' '.join(secrets)}; do\n"
        '  if [ -z "${!name}" ]; then\n'
        f'    echo "{say} (pull requests from forks get none)"\n'
        "  fi\n"
        "done\n"
    )


def earlier(workflow: str, name: str, *, into: str, branch: str = "") -> Entries:
    """Fetch what the latest run of a workflow that has it has kept; nothing where none has."""
    environment: Entries = {
        "GH_TOKEN": expression("github.token"),
        "GH_REPO": expression("github.repository"),
    }
    narrower = ""
    if branch:
        environment["BRANCH"] = expression(branch)
        narrower = ' --branch "$BRANCH"'
    return {
        "name": f"Fetch the {name} of earlier runs",
        "env": environment,
        "run": (
            f"for run in $(gh run list --workflow {workflow} --status completed \\\n"
            f"    --limit 10{narrower} --json databaseId --jq '.[].databaseId'); do\n"
            f'  gh run download "$run" --name {name} --dir {into} && break\n'
            "done\n"
        ),
    }


def kept(kit: Kit, name: str, *, path: str, when: str) -> Entries:
    """Upload a folder."""
    return {
        "name": f"Keep the {path}",
        "if": expression(when),
        "uses": use("actions/upload-artifact", kit.pins),
        "with": {"name": name, "path": path, "retention-days": DAYS.get(path, 14)},
    }


def fetched(kit: Kit, pattern: str, *, path: str) -> Entries:
    """Download every artifact that the pattern means; none is no error."""
    return {
        "name": f"Fetch the {path}",
        "uses": use("actions/download-artifact", kit.pins),
        "with": {"pattern": pattern, "path": path, "merge-multiple": path != EVIDENCE},
    }


def artifact(suite: Suite) -> str:
    """The name under which one machine keeps its evidence: no other machine has the same."""
    plain = all(_SAFE.issuperset(image) for image in suite.os)
    cell = ["matrix.os", "matrix.python"] if plain else ["strategy.job-index"]
    cell += ["matrix.shard"] if suite.shards > 1 and plain else []
    return "-".join([EVIDENCE, suite.id, *map(expression, cell)])


def permissions(**why: str) -> Entries:
    """What the token of a job may do, each with the reason, as `contents: read`."""
    split = {name.replace("_", "-"): reason.partition(" ") for name, reason in why.items()}
    return {name: Noted(level, reason) for name, (level, _, reason) in split.items()}
