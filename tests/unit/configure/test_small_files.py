"""The small files: attributes, owners, the waiver form, Hypothesis profiles."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from ruamel.yaml import YAML

from specgen.configure.codeowners import CODEOWNERS
from specgen.configure.gitattributes import GITATTRIBUTES, pattern
from specgen.configure.hypothesis_profiles import HYPOTHESIS_PROFILES
from specgen.configure.model import Configuration, Ground
from specgen.configure.waiver_form import GITHUB, GITLAB, WAIVER_FORM
from specgen.program.model import Module

GroundOf = Callable[..., Ground]
Built = Callable[[Configuration, Ground], dict[str, str]]
Said = Callable[[Configuration, Ground], list[str]]
ModuleOf = Callable[..., Module]


@pytest.mark.parametrize("path", ["a/b.lock", "a b/[x]*?.md", 'we"ird/x.md', "!x/#y.md"])
def test_git_takes_a_pattern_as_the_path(tmp_path: Path, path: str) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitattributes").write_text(f"{pattern(PurePosixPath(path))} eol=lf\n")
    names = [path, path.replace("x", "z").replace("b", "z")]
    done = subprocess.run(["git", "check-attr", "-z", "eol", "--", *names], cwd=tmp_path,
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.split("\0")[2::3] == ["lf", "unspecified"]


def test_attributes(ground_of: GroundOf, built: Built) -> None:
    after = built(GITATTRIBUTES, ground_of({".gitattributes": "*.png binary\n"}))
    assert after[".gitattributes"].startswith("*.png binary\n\n# >>> specgen\n/specgen.lock ")


@pytest.fixture
def owned(ground_of: GroundOf, module_of: ModuleOf) -> Callable[..., Ground]:
    """A module with an owner, its source and two generated tests."""

    def ground(owner: str, **changes: object) -> Ground:
        tests = {
            PurePosixPath("generated_tests/unit/test_cart_unit.py"): "shop.cart",
            PurePosixPath("generated_tests/unit/test_x_unit.py"): "shop.x",
        }
        rest = {"tests": tests, "modules": {"cart": PurePosixPath("src/my shop/cart.py")}}
        modules = [module_of("cart", owner=owner), module_of("x")]
        return ground_of(modules=modules, rest=rest, **changes)

    return ground


def test_owners(owned: Callable[..., Ground], built: Built) -> None:
    (text,) = built(CODEOWNERS, owned("@org/b, @a")).values()
    assert text.splitlines()[1:-1] == [
        "/generated_tests/unit/test_cart_unit.py @a @org/b",
        "/specs/project.yaml @a @org/b",
        "/src/my\\ shop/cart.py @a @org/b",
    ]


@pytest.mark.parametrize(
    ("ci", "standing", "home"),
    [
        (("github",), (), ".github/CODEOWNERS"),
        (("github",), ("docs/CODEOWNERS",), "docs/CODEOWNERS"),
        (("github",), ("CODEOWNERS", "docs/CODEOWNERS"), "CODEOWNERS"),
        (("gitlab",), (), "CODEOWNERS"),
        (("gitlab",), (".gitlab/CODEOWNERS",), ".gitlab/CODEOWNERS"),
        (("github", "gitlab"), (".github/CODEOWNERS",), "CODEOWNERS"),
    ],
)
def test_the_file_that_the_host_reads(
    owned: Callable[..., Ground], ci: tuple[str, ...], standing: tuple[str, ...], home: str
) -> None:
    ground = owned("@a", ci=(*ci, "configuration"))
    there = {PurePosixPath(path): "" for path in standing}
    (file,) = CODEOWNERS.emit(Ground(ground.program, there))
    assert file.path == PurePosixPath(home)


def test_owners_that_nobody_can_ask(owned: Callable[..., Ground], said: Said, built: Built) -> None:
    ground = owned("the api team")
    assert built(CODEOWNERS, ground) == {}
    assert said(CODEOWNERS, ground) == [
        "specs/project.yaml:0: `the api team` is nobody that CODEOWNERS can name -> "
        "write @user, @organisation/team or an address"
    ]


def test_forms_of_the_hosts_that_are_used(ground_of: GroundOf, built: Built) -> None:
    every = built(WAIVER_FORM, ground_of())
    assert set(every) == {str(GITHUB), str(GITLAB)}
    form = YAML(typ="safe", pure=True).load(every[str(GITHUB)])
    fields = [field["id"] for field in form["body"] if "id" in field]
    assert fields == ["target", "allow", "reason", "at-most", "expires", "approver"]
    assert built(WAIVER_FORM, ground_of(ci=("configuration",))) == {}


def test_profiles_where_property_tests_are(
    ground_of: GroundOf, built: Built, tmp_path: Path
) -> None:
    assert built(HYPOTHESIS_PROFILES, ground_of()) == {}
    tests = {PurePosixPath("generated_tests/property/api/test_x_property.py"): "shop.x"}
    (text,) = built(HYPOTHESIS_PROFILES, ground_of(rest={"tests": tests})).values()
    (tmp_path / "conftest.py").write_text(text)
    program = (
        "import conftest; from hypothesis import settings as s;"
        "print(s().max_examples, s().derandomize)"
    )
    plain = {k: v for k, v in os.environ.items() if k not in ("CI", "HYPOTHESIS_PROFILE")}
    for more, shown in (
        ({}, "50 False"), ({"CI": "true"}, "200 True"),
        ({"CI": "true", "HYPOTHESIS_PROFILE": "nightly"}, "2000 False"),
    ):  # fmt: skip
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env={**plain, **more},
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert done.stdout.strip() == shown
