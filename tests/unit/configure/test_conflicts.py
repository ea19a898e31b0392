"""What people's own settings lack, each at its line, with what to write."""

from collections.abc import Callable

import pytest

from specgen.configure.model import Configuration, Ground
from specgen.configure.pyproject import PYPROJECT
from specgen.program.model import Module
from specgen.program.model_policy import Run

GroundOf = Callable[..., Ground]
Said = Callable[[Configuration, Ground], list[str]]
MARKERS = "".join(
    f"    {name}: x\n"
    for name in [
        "spec(id)",
        "unit",
        "property",
        "integration",
        "e2e",
        "stress",
        "race",
        "performance",
        "chaos",
    ]
)
GOOD = (
    "[pytest]\naddopts = --strict-markers --strict-config\nxfail_strict = true\n"
    f"filterwarnings = error\nmarkers =\n{MARKERS}"
)
RUN = """\
[tool.coverage.run]
branch = true
patch = ["subprocess"]
"""


def test_nothing_is_wrong_with_what_suffices(ground_of: GroundOf, said: Said) -> None:
    assert said(PYPROJECT, ground_of({"pytest.ini": GOOD, "pyproject.toml": RUN})) == []
    assert said(PYPROJECT, ground_of()) == []


@pytest.mark.parametrize(
    ("change", "with_", "message"),
    [
        ("    race: x\n", "", "5: `markers` lacks `race` -> add to it: race: Race tests"),
        (
            "strict-config", "strict-config -p no:specgen",
            "2: `addopts` says -p no:specgen: pending tests look like failures then -> "
            "remove -p no:specgen from `addopts`",
        ),
        (
            "strict-config", "strict-config --ignore=generated_tests/unit",
            "2: `addopts` says --ignore=generated_tests/unit: it leaves out tests in "
            "generated_tests -> remove --ignore=generated_tests/unit from `addopts`",
        ),
        (
            "strict-config", "strict-config -m 'not slow'",
            "2: `addopts` says -m 'not slow': it leaves out tests in every run -> "
            "remove -m 'not slow' from `addopts`",
        ),
        (
            " --strict-markers", "",
            "2: `--strict-markers` is not set: a mistyped mark goes unseen -> "
            "add --strict-markers to `addopts`",
        ),
        (
            "xfail_strict = true", "testpaths = tests unit",
            "3: `testpaths` leaves out generated_tests -> add generated_tests to it",
        ),
        (
            "xfail_strict = true", "python_files = *_test.py",
            "3: `python_files` leaves out the names of generated tests -> add test_*.py to it",
        ),
        (
            "xfail_strict = true", "norecursedirs = gen* .*",
            "3: `norecursedirs` leaves out generated_tests -> remove gen* from it",
        ),
        (
            "filterwarnings = error", "filterwarnings = error::DeprecationWarning",
            "4: a coroutine that is never awaited is no error here -> add to `filterwarnings`: "
            "error:coroutine .* was never awaited:RuntimeWarning; "
            "error::pytest.PytestUnraisableExceptionWarning",
        ),
        (
            "xfail_strict = true", "xfail_strict = true\nasyncio_mode = strict",
            "4: `asyncio_mode` is strict, and the specs ask for auto -> write: asyncio_mode = auto",
        ),
    ],
)  # fmt: skip
def test_of_pytest(
    ground_of: GroundOf, said: Said, *, change: str, with_: str, message: str
) -> None:
    assert change in GOOD
    text = GOOD.replace(change, with_)
    tools = {"pytest": {"asyncio_mode": "auto"}} if "asyncio" in with_ else {}
    found = said(PYPROJECT, ground_of({"pytest.ini": text}, tools=tools))
    assert f"pytest.ini:{message}" in found
    rest = [line for line in found if "xfail_strict" not in line]
    assert rest == [f"pytest.ini:{message}"]


def test_of_toml_in_its_own_words(ground_of: GroundOf, said: Said) -> None:
    text = '[tool.pytest]\nstrict = true\nfilterwarnings = ["error"]\nmarkers = ["spec: x"]\n'
    (found,) = said(PYPROJECT, ground_of({"pyproject.toml": text}))
    assert found.startswith("pyproject.toml:4: `markers` lacks `unit`, `property`, ")
    assert 'add to it: "unit: Unit tests", "property: Property tests"' in found


def test_files_of_one_name(
    ground_of: GroundOf, said: Said, module_of: Callable[..., Module]
) -> None:
    modules = [module_of("api.cart"), module_of("web.cart")]
    assert said(PYPROJECT, ground_of({"pytest.ini": GOOD}, modules=modules)) == [
        "pytest.ini:2: generated test files of one name cannot be imported together -> "
        "add --import-mode=importlib to `addopts`"
    ]


@pytest.mark.parametrize(
    ("file", "text", "messages"),
    [
        (
            "pyproject.toml", f'{RUN}dynamic_context = "test_function"\n',
            ["pyproject.toml:4: `dynamic_context` has coverage.py follow tests by itself, without "
             "their set-up: `specgen run` cannot -> remove dynamic_context; `specgen run` tells "
             "tests apart, at less cost"],
        ),
        ("pyproject.toml", f'{RUN}dynamic_context = "none"\n', []),
        (
            ".coveragerc", "[run]\nbranch = True\n",
            [".coveragerc:1: what tests start as processes is not measured -> "
             "write: patch = subprocess"],
        ),
        (
            "setup.cfg", "[coverage:report]\nx = 1\n",
            ["setup.cfg:1: coverage.py reads setup.cfg and nothing else, and there is no section "
             "`run` in it -> move the settings to pyproject.toml, or add the section"],
        ),
    ],
)  # fmt: skip
def test_of_coverage(
    ground_of: GroundOf, said: Said, file: str, text: str, messages: list[str]
) -> None:
    assert said(PYPROJECT, ground_of({file: text})) == messages


def test_what_several_machines_need(
    ground_of: GroundOf, said: Said, run: Callable[..., Run]
) -> None:
    ground = ground_of({"pyproject.toml": RUN}, runs=[run("main", os=("a", "b"))])
    (found,) = said(PYPROJECT, ground)
    assert found.startswith("pyproject.toml:1: `relative_files` is not set in [tool.coverage.run]")


def test_what_the_spec_says_of_coverage(ground_of: GroundOf, said: Said) -> None:
    tools = {"coverage": {"concurrency": ["gevent"], "report": {"fail_under": 80}}}
    standing = {"pyproject.toml": f"{RUN}[tool.coverage.report]\nfail_under = 70\n"}
    assert said(PYPROJECT, ground_of(standing, tools=tools)) == [
        "pyproject.toml:1: `concurrency` is not set in [tool.coverage.run], and the specs ask "
        'for it -> write: concurrency = ["gevent"]',
        "pyproject.toml:5: `fail_under` is another in [tool.coverage.report], and the specs ask "
        "for it -> write: fail_under = 80",
    ]


@pytest.mark.parametrize(
    ("groups", "messages"),
    [
        ('specgen = ["pytest", "specgen>=0.1", "Coverage"]', []),
        ('specgen = [{include-group = "dev"}]', []),
        (
            'specgen = ["pytest"]',
            ["pyproject.toml:2: the group `specgen` lacks `coverage`, `specgen` -> "
             'add to it: "coverage>=7.10.3", "specgen>=0.1"'],
        ),
        (
            "dev = []",
            ["pyproject.toml:1: [dependency-groups] has no group `specgen`, which CI installs -> "
             'add to it: specgen = ["coverage>=7.10.3", "pytest>=8.2", "specgen>=0.1"]'],
        ),
    ],
)  # fmt: skip
def test_of_groups(ground_of: GroundOf, said: Said, groups: str, messages: list[str]) -> None:
    assert (
        said(PYPROJECT, ground_of({"pyproject.toml": f"[dependency-groups]\n{groups}\n"}))
        == messages
    )
