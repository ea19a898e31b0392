"""One whole scan as one process: prints each collected test and whether its file is excused.

Like the process of any command, it collects no garbage.
"""

import gc
import sys
from pathlib import Path

from specgen.cache.model import Store
from specgen.inventory.scan import TestLayout, scan
from specgen.surface.survey import SourceLayout, survey
from specgen.syntax.load import Library


def main(folder: str, source: str, package: str) -> None:
    """Scan ``folder`` with a cache below it."""
    root = Path(folder)
    store = Store(root / ".specgen")
    layout = SourceLayout(source, (package,))
    surface = survey(layout, Library(root, store, "source", bodies=False), store=store)
    inventory = scan(
        root,
        TestLayout(),
        surface=surface,
        reader=Library(root, store, "tests"),
        store=store,
    )
    for item in inventory.items:
        if item.collected:
            module_wide = any(e.scope == "module" for e in item.excuses)
            print(f"{item.node_id}\t{'excused' if module_wide else ''}")


if __name__ == "__main__":
    gc.disable()
    main(*sys.argv[1:])
    gc.freeze()
