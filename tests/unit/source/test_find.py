"""Spec files are found, and what looks like one and is not read is said."""

from pathlib import Path, PurePosixPath

from specgen.source.find import find_specs


def test_every_yaml_file_below_specs_sorted(tmp_path: Path) -> None:
    for name in ("specs/b.yaml", "specs/a/z.yaml", "specs/notes.md", "specs/.x.yaml", "x.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    paths, said = find_specs(tmp_path)
    assert paths == (PurePosixPath("specs/a/z.yaml"), PurePosixPath("specs/b.yaml"))
    assert said == ()


def test_no_folder_holds_nothing(tmp_path: Path) -> None:
    assert find_specs(tmp_path) == ((), ())
    (tmp_path / "specs").write_text("a file")
    assert find_specs(tmp_path) == ((), ())


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/a.yml").write_text("module: x")
    (tmp_path / "specs/b.yaml").symlink_to(tmp_path / "specs/a.yml")
    paths, said = find_specs(tmp_path)
    assert paths == ()
    assert [(str(d.place.path), d.severity, d.tip) for d in said] == [
        ("specs/a.yml", "warning", "rename it to `a.yaml`"),
        ("specs/b.yaml", "error", "put the file itself here"),
    ]


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.yaml").write_text("module: x")
    (tmp_path / "specs/sub").symlink_to(tmp_path / "outside")
    assert find_specs(tmp_path) == ((), ())
