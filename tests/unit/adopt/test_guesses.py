"""Tiers, types, test folders and boundaries, guessed from a repository."""

from collections.abc import Callable

import pytest

from specgen.adopt.model import CRITICAL, STANDARD, SUPPORTING, Evidence
from specgen.adopt.modules import module_text, owing, unit_tested
from specgen.adopt.places import test_roots as roots_of
from specgen.adopt.services import boundaries
from specgen.adopt.tiers import fan_in, guesses
from specgen.adopt.types import types_found

EvidenceOf = Callable[[dict[str, str]], Evidence]
SHOP = {
    "src/shop/__init__.py": "from shop.engine import run\n",
    "src/shop/engine.py": "def run(): ...\n" * 40,
    "src/shop/cart.py": "from shop.engine import run\ndef total(): return run()\n",
    "src/shop/order.py": "from shop import run\nfrom shop.cart import total\ndef place(): ...\n",
    "src/shop/log.py": "import shop.engine\ndef log(): ...\n",
    "src/shop/_compat.py": "def old(): ...\n",
    "src/shop/limits.py": "MOST = 3\n",
}


def test_what_most_import_is_critical_and_says_why(evidence: EvidenceOf) -> None:
    found = evidence(SHOP)
    said = {g.module: g for g in guesses(owing(found), found, tested=frozenset())}
    assert fan_in(found.surface)["shop.engine"] == 4
    assert said["shop.engine"].tier == CRITICAL
    assert said["shop.engine"].reasons[:2] == ("imported by 4 of 7 modules", "40 lines")
    assert said["shop.engine"].reasons[-1] == "named like `engine`"
    assert said["shop.order"].tier == STANDARD
    assert said["shop._compat"].tier == SUPPORTING
    assert "shop" not in said, "a package that only passes names on owes no spec"


def test_values_alone_owe_no_unit_test_unless_one_reaches_them(evidence: EvidenceOf) -> None:
    found = evidence(SHOP)
    (idle,) = guesses(["shop.limits"], found, tested=frozenset())
    assert idle.exempt == "Only values, nothing to call"
    (tested,) = guesses(["shop.limits"], found, tested=frozenset({"shop.limits"}))
    assert tested.exempt == ""


def test_a_few_modules_are_all_alike(evidence: EvidenceOf) -> None:
    found = evidence({"shop/__init__.py": "", "shop/core.py": "def run(): ...\n"})
    assert [g.tier for g in guesses(owing(found), found, tested=frozenset())] == [STANDARD]


def test_tiers_that_a_project_does_not_know_are_left_out(evidence: EvidenceOf) -> None:
    found = evidence(SHOP)
    text = module_text(guesses(owing(found), found, tested=frozenset()), [STANDARD])
    assert "tier: standard" in text
    assert CRITICAL not in text


TEST = "from shop.cart import total\n\ndef test_a(): assert total() is None\n"


def test_types_by_folder_alias_and_mark(evidence: EvidenceOf) -> None:
    marked = "import pytest\n@pytest.mark.fuzz\n" + TEST.split("\n\n")[1]
    found = types_found(
        evidence(
            {
                **SHOP,
                "tests/test_unit.py": TEST,
                "tests/integration/test_cart.py": TEST,
                "tests/functional/test_cart.py": TEST,
                "tests/test_fuzz.py": marked,
            }
        )
    )
    assert found.counts == {"unit": 1, "integration": 1, "e2e": 1, "property": 1}
    assert found.aliases == {
        "property": {"fuzz": "the mark `fuzz`, as in tests/test_fuzz.py"},
        "e2e": {"functional": "the folder tests/functional"},
    }
    assert found.usual == (), "single tests are no habit"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["tests/test_a.py", "tests/unit/test_b.py"], ("tests",)),
        (["shop/tests/test_a.py", "shop/sub/tests/test_b.py"], ("shop/sub/tests", "shop/tests")),
        (["test_a.py", "checks/test_b.py"], (".",)),
        ([f"shop/p{n}/tests/test_a.py" for n in range(13)], ("shop",)),
        ([], ("tests",)),
    ],
)
def test_folders_of_tests(evidence: EvidenceOf, files: list[str], expected: object) -> None:
    assert (
        roots_of(evidence(dict.fromkeys(files, "def test_a(): assert 1 < 2\n")).inventory)
        == expected
    )


def test_declared_folders_are_kept_where_tests_are(evidence: EvidenceOf) -> None:
    config = "[pytest]\ntestpaths = checks src empty\n"
    found = evidence({"pytest.ini": config, "checks/deep/tests/test_a.py": "def test_a(): ...\n"})
    assert roots_of(found.inventory) == ("checks",)


def test_boundaries_are_what_tests_replace_outside(evidence: EvidenceOf) -> None:
    tests = (
        "from unittest.mock import patch\n"
        '@patch("shop.net.requests.get")\n@patch("shop.net.send")\n@patch("smtplib.SMTP")\n'
        '@patch("os.environ.get")\n@patch("tests.data.rows")\n@patch("boto3.client")\n'
        'def test_a(*mocks): assert patch("boto3.client")\n'
    )
    net = "import requests\nfrom smtplib import SMTP\ndef send(): ...\n"
    found = boundaries(
        evidence({"shop/__init__.py": "", "shop/net.py": net, "tests/test_net.py": tests})
    )
    assert [(b.name, b.target) for b in found] == [
        ("boto3", "boto3:client"),
        ("requests", "requests:get"),
        ("smtplib", "smtplib:SMTP"),
    ]
    assert found[0].why == "replaced 2 times, as in tests/test_net.py:7"


def test_unit_tested_are_modules_that_a_unit_test_reaches(evidence: EvidenceOf) -> None:
    found = evidence({**SHOP, "tests/test_cart.py": TEST})
    assert "shop.cart" in unit_tested(found)
    assert "shop.log" not in unit_tested(found)
