"""A project on disk, as small as the tests of the disk stage need it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest

from specgen.diagnostics import Diagnostic
from specgen.disk.drift import drift
from specgen.disk.model import Context, Outcome, Site
from specgen.disk.operations import operations
from specgen.disk.snapshot import snapshot
from specgen.disk.write import write
from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.model import Merge, Merged
from specgen.plan import Plan, PlannedFile


def leave_alone(planned: PlannedFile, existing: bytes, *, lock: Lock) -> Merged:
    return Merged(existing, Record(planned.path, planned.ownership, planned.module))


@dataclass
class Project:
    """A tree with a lock, and what a build makes of it."""

    root: Path
    merge: Merge = leave_alone
    site: Site = Site(PurePosixPath("specgen.lock"))
    found: dict[str, PurePosixPath] = field(default_factory=dict)

    def plan(self, files: Iterable[PlannedFile]) -> Outcome:
        plan = Plan.of(files)
        path = self.root / self.site.lock
        lock = read_lock(path.read_text(encoding="utf-8") if path.exists() else "")
        asked = [self.site.lock, *lock.owners, *(f.path for f in plan.files)]
        tree = snapshot(self.root, asked, found=self.found)
        return operations(plan, Context(tree, lock, self.site, self.merge, write_lock))

    def build(self, *files: PlannedFile) -> tuple[Outcome, tuple[Diagnostic, ...]]:
        outcome = self.plan(files)
        return outcome, write(self.root, outcome.operations)

    def check(self, *files: PlannedFile) -> list[str]:
        return [f"{d.rule} {d.place.path}" for d in drift(self.plan(files))]

    def tree(self) -> Mapping[str, bytes]:
        return {
            str(p.relative_to(self.root)): p.read_bytes()
            for p in sorted(self.root.rglob("*"))
            if p.is_file() and ".specgen" not in p.relative_to(self.root).parts
        }


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def project_at() -> Callable[[Path], Project]:
    return Project
