"""What coverage of other roots is held against: the sources of all projects, and their aliases."""

from os.path import isfile

from specgen.compilation import Compilation
from specgen.evidence.aliases import aliases_of
from specgen.evidence.placing import Sources


def sources_of(compilation: Compilation) -> Sources:
    """The source files of the tree, each with as many last parts as its import fixes."""
    files = {
        module.path: name.count(".") + 1 + module.path.endswith("/__init__.py")
        for project in compilation.projects
        for name, module in project.surface.modules.items()
    }
    root = compilation.root
    return Sources(files, aliases_of(root), lambda path: isfile(root / path))
