"""One fixture per service, and what stands for it in each type of test."""

import ast
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

import black
import pytest

from specgen.diagnostics import Place, Span
from specgen.emit.elements import Bench
from specgen.emit.model_style import Style
from specgen.emit.polish import polish
from specgen.emit.services import emit_services
from specgen.emit.templates import renderer
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Module, Program
from specgen.program.model_policy import Double, Project, Service
from specgen.surface.model import (
    Certain,
    ModuleSurface,
    Parameter,
    ParameterKind,
    Surface,
    Symbol,
    SymbolKind,
)

PLACE = Place(PurePosixPath("specs/project.yaml"))
AT = Span(1, 1, 1, 1)
NEEDY = Certain((Parameter("url", ParameterKind.POSITIONAL),))
SURFACE = Surface(
    {
        "shop.cart": ModuleSurface(
            "shop.cart",
            "src/shop/cart.py",
            (
                Symbol("Cart", SymbolKind.CLASS, AT, Certain()),
                Symbol("Needy", SymbolKind.CLASS, AT, NEEDY),
                Symbol("Till", SymbolKind.CLASS, AT, Certain()),
                Symbol("Till.close", SymbolKind.METHOD, AT, Certain()),
                Symbol("Sub", SymbolKind.CLASS, AT, Certain(), bases=("Till",)),
                Symbol("Later", SymbolKind.CLASS, AT, Certain()),
                Symbol("Later.close", SymbolKind.METHOD, AT, Certain(), is_async=True),
                Symbol("Picky", SymbolKind.CLASS, AT, Certain()),
                Symbol("Picky.close", SymbolKind.METHOD, AT, NEEDY),
            ),
        )
    }
)
Conftest = Callable[..., PlannedFile]


def service(target: str, *doubles: tuple[str, str], env: str = "", **credentials: str) -> Service:
    stands = tuple(Double(kind, what, "redis:7") for kind, what in doubles)
    return Service("cart", target, stands, credentials, env, PLACE)


@pytest.fixture
def conftest(module_of: Callable[..., Module], program_of: Callable[..., Program]) -> Conftest:
    def build(*services: Service, **changes: object) -> PlannedFile:
        program = program_of([module_of("cart")], services=services, **changes)
        style = Style(88)
        bench = Bench(style, partial(polish, style=style), renderer())
        (file,) = emit_services(program, SURFACE, bench=bench)
        assert black.format_str(file.text, mode=black.Mode()) == file.text
        ast.parse(file.text)
        return file

    return build


def test_a_project_without_services_gets_none(program_of: Callable[..., Program]) -> None:
    style = Style(88)
    bench = Bench(style, partial(polish, style=style), renderer())
    assert list(emit_services(program_of(), SURFACE, bench=bench)) == []


def test_a_known_class_is_an_autospec(conftest: Conftest) -> None:
    file = conftest(service("shop.cart:Cart", ("unit", "autospec")))
    assert file.ownership is Ownership.OWNED
    assert file.path == PurePosixPath("generated_tests/conftest.py")
    assert "    return create_autospec(shop.cart.Cart, instance=True, spec_set=True)\n" in file.text


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (service("shop.cart:Cart", ("e2e", "live")), "return shop.cart.Cart()"),
        (service("shop.cart:Needy", ("e2e", "live")), 'return _unmade("cart")'),
        (service("", ("e2e", "live"), env="URL"), 'return os.environ["URL"]'),
        (service("", ("e2e", "live"), env="URL"), '_set("cart", "URL")'),
        (
            service("shop.cart:Cart", ("e2e", "live"), KEY="OLD_KEY"),
            '_set("cart", "KEY", "OLD_KEY")',
        ),
        (service("shop.cart:Cart", ("e2e", "cassettes")), '_play("cart", request)\n'),
        (service("shop.cart:Needy", ("e2e", "cassettes")), 'return _unmade("cart")'),
        (service("", ("e2e", "container")), 'docker = _containers("cart")'),
        (service("", ("e2e", "container")), '_start(docker.DockerContainer("redis:7"), request)'),
        (service("elsewhere:Thing", ("unit", "autospec")), "    return None\n"),
    ],
)
def test_doubles(one: Service, wanted: str, conftest: Conftest) -> None:
    text = conftest(one).text
    assert wanted in text
    if one.doubles[0].type == "e2e":
        assert '    if request.node.get_closest_marker("e2e"):\n' in text


@pytest.mark.parametrize(("name", "closed"), [("Till", True), ("Sub", True), ("Later", False),
                                              ("Picky", False), ("Cart", False)])  # fmt: skip
def test_what_can_be_closed_is(name: str, closed: bool, conftest: Conftest) -> None:
    text = conftest(service(f"shop.cart:{name}", ("e2e", "live"))).text
    assert ("request.addfinalizer(made.close)" in text) is closed


def test_a_live_service_is_closed_after_each_test(conftest: Conftest, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/cart.py").write_text(
        "said = []\n\n\nclass Till:\n    def close(self):\n        said.append(self)\n"
    )
    text = conftest(service("shop.cart:Till", ("e2e", "live"))).text
    (tmp_path / "conftest.py").write_text(text)
    (tmp_path / "test_it.py").write_text(
        "import pytest\nfrom shop.cart import said\n\n\n"
        "@pytest.mark.e2e\n@pytest.mark.parametrize('before', [0, 1])\n"
        "def test_it(cart, before):\n    assert len(said) == before and cart not in said\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "2 passed" in done.stdout, done.stdout


@pytest.mark.parametrize("width", [79, 88, 120])
def test_every_double_is_clean(
    width: int,
    module_of: Callable[..., Module],
    program_of: Callable[..., Program],
    tmp_path: Path,
) -> None:
    services = (
        service("shop.cart:Cart", ("unit", "autospec"), ("e2e", "live"), ("chaos", "cassettes")),
        replace(service("", ("e2e", "container"), ("race", "live"), env="URL", KEY="OLD"), id="db"),
        replace(service("shop.cart:Needy", ("e2e", "cassettes"), PIN=""), id="market"),
    )
    program = program_of([module_of("cart")], services=services)
    style = Style(width)
    bench = Bench(style, partial(polish, style=style), renderer())
    (file,) = emit_services(program, SURFACE, bench=bench)
    assert black.format_str(file.text, mode=black.Mode(line_length=width)) == file.text
    (tmp_path / "conftest.py").write_text(file.text, "utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--line-length", str(width)]
    command += ["--config", 'lint.isort.known-first-party=["shop"]', "--select", "E,F,I,B,PT", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_code_elsewhere_is_not_imported(conftest: Conftest, elsewhere: Project) -> None:
    file = conftest(service("shop.cart:Cart", ("unit", "autospec")), project=elsewhere)
    assert "import shop" not in file.text
