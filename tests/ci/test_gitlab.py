"""The interpreter of GitLab pipelines, on a small one written by hand."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.ci.gitlab import run_pipeline, texts
from tests.ci.gitlab_config import read
from tests.ci.gitlab_rules import RuleError, expanded, rule_holds
from tests.ci.machine import Machine, Origin

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
PIPELINE = """
stages: [test, gate]
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
variables: {GREETING: hello}
default: {image: "python:$VERSION-slim", before_script: [LEFT=over]}
.prepared: {before_script: [echo preparing, READY=yes], variables: {VERSION: "HERE"}}
tests:
  stage: test
  extends: .prepared
  parallel: {matrix: [{VERSION: ["HERE", "3.99"], LETTER: [a]}]}
  script:
    - test "$READY $GREETING" = "yes hello"
    - mkdir out && echo "$LETTER" > out/$LETTER.txt
    - "FAULT"
  after_script: [echo cleaning]
  artifacts: {when: always, paths: [out/], reports: {junit: junit.xml}}
gate:
  stage: gate
  extends: .prepared
  needs: [tests]
  before_script: [!reference [.prepared, before_script]]
  rules: [{if: '$CI_MERGE_REQUEST_IID', when: always}]
  script:
    - test -f out/a.txt
    - '! git --version'
nightly:
  stage: test
  rules: [{if: $CI_PIPELINE_SOURCE == "schedule"}]
  script: ["true"]
""".replace("HERE", HERE)


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """A repository with one commit."""
    bare = tmp_path / "origin.git"
    work = tmp_path / "seed"
    for words in (
        ["init", "-q", "-b", "main", str(work)],
        ["-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "start"]
        + ["--allow-empty"],
        ["clone", "-q", "--bare", str(work), str(bare)],
    ):
        subprocess.run(["git", *words], check=True, capture_output=True)
    return Origin(bare, "pull_request", "refs/heads/main", "0" * 40, "main", "0" * 40)


def ran(tmp_path: Path, origin: Origin, fault: str = "true", loses: str = "") -> dict[str, str]:
    """How each job of the pipeline above ended, its last line replaced."""
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(PIPELINE.replace("FAULT", fault), "utf-8")
    machine = Machine(tmp_path / "run", (), tmp_path, HERE, loses=lambda name: name == loses)
    return {r.name: r.result for r in run_pipeline(read(path), machine, origin)}


def test_a_pipeline(tmp_path: Path, origin: Origin) -> None:
    mine, other = f"tests: [{HERE}, a]", "tests: [3.99, a]"
    assert ran(tmp_path, origin) == {mine: "success", other: "skipped", "gate": "success"}
    assert ran(tmp_path, origin, "false") == {mine: "failure", other: "skipped", "gate": "success"}
    assert ran(tmp_path, origin, loses=mine)["gate"] == "failure"


def test_rules() -> None:
    given = {"A": "x", "EMPTY": "", "B": "x"}
    assert rule_holds('$A == "x" && $B == $A', given)
    assert rule_holds("$MISSING == null || $EMPTY", given)
    assert not rule_holds("$EMPTY", given)
    assert rule_holds("$A =~ /^X$/i && ($A !~ /y/)", given)
    assert not rule_holds('$A != "x"', given)
    for wrong in ("$A ==", "$A = 1", "$A =~ x", "($A", "$A $B"):
        with pytest.raises(RuleError):
            rule_holds(wrong, given)
    assert expanded("${A}-$B-$NONE.", given) == "x-x-."
    assert expanded("$$A $${A} $", given) == "$A ${A} $"
    assert texts({"A": {"value": "$B", "expand": False}, "B": 1}) == {"A": "$$B", "B": "1"}
