"""Which project of the base is which of the head."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from specgen.changes.match import gone, heirs, match, renamed
from specgen.program.model import Module, Program

Make = Callable[..., Program]


@pytest.fixture
def named(program_of: Callable[..., Program], module_of: Callable[..., Module]) -> Make:
    """``named(name, folder, *module ids)``."""

    def make(name: str, folder: str, *modules: str) -> Program:
        made = program_of([module_of(id, requires=()) for id in modules])
        return replace(made, project=replace(made.project, name=name, folder=PurePosixPath(folder)))

    return make


@pytest.mark.parametrize(
    ("heads", "bases", "wanted"),
    [
        ([("shop", "specs", "a")], [("shop", "old", "b")], {"shop": ("shop", "name")}),
        ([("till", "specs", "a")], [("shop", "specs", "b")], {"till": ("shop", "folder")}),
        ([("till", "new", "a", "b")], [("shop", "specs", "a"), ("bank", "old", "a", "b")],
         {"till": ("bank", "modules")}),
        ([("till", "new", "a")], [("shop", "specs", "b")], {}),
        ([("shop", "new", "a"), ("till", "specs", "a")], [("shop", "specs", "a")],
         {"shop": ("shop", "name")}),
        ([("b", "specs/a", "x"), ("a", "specs/b", "y")],
         [("a", "specs/a", "x"), ("b", "specs/b", "y")],
         {"a": ("a", "name"), "b": ("b", "name")}),
    ],
)  # fmt: skip
def test_by_name_else_by_folder_else_by_modules(
    named: Make,
    heads: list[tuple[str, ...]],
    bases: list[tuple[str, ...]],
    *,
    wanted: dict[str, tuple[str, str]],
) -> None:
    found = match([named(*each) for each in heads], [named(*each) for each in bases])
    assert {name: (m.base.project.name, m.by) for name, m in found.items()} == wanted


def test_what_nobody_continues_is_gone(named: Make) -> None:
    shop, bank = named("shop", "specs/a", "a"), named("bank", "specs/b", "b")
    assert gone([shop, bank], match([shop], [shop, bank])) == (bank,)


def test_how_it_was_matched_is_said(named: Make) -> None:
    head, base = named("till", "specs", "a"), named("shop", "specs", "a")
    (change,) = renamed(head, match([head], [base])["till"])
    assert (change.what, change.loosens) == (
        "was `shop` at the base (matched by folder)", False,
    )  # fmt: skip
    assert renamed(base, match([base], [base])["shop"]) == ()


def test_heirs(program_of: Callable[..., Program], module_of: Callable[..., Module]) -> None:
    base = program_of([module_of(id) for id in ("same", "old", "told", "gone")])
    head = program_of(
        [module_of("same"), module_of("new", renamed_from=("old",)),
         module_of("other", name="shop.told")]
    )  # fmt: skip
    assert {old: m.id for old, m in heirs(head, base).items()} == {
        "same": "same", "old": "new", "told": "other",
    }  # fmt: skip
