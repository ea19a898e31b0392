"""The block stands in the list of repositories, and what people wrote is untouched."""

from collections.abc import Callable

import pytest
from ruamel.yaml import YAML

from specgen.configure.model import Configuration, Ground
from specgen.configure.precommit import PRECOMMIT
from specgen.program.model_policy import Run

GroundOf = Callable[..., Ground]
RunOf = Callable[..., Run]
Built = Callable[[Configuration, Ground], dict[str, str]]
Said = Callable[[Configuration, Ground], list[str]]
NAME = ".pre-commit-config.yaml"
THEIRS = "repos:\n  - repo: https://example.org/x\n    rev: v1.0\n    hooks:\n      - id: x\n"


@pytest.fixture(scope="module")
def runs(run: RunOf) -> list[Run]:
    return [run("commit", total="1m"), run("pre_push", total="5m"), run("main")]


def hooks_in(text: str) -> dict[str, tuple[str, list[str]]]:
    """Command and stages by id, of local repositories, as a reader of YAML 1.1 has them."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 1)
    repos = yaml.load(text)["repos"]
    return {
        hook["id"]: (hook["entry"], hook["stages"])
        for repo in repos
        if repo["repo"] == "local"
        for hook in repo["hooks"]
    }


OURS = {
    "specgen-check": ("specgen check", ["pre-commit"]),
    "specgen-run-commit": ("specgen run --moment commit", ["pre-commit"]),
    "specgen-pre-push": ("specgen run --moment pre_push", ["pre-push"]),
}


def test_a_whole_file_where_none_is(ground_of: GroundOf, runs: list[Run], built: Built) -> None:
    (text,) = built(PRECOMMIT, ground_of(runs=runs)).values()
    head = "# >>> specgen\ndefault_install_hook_types: [pre-commit, pre-push]\nrepos:\n"
    assert text.startswith(head)
    assert hooks_in(text) == OURS
    theirs = "  - repo: local\n    hooks: [{id: x, entry: x, stages: [manual]}]\n"
    ground = ground_of({NAME: f"fail_fast: true\n{text}{theirs}"}, runs=runs)
    assert not list(PRECOMMIT.judge(ground))
    assert hooks_in(built(PRECOMMIT, ground)[NAME]) == {**OURS, "x": ("x", ["manual"])}


@pytest.mark.parametrize(
    "theirs",
    [
        THEIRS,
        THEIRS + "ci:\n  skip: [x]\n",
        THEIRS.replace("\n  ", "\n"),
        THEIRS.replace("\n", "\r\n"),
        "repos:\n",
        "fail_fast: true\n",
        "# nothing yet\n",
    ],
)
def test_a_block_inside_of_people_s_file(
    ground_of: GroundOf, runs: list[Run], built: Built, theirs: str
) -> None:
    ground = ground_of({NAME: theirs}, runs=runs)
    (text,) = built(PRECOMMIT, ground).values()
    assert hooks_in(text) == OURS
    assert not list(PRECOMMIT.judge(ground))
    lines = iter(text.splitlines())
    assert all(line in lines for line in theirs.splitlines()), "theirs, in their order"


def test_projects_and_moments(ground_of: GroundOf, run: RunOf, built: Built) -> None:
    hooks = {"nightly": "manual", "commit": "pre-push"}
    runs = [run("commit"), run("nightly"), run("pre_push")]
    (text,) = built(PRECOMMIT, ground_of(runs=runs, many=True, hooks=hooks)).values()
    assert hooks_in(text) == {
        "specgen-check": ("specgen check --project shop", ["pre-commit"]),
        "specgen-run-commit": ("specgen run --moment commit --project shop", ["pre-push"]),
        "specgen-nightly": ("specgen run --moment nightly --project shop", ["manual"]),
    }


def test_a_file_that_it_cannot_be_put_into(
    ground_of: GroundOf, runs: list[Run], built: Built, said: Said
) -> None:
    ground = ground_of({NAME: "fail_fast: true\nrepos: []\n"}, runs=runs)
    assert built(PRECOMMIT, ground) == {NAME: "fail_fast: true\nrepos: []\n"}
    (found,) = PRECOMMIT.judge(ground)
    assert said(PRECOMMIT, ground)[0].startswith(f"{NAME}:2: no hooks can be put here: `repos` is")
    by_hand = ground_of({NAME: f"repos: []\n{found.detail}"}, runs=runs)
    assert not said(PRECOMMIT, by_hand), "what was to be added by hand is there"


def test_a_region_outside_of_the_list(
    ground_of: GroundOf, runs: list[Run], built: Built, said: Said
) -> None:
    (text,) = built(PRECOMMIT, ground_of({NAME: "ci: {}\n"}, runs=runs)).values()
    assert not said(PRECOMMIT, ground_of({NAME: text}, runs=runs))
    block = text[text.index("# >>>") :].replace("repos:\n", "")
    moved = ground_of({NAME: f"{THEIRS}x: 1\n{block}"}, runs=runs)
    assert said(PRECOMMIT, moved) == [
        f"{NAME}:7: the region of specgen stands outside the list `repos` -> "
        "remove it, and run `specgen build`, which puts it there"
    ]


def test_hooks_that_are_not_installed(ground_of: GroundOf, runs: list[Run], said: Said) -> None:
    ground = ground_of({NAME: f"default_install_hook_types: [pre-commit]\n{THEIRS}"}, runs=runs)
    assert said(PRECOMMIT, ground) == [
        f"{NAME}:1: `pre-commit install` leaves out pre-push here -> add pre-push to the list"
    ]
