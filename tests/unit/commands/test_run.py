"""`specgen run` and `specgen record` on a small repository, as commands."""

import json
import subprocess
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.__main__ import main
from specgen.commands import record, run

FILES = {
    "specs/project.yaml": """\
project: shop
source: {root: src, package: shop, tests: [tests]}
environment: {SHOP_ENV: test}
runs:
  commit: {types: [unit], budget: {total: 5m}}
services:
  bank: {target: "shop.cart:add", double: {unit: live}, credentials: {SHOP_BANK_KEY: {}}}
""",
    "specs/cart.yaml": "module: shop.cart\n",
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "def add(a, b):\n    return a + b\n",
    "tests/unit/test_cart.py": "import os\nfrom shop.cart import add\n\n"
    "def test_add():\n    assert add(1, 2) == 3\n\n"
    "def test_env():\n    assert os.environ['SHOP_ENV'] == 'test'\n",
    "pytest.ini": "[pytest]\npythonpath = src\nasyncio_default_fixture_loop_scope = function\n",
    ".gitignore": ".specgen/\n__pycache__/\n",
}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    monkeypatch.setenv("SHOP_BANK_KEY", "x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*words: str) -> int:
    parser = ArgumentParser()
    run.options(parser)
    return run.run(parser.parse_args(["--moment", "commit", *words]))


def recorded(*words: str) -> int:
    parser = ArgumentParser()
    record.options(parser)
    return record.run(parser.parse_args(words))


def test_runs_reuses_and_records(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(shop / ".specgen/out")
    assert ran("--evidence", out) == 0
    assert "unit: finished; 2 pass; " in capsys.readouterr().out
    assert ran("--evidence", out) == 0
    assert "unit: reused\n" in capsys.readouterr().out
    assert recorded(out) == 0
    said = json.loads((shop / "specs/baseline.json").read_text("utf-8"))
    assert sorted(said["seconds"]) == [
        "tests/unit/test_cart.py::test_add",
        "tests/unit/test_cart.py::test_env",
    ]


def test_a_failure_shows_its_output(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shop / "src/shop/cart.py").write_text("def add(a, b):\n    return a - b\n", "utf-8")
    assert ran("--shard", "1/1") == 1
    shown = capsys.readouterr().out
    assert "unit: finished; 1 fail, 1 pass; " in shown
    assert "assert -1 == 3" in shown
    assert "records in .specgen" in shown


def test_a_missing_credential_runs_nothing(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SHOP_BANK_KEY")
    assert ran() == 3
    said = capsys.readouterr()
    assert "`SHOP_BANK_KEY`, which the service `bank` needs, is not set" in said.err
    assert said.err.endswith("\nnothing was run\n")
    assert said.out == ""
    assert not (shop / ".specgen/evidence").exists()


def test_types_that_need_no_credential_can_be_run(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SHOP_BANK_KEY")
    project = shop / "specs/project.yaml"
    text = project.read_text("utf-8").replace("types: [unit]", "types: [unit, e2e, race]")
    project.write_text(text.replace("unit: live", "e2e: live"), "utf-8")
    assert ran() == 3
    said = capsys.readouterr()
    assert said.err.endswith("nothing was run; `--type unit --type race` runs what needs none of"
                             " these\n")  # fmt: skip
    assert ran("--type", "unit", "--type", "race", "--no-gate") == 0
    assert "unit: finished; 2 pass" in capsys.readouterr().out
    assert ran("--type", "e2e") == 3
    assert capsys.readouterr().err.endswith("\nnothing was run\n")


def test_nothing_recorded_is_said(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert recorded() == 1
    assert "no evidence of this tree" in capsys.readouterr().err
    assert not (shop / "specs/baseline.json").exists()


@pytest.mark.parametrize("command", [ran, recorded])
def test_invalid_specs_run_and_record_nothing(
    shop: Path, capsys: pytest.CaptureFixture[str], command: Callable[[], int]
) -> None:
    (shop / "specs/cart.yaml").write_text("modul: shop.cart\n")
    assert command() == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "specs/cart.yaml:1:1 error[unknown-key]" in said.err
    assert not (shop / ".specgen/evidence").exists()
    assert not (shop / "specs/baseline.json").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--moment", "comit"), "no run is declared for the moment `comit`; did you mean `commit`"),
        (("--moment", "zzz"), "`runs` declares commit"),
        (("--type", "unti"), "there is no type `unti`; did you mean `unit`"),
        (("--type", "zzz"), "types are chaos, e2e, integration,"),
        (("--baseline", "none.json"), "there is no baseline none.json"),
        (("--changed-since", "nowhere"), "git knows no revision `nowhere`"),
        (("--project", "shap"), "no project is called `shap`"),
    ],
)
def test_what_is_not_there_is_said_before_anything_runs(
    shop: Path, capsys: pytest.CaptureFixture[str], *, words: tuple[str, ...], complaint: str
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=shop, check=True)
    assert main(["run", "--moment", "commit", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("specgen: ")
    assert complaint in said.err
    assert not (shop / ".specgen/evidence").exists()


@pytest.mark.parametrize("word", ["0/2", "3/2", "2", "a/b"])
def test_a_shard_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(SystemExit):
        ran("--shard", word)


def test_one_folder_for_one_tree_after_the_other(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What ran before a type was given up, or in shards, is not judged with what runs now."""
    specs = shop / "specs/project.yaml"
    specs.write_text(
        specs.read_text("utf-8") + "enforcement: [{from: 2020-01-01, stage: blocking}]\n"
    )
    test = shop / "tests/unit/test_cart.py"
    right = test.read_text("utf-8")
    test.write_text(right.replace("== 3", "== 4"), "utf-8")
    assert main(["run", "--moment", "commit", "--evidence", "out", "--shard", "1/2"]) == 1
    test.write_text(right, "utf-8")
    capsys.readouterr()
    assert main(["run", "--moment", "commit", "--evidence", "out"]) == 0
    said = capsys.readouterr().out
    assert "removed older records: unit-1of2\n" in said
    assert "tests: 2 pass" in said
    assert main(["run", "--moment", "commit", "--evidence", "out"]) == 0
    said = capsys.readouterr().out
    assert "removed" not in said
    assert "unit: reused" in said


def test_only_what_a_change_can_affect_runs(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cart = shop / "tests/unit/test_cart.py"  # a test that is linked to nothing always runs
    cart.write_text(cart.read_text("utf-8").partition("\ndef test_env")[0], "utf-8")
    (shop / "src/shop/log.py").write_text("def log(text):\n    return text\n", "utf-8")
    (shop / "specs/log.yaml").write_text("module: shop.log\n", "utf-8")
    test = "from shop.log import log\n\ndef test_log():\n    assert log(1) == 1\n"
    (shop / "tests/unit/test_log.py").write_text(test, "utf-8")
    (shop / "tests/unit/rates.yaml").write_text("{}\n", "utf-8")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *words], cwd=shop, check=True)

    def ran_after(path: str, text: str) -> str:
        before = (shop / path).read_text("utf-8")
        (shop / path).write_text(before + text, "utf-8")
        capsys.readouterr()
        assert main(["run", "--moment", "commit", "--no-gate", "--changed-since", "HEAD"]) == 0
        (shop / path).write_text(before, "utf-8")
        return capsys.readouterr().out

    none = "there are no tests to run; what changed since HEAD affects none\n"
    assert ran_after("specs/log.yaml", "# why\n") == none
    assert "1 pass" in ran_after("src/shop/log.py", "# why\n")
    assert "1 pass" in ran_after("tests/unit/test_log.py", "# why\n")
    assert "2 pass" in ran_after("tests/unit/rates.yaml", "# why\n")
    assert "2 pass" in ran_after("specs/project.yaml", "# why\n")
