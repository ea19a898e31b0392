"""The public names are enough to compile, look and write."""

from pathlib import Path

from specgen import api


def test_all_public_names_are_there() -> None:
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def test_compile_look_write_and_compile_again(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/project.yaml").write_text(
        "project: shop\nmodules: [{module: shop.cart, planned: true}]\n"
    )
    first = api.compile_tree(tmp_path)
    (shop,) = first.projects
    assert [row.id for row in shop.report.rows] == ["shop.cart.unit.baseline"]
    assert api.narrow(shop.report, api.Filter(types=("race",))).rows == ()
    assert {d.rule for d in api.drift_of(first)} == {"drift-missing"}
    assert api.write_tree(first) == ()
    assert api.drift_of(api.compile_tree(tmp_path)) == ()
