"""Where a repository goes: checked by putting one there and reading the file as pre-commit does."""

import pytest
from ruamel.yaml import YAML

from specgen.configure.hook_list import Gap, Home, home_in

LISTS = {
    "indented": "repos:\n  - repo: a\n    hooks:\n      - id: x\n",
    "flush": "repos:\n- repo: a\n  hooks:\n  - id: x\n",
    "no end": "repos:\n- repo: a\n  hooks: []",
    "keys follow": "---\nexclude: x\nrepos:\n  - repo: a\n    hooks: []\n\n# of ci\nci:\n  a: 1\n",
    "quoted": "'repos':  # mine\n  - repo: a\n    hooks: []\nfail_fast: true\n",
    "text": "repos:\n- repo: a\n  hooks:\n  - entry: |\n      one\n      # two\n\n      three\n",
    "deep comment": "repos:\n  - repo: a\n    hooks: []\n    # about a\nci: {}\n",
    "flow inside": "repos:\n  - {repo: a, hooks: [{id: x}]}\n",
    "windows": "repos:\r\n  - repo: a\r\n    hooks: []\r\nci: {}\r\n",
    "empty": "repos:\nci: {}\n",
    "empty at end": "ci: {}\nrepos:\n",
    "none": "ci: {}\n",
    "nothing": "# hooks\n",
}


@pytest.mark.parametrize("name", LISTS)
def test_an_item_put_there_is_read_there(name: str) -> None:
    text = LISTS[name].replace("\r\n", "\n")
    yaml = YAML(typ="safe", pure=True)
    before = yaml.load(text) or {}
    home = home_in(LISTS[name])
    assert isinstance(home, Home)
    lines = text.splitlines()
    at = home.line or len(lines)
    new = ["repos:", "  - repo: ours"] if home.heads else [f"{home.indent}- repo: ours"]
    after = yaml.load("\n".join([*lines[:at], *new, *lines[at:], ""]))
    assert after == {**before, "repos": [*(before.get("repos") or []), {"repo": "ours"}]}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("repos: []\n", 1, "`repos` is not written as a list of lines"),
        ("a: 1\nrepos: [{repo: a}]\n", 2, "`repos` is not written as a list of lines"),
        ("{repos: []}\n", 1, "it is no mapping with the key `repos`"),
        ("- repo: a\n", 1, "it is no mapping with the key `repos`"),
        ("repos:\n  a: 1\n", 2, "`repos` holds no list"),
        (
            "repos:\n- repo: a\n  hooks: [\n{id: x}\n]\n",
            4,
            "nobody can tell where the list `repos` ends",
        ),
        ("repos:\n- repo: a\n---\nb: 1\n", 3, "it holds more than one document"),
        ("repos:\n- repo: a\n...\n", 3, "it holds more than one document"),
    ],
)
def test_files_that_nothing_can_be_put_into(text: str, line: int, why: str) -> None:
    assert home_in(text) == Gap(line, why)
