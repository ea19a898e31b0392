"""What the surface tests share."""

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from specgen.surface.model import Surface
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library

Surveyor = Callable[..., Surface]


@pytest.fixture
def surveyed(tmp_path: Path) -> Surveyor:
    """Files below ``src`` to the surface of their packages."""

    def run(files: Mapping[str, str], layout: SourceLayout | None = None) -> Surface:
        for name, text in files.items():
            path = tmp_path / "src" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        return survey(layout or SourceLayout("src"), Library(tmp_path, name="source", bodies=False))

    return run
