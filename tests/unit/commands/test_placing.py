"""What coverage of other roots is held against, on disk."""

from pathlib import Path

from specgen.commands.placing import sources_of
from specgen.pipeline import compile_tree


def test_paths_that_no_file_system_holds_do_not_exist(repository: Path) -> None:
    """Names that are too long, or hold NUL, were a traceback: found by fuzzing coverage data."""
    sources = sources_of(compile_tree(repository))
    assert all(sources.exists(path) for path in sources.files)
    assert sources.files
    assert not sources.exists("x" * 4_096)
    assert not sources.exists("src/shop/\0.py")
