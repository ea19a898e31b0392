"""Star imports inside the project lead where the names are defined."""

from pathlib import Path

import pytest

from specgen.surface.model import Found, Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

FILES = {
    "net/__init__.py": "from net.algos import *\nfrom net.late import shared\n",
    "net/algos/__init__.py": "from net.algos.paths import *\nfrom .cliques import *\n",
    "net/algos/paths.py": "__all__ = ['shortest']\ndef shortest(): ...\ndef hidden(): ...\n",
    "net/algos/cliques.py": "from net import *\ndef find_cliques(): ...\ndef _private(): ...\n"
    "def shared(): ...\n",
    "net/late.py": "def shared(): ...\n",
}


@pytest.fixture
def surface(tmp_path: Path) -> Surface:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return survey(SourceLayout(".", ("net",)), Library(tmp_path, bodies=False))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("net.shortest", Found("net.algos.paths", "shortest")),
        ("net.cliques", Found("net.algos.cliques", "")),  # the submodule that star import loads
        ("net.find_cliques", Found("net.algos.cliques", "find_cliques")),
        ("net.paths.shortest", Found("net.algos.paths", "shortest")),
        ("net.shared", Found("net.late", "shared")),  # imported by name, not by star
    ],
)
def test_a_name_is_followed(surface: Surface, name: str, found: Found) -> None:
    assert surface.find(name) == found


@pytest.mark.parametrize("name", ["hidden", "_private"])
def test_what_a_star_leaves_out_leads_nowhere(surface: Surface, name: str) -> None:
    assert surface.find(f"net.{name}") == Found("net", name)


def test_stars_in_a_circle_end(surface: Surface) -> None:
    assert "shortest" in surface.modules["net.algos.cliques"].reexports
