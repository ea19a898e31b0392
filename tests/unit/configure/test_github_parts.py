"""The parts of GitHub's jobs: steps, expressions, names of artifacts."""

from specgen.configure.github_jobs import jobs
from specgen.configure.github_steps import Kit, artifact, expression, literal, missing, permissions
from specgen.configure.model_jobs import Pipeline, Suite
from specgen.configure.pins import BUILT_IN
from specgen.configure.yaml_text import dump

KIT = Kit(BUILT_IN, "install\n")


def test_literal_text_is_not_evaluated() -> None:
    assert literal("plain") == "plain"
    assert literal("a ${{ b }}") == "a ${{ '${{' }} b }}"


def test_artifacts_of_cells_differ() -> None:
    plain = Suite("tests", "tests", ("ubuntu-24.04",), ("3.12",), ())
    assert artifact(plain) == "evidence-tests-${{ matrix.os }}-${{ matrix.python }}"
    shared = Suite("tests-unit", "unit", ("ubuntu-24.04",), ("3.12",), (), shards=2)
    assert artifact(shared).endswith("-${{ matrix.shard }}")
    odd = Suite("tests", "tests", ("team/gpu",), ("3.12",), (), shards=2)
    assert artifact(odd) == "evidence-tests-${{ strategy.job-index }}"


def test_permissions_say_why() -> None:
    given = permissions(pull_requests="write to comment")
    assert dump(given) == "pull-requests: write  # to comment\n"


def test_missing_secrets_are_named() -> None:
    assert missing(()) == ""
    assert missing(("A", "B")).startswith("for name in A B; do\n")


def test_without_a_gate_nobody_comments() -> None:
    bare = Pipeline("pull_request", "specgen", "specgen: pull request", "", "specgen check", "", ())
    assert list(jobs(bare, KIT)) == ["drift"]
    assert expression("always()") == "${{ always() }}"


def test_mutants_are_made_before_the_gate_where_there_are_any() -> None:
    night = Pipeline(
        "nightly", "specgen", "specgen: nightly", "", "check", "gate", (), mutation=True
    )
    kit = Kit(BUILT_IN, "install\n", "cosmic-ray exec\n")
    assert list(jobs(night, kit)) == ["drift", "mutation", "gate"]
    assert "needs: [drift, mutation]" in dump(jobs(night, kit))
    assert list(jobs(night, KIT)) == ["drift", "gate"]
