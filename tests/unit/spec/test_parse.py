"""Files become projects: each file in exactly one, invalid parts left out, places kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from specgen.diagnostics import Aim, Diagnostic, Place, Severity
from specgen.source.plain import plain
from specgen.source.read import read
from specgen.spec.model import Written
from specgen.spec.parse import parse

Parsed = Callable[..., tuple[tuple[Written, ...], tuple[Diagnostic, ...]]]


def rules(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(str(d.place.path), d.rule) for d in diagnostics]


def test_no_files_are_a_project_of_defaults(parsed: Parsed) -> None:
    (project,), diagnostics = parsed()
    assert diagnostics == ()
    assert project.project.value.project == "project"
    assert not project.many


def test_one_project_has_all_files(parsed: Parsed) -> None:
    (shop,), diagnostics = parsed(
        project="project: shop\ntiers: {critical: {requires: all}}",
        modules__cart="module: shop.cart\ntier: critical",
        tasks="tasks: [{id: t, title: T}]",
    )
    assert diagnostics == ()
    assert (shop.folder, shop.many) == (PurePosixPath("specs"), False)
    assert shop.modules[0].place == Place(PurePosixPath("specs/modules/cart.yaml"))
    assert shop.tasks[0].place == Place(PurePosixPath("specs/tasks.yaml"), ("tasks", 0))


def test_several_projects_have_the_files_of_their_folders(parsed: Parsed) -> None:
    (one, two), diagnostics = parsed(
        two__project="project: second",
        one__project="project: first\nmodules: [a.b]",
        one__deep__more="module: a.c",
        two__more="module: a.d",
    )
    assert diagnostics == ()
    assert [m.value.module for m in one.modules] == ["a.c", "a.b"]
    assert [m.value.module for m in two.modules] == ["a.d"]
    assert (one.many, two.project.value.project) == (True, "second")


def test_a_file_outside_every_project(parsed: Parsed) -> None:
    _, diagnostics = parsed(one__project="project: first", stray="module: a.b", empty="")
    assert rules(diagnostics) == [("specs/stray.yaml", "no-project")]
    assert "`specs/one`" in diagnostics[0].tip


def test_a_project_inside_another(parsed: Parsed) -> None:
    (outer, inner), diagnostics = parsed(
        project="project: outer", one__project="project: inner", one__a="module: a.b"
    )
    assert rules(diagnostics) == [("specs/one/project.yaml", "project-overlap")]
    assert diagnostics[0].place.aim is Aim.KEY
    assert diagnostics[0].related[0].place.path == PurePosixPath("specs/project.yaml")
    assert [len(p.modules) for p in (outer, inner)] == [0, 1]


def test_two_projects_in_one_folder(parsed: Parsed) -> None:
    (project,), diagnostics = parsed(a="project: first", b="project: second")
    assert rules(diagnostics) == [("specs/b.yaml", "project-twice")]
    assert diagnostics[0].related[0].place.path == PurePosixPath("specs/a.yaml")
    assert project.project.value.project == "first"


def test_two_projects_of_one_name(parsed: Parsed) -> None:
    """Their outputs would be the same files (found by fuzzing)."""
    _, diagnostics = parsed(bank__project="project: shop", shop__project="project: shop")
    assert rules(diagnostics) == [("specs/shop/project.yaml", "project-twice")]
    assert diagnostics[0].related[0].place.path == PurePosixPath("specs/bank/project.yaml")
    _, diagnostics = parsed(bank__project="project: bank", shop__project="project: shop")
    assert diagnostics == ()


def test_an_invalid_project_is_one_of_defaults(parsed: Parsed) -> None:
    (project,), diagnostics = parsed(shop__project="project: [x]\ntiers: {a: {}}")
    assert rules(diagnostics) == [("specs/shop/project.yaml", "wrong-type")]
    assert project.project.value.project == "shop"


def test_the_order_of_files_does_not_matter(parsed: Parsed) -> None:
    texts = {"a": "module: x.a", "b": "module: x.b\ntitel: x", "c": "project: p\nmodules: [3]"}
    backwards = dict(reversed(texts.items()))
    assert parsed(**texts) == parsed(**backwards)


def test_places_allow_for_what_is_left_out(parsed: Parsed) -> None:
    (project,), diagnostics = parsed(
        a="""
modules:
  - {tier: x}
  - module: shop.cart
    scenarios: [{type: unit}, {title: no type}, {type: race}, 3, {type: e2e}]
  - shop.tax
"""
    )
    assert len(diagnostics) == 3
    cart, tax = project.modules
    assert cart.place.route == ("modules", 1)
    assert tax.place.route == ("modules", 2)
    indices = [cart.at("scenarios", i, "type").route[-2] for i in range(len(cart.value.scenarios))]
    assert [s.type for s in cart.value.scenarios] == ["unit", "race", "e2e"]
    assert indices == [0, 2, 4]


def test_places_below_a_module_at_the_top_of_its_file(parsed: Parsed) -> None:
    (project,), _ = parsed(a="module: a.b\nscenarios: [3, {type: unit}]")
    assert project.modules[0].at("scenarios", 0).route == ("scenarios", 1)


def test_what_reading_refused_is_not_refused_again() -> None:
    path = PurePosixPath("specs/a.yaml")
    text = "module: a.b\ntitle: !!python/name:os.system [echo]\ntier: [x]\nowenr: y\n"
    file, said = read(path, text.encode())
    assert [d.rule for d in said] == ["yaml-tag"]
    assert rules(parse([file], plain, said=said)[1]) == [
        (str(path), "wrong-type"),
        (str(path), "unknown-key"),
    ]
    assert len(parse([file], plain)[1]) == 3
    assert len(parse([file], plain, said=[replace(said[0], severity=Severity.NOTE)])[1]) == 3
