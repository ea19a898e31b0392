"""One fixture per service, and what stands for it in each type of test."""

import ast
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

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
        (service("shop.cart:Needy", ("e2e", "live")), "define a fixture `cart` that makes one"),
        (service("", ("e2e", "live"), env="URL"), 'return os.environ["URL"]'),
        (service("", ("e2e", "live"), env="URL"), "the environment variable URL is not set"),
        (
            service("shop.cart:Cart", ("e2e", "live"), KEY="OLD_KEY"),
            'if "KEY" not in os.environ and "OLD_KEY" not in os.environ:',
        ),
        (service("shop.cart:Cart", ("e2e", "cassettes")), 'request.getfixturevalue("vcr")'),
        (service("shop.cart:Needy", ("e2e", "cassettes")), "define a fixture `cart`"),
        (service("", ("e2e", "container")), 'containers.DockerContainer("redis:7").start()'),
        (service("", ("e2e", "container")), "no docker engine; start one, or waive the skip"),
        (service("elsewhere:Thing", ("unit", "autospec")), "    return None\n"),
    ],
)
def test_doubles(one: Service, wanted: str, conftest: Conftest) -> None:
    text = conftest(one).text
    assert wanted in text
    if one.doubles[0].type == "e2e":
        assert '    if request.node.get_closest_marker("e2e"):\n' in text


def test_code_elsewhere_is_not_imported(conftest: Conftest, elsewhere: Project) -> None:
    file = conftest(service("shop.cart:Cart", ("unit", "autospec")), project=elsewhere)
    assert "import shop" not in file.text
