"""Drafts of small repositories that stand on disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from specgen.adopt.model import Evidence
from specgen.adoption import evidence_of

FilesOf = Callable[[dict[str, str]], Path]


@pytest.fixture
def repository_of(tmp_path: Path) -> FilesOf:
    """``repository_of({path: text})``: its root."""

    def made(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return made


@pytest.fixture
def evidence(repository_of: FilesOf) -> Callable[[dict[str, str]], Evidence]:
    """``evidence({path: text})``: what a draft of that repository is drawn from."""
    return lambda files: evidence_of(repository_of(files))
