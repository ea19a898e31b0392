"""`pending` behaves the same under everything that runs tests, and never counts as passed."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SKELETON = """
import pytest
from specgen.testing import pending

@pytest.mark.stress
@pytest.mark.spec("cart.stress.load")
def test_load() -> None:
    pending("call Cart.add 1000 times")
"""


@pytest.fixture(autouse=True)
def _quiet(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function\n")


def test_has_its_own_outcome(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKELETON + "\ndef test_other() -> None:\n    assert True\n")
    result = pytester.runpytest_inprocess("-v", "-rs", "--strict-markers")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "*::test_load PENDING*",
            "PENDING *::test_load - pending: call Cart.add 1000 times",
            "*1 passed, 1 pending*",
        ]
    )
    assert result.ret == 0


def test_is_not_listed_unless_the_skipped_are(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKELETON)
    result = pytester.runpytest_inprocess("-rN")
    result.stdout.no_fnmatch_line("PENDING*")
    result.stdout.fnmatch_lines(["*1 pending*"])


def test_is_an_error_under_strict(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKELETON)
    result = pytester.runpytest_inprocess("--specgen-strict")
    result.stdout.fnmatch_lines(
        ["*ERROR at call of test_load*", "*cart.stress.load is pending: call Cart.add 1000 times*"]
    )
    result.stdout.fnmatch_lines(["*1 error*"])
    assert result.ret == 1


def test_strict_stops_at_the_first_under_x(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKELETON + "\ndef test_other() -> None:\n    assert True\n")
    result = pytester.runpytest_inprocess("--specgen-strict", "-x")
    result.assert_outcomes(errors=1)


@pytest.mark.parametrize("extra", [[], ["-n", "2"], ["-x"], ["--lf"], ["-p", "no:randomly"]])
def test_neither_stops_nor_fails_a_run(pytester: pytest.Pytester, extra: list[str]) -> None:
    pytester.makepyfile(SKELETON + "\ndef test_other() -> None:\n    assert True\n")
    result = pytester.runpytest_inprocess(*extra)
    result.stdout.fnmatch_lines(["*1 passed, 1 pending*"])
    assert result.ret == 0


def test_is_not_among_the_last_failed(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKELETON + "\ndef test_bad() -> None:\n    assert not 1\n")
    pytester.runpytest_inprocess()
    result = pytester.runpytest_inprocess("--lf")
    result.assert_outcomes(failed=1)


@pytest.mark.parametrize(
    "body",
    [
        "@pytest.mark.xfail(strict=True)\ndef test_it() -> None:\n    pending('x')\n",
        "@pytest.mark.xfail(raises=ValueError)\ndef test_it() -> None:\n    pending('x')\n",
        "class TestIt(unittest.TestCase):\n    def test_it(self) -> None:\n        pending('x')\n",
        "@pytest.mark.asyncio\nasync def test_it() -> None:\n    pending('x')\n",
        "@pytest.mark.asyncio\n"
        "async def test_it() -> None:\n"
        "    async def work() -> None:\n"
        "        pending('x')\n"
        "    async with asyncio.TaskGroup() as group:\n"
        "        group.create_task(work())\n",
        "@pytest.fixture\ndef given() -> None:\n    pending('x')\n\n"
        "def test_it(given: None) -> None:\n    assert False\n",
        "@given(strategies.integers())\ndef test_it(number: int) -> None:\n    pending('x')\n",
        "def test_it() -> None:\n"
        "    try:\n        pending('x')\n"
        "    except Exception:\n        assert True\n",
        "@pytest.mark.parametrize('n', [1])\ndef test_it(n: int) -> None:\n    pending('x')\n",
    ],
    ids=[
        "xfail-strict",
        "xfail-raises",
        "unittest",
        "asyncio",
        "task-group",
        "fixture",
        "hypothesis",
        "except-exception",
        "parametrize",
    ],
)
def test_reaches_the_report_from(pytester: pytest.Pytester, body: str) -> None:
    pytester.makepyfile(
        "import asyncio\nimport unittest\nimport pytest\n"
        "from hypothesis import given, strategies\nfrom specgen.testing import pending\n\n" + body
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.stdout.fnmatch_lines(["*= 1 pending in *"])
    assert result.ret == 0


def test_a_real_error_beside_it_wins(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "from specgen.testing import Pending\n"
        "def test_it() -> None:\n"
        "    raise BaseExceptionGroup('both', [Pending('x'), ValueError('broken')])\n"
    )
    pytester.runpytest_inprocess().assert_outcomes(failed=1)


def test_junit_says_skipped_with_the_reason_and_the_outcome(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKELETON)
    pytester.runpytest_inprocess("--junitxml=out.xml")
    case = ElementTree.parse(pytester.path / "out.xml").getroot().find(".//testcase")
    assert case is not None
    skipped = case.find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "pending: call Cart.add 1000 times"
    properties = [(p.get("name"), p.get("value")) for p in case.iter("property")]
    assert properties == [("specgen.outcome", "pending")]


def test_the_plugin_imports_nothing_heavy() -> None:
    script = (
        "import sys, json, pytest\nbefore = set(sys.modules)\nimport specgen.evidence.plugin\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert json.loads(done.stdout) == [
        "specgen",
        "specgen.evidence",
        "specgen.evidence.plugin",
        "specgen.testing",
    ]


def test_without_the_plugin_the_test_fails_and_names_its_scenario(tmp_path: Path) -> None:
    head, body = SKELETON.split("@pytest.mark.stress\n")
    method = body.replace("()", "(self)").replace("\n", "\n    ")
    (tmp_path / "test_method.py").write_text(f"{head}class TestIt:\n    {method}")
    source = SKELETON.replace("\n    pending(", "\n    helper()\n\ndef helper():\n    pending(")
    (tmp_path / "test_helper.py").write_text(source)
    (tmp_path / "test_bare.py").write_text(source.replace('@pytest.mark.spec("cart', "# "))
    twice = ("CI", "BUILD_NUMBER")  # where these are set, also to nothing, pytest 8 says all twice
    elsewhere = {name: value for name, value in os.environ.items() if name not in twice}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:specgen", "-p", "no:cacheprovider", tmp_path],
        capture_output=True,
        text=True,
        env=elsewhere,
    )
    assert "3 failed" in done.stdout
    wanted = "Pending: scenario cart.stress.load is pending: call Cart.add 1000 times"
    assert done.stdout.count(wanted) == 2
    assert "scenario without a spec mark is pending" in done.stdout
