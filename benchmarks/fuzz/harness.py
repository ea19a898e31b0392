"""Runs inputs through targets, with controls, and keeps what was found and how far it is."""

import json
import random
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType

from benchmarks.fuzz.human import emptied, laid
from benchmarks.fuzz.model import Count, Files, Target, Wrong

SLOW = 5.0  # seconds of CPU for one input: what takes more is a find
HANGS = 60.0


class Hang(BaseException):
    """One input has taken so long that it is given up."""


@dataclass
class State:
    """Where the fuzzing stands, in a folder: ``state.json``, and ``finds/`` with each input."""

    folder: Path
    seed: int
    counts: dict[str, Count] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, *, seed: int) -> "State":
        """The state in ``folder``, or a new one."""
        path = folder / "state.json"
        if not path.exists():
            return cls(folder, seed)
        known = json.loads(path.read_text())
        counts = {name: Count(**count) for name, count in known["counts"].items()}
        return cls(folder, known["seed"], counts)

    def of(self, target: Target) -> Count:
        """The count of a target."""
        return self.counts.setdefault(target.name, Count())

    def write(self) -> None:
        """Keep it, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        counts = {name: asdict(count) for name, count in self.counts.items()}
        beside = self.folder / "state.json.new"
        beside.write_text(json.dumps({"seed": self.seed, "counts": counts}, indent=1) + "\n")
        beside.replace(self.folder / "state.json")


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one input: the stages that it passed, and what went wrong, with a key that
    is the same for the same fault."""

    passed: tuple[str, ...]
    fault: str = ""
    trace: str = ""


def drawn(target: Target, index: int, *, seed: int) -> Files:
    """Input number ``index``: a function of these three and of the corpus."""
    return target.make(random.Random(f"{seed}/{target.name}/{index}"))


def tried(target: Target, files: Files, folder: Path) -> Tried:
    """Run one input below ``folder``."""
    if target.on_disk:
        emptied(folder)
        laid(files, folder)
    passed: list[str] = []
    began = time.process_time()
    try:
        with _patience():
            passed.extend(target.run(files, folder))
    except Hang:
        return Tried(tuple(passed), "hangs", f"after {HANGS:.0f} s")
    except Exception as error:
        return Tried(tuple(passed), _key(error), traceback.format_exc())
    spent = time.process_time() - began
    if spent > SLOW:
        return Tried(tuple(passed), "slow", f"{spent:.1f} s")
    return Tried(tuple(passed))


def batch(target: Target, size: int, *, state: State) -> None:
    """Run the next ``size`` inputs, then the controls.

    Raises:
        AssertionError: a good input failed, or a planted fault was not seen.
    """
    count = state.of(target)
    began = time.process_time()
    with tempfile.TemporaryDirectory() as name:
        for _ in range(size):
            files = drawn(target, count.next, seed=state.seed)
            found = tried(target, files, Path(name))
            for stage in found.passed:
                count.passed[stage] = count.passed.get(stage, 0) + 1
            if found.fault:
                _keep(target, files, found, state=state)
            count.next += 1
        control(target, Path(name))
    count.controls += 1
    count.cpu += time.process_time() - began


def control(target: Target, folder: Path) -> None:
    """See that a good input passes every stage, and that a planted fault is caught.

    Raises:
        AssertionError: one of both does not hold, so that nothing of this batch can be believed.
    """
    fine = tried(target, target.good(), folder)
    assert not fine.fault, f"{target.name}: a good input fails: {fine.trace}"
    assert fine.passed == target.stages, f"{target.name}: a good input passes {fine.passed} only"
    with target.planted():
        assert tried(target, target.good(), folder).fault, f"{target.name}: a fault is not seen"


def again(target: Target, index: int, *, seed: int) -> int:
    """Run one input again and print what becomes of it; its files stay in a folder."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    files = drawn(target, index, seed=seed)
    found = tried(target, files, folder)
    emptied(folder)
    laid(files, folder)
    print(f"{folder}: {found.passed} {found.fault}\n{found.trace}")
    return 1 if found.fault else 0


def table(targets: Sequence[Target], state: State) -> str:
    """Inputs, the share that passed each stage, CPU and finds, per target."""
    lines = ["| target | inputs | past each stage | controls | CPU s | finds |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for target in targets:
        count = state.of(target)
        shares = ", ".join(
            f"{stage} {count.passed.get(stage, 0) / max(count.next, 1):.0%}"
            for stage in target.stages
        )
        finds = f"{len(count.finds)} kinds in {sum(map(len, count.finds.values()))}"
        lines.append(
            f"| {target.name} | {count.next} | {shares} | {count.controls} | {count.cpu:.0f}"
            f" | {finds if count.finds else 0} |"
        )
    return "\n".join(lines)


def _keep(target: Target, files: Files, found: Tried, *, state: State) -> None:
    """Remember a find; the first three inputs of a kind with their files."""
    count = state.of(target)
    known = count.finds.setdefault(found.fault, [])
    known.append(count.next)
    if len(known) <= 3:
        folder = state.folder / "finds" / f"{target.name}-{count.next}"
        folder.mkdir(parents=True, exist_ok=True)
        laid(files, folder)
        (folder / "trace.txt").write_text(f"{found.fault}\n{found.trace}", "utf-8", "replace")


def _key(error: Exception) -> str:
    """The kind of a fault: what was raised, and where in specgen."""
    if isinstance(error, Wrong):
        return f"wrong: {str(error)[:60]}"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/specgen/" in f.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "outside"
    return f"{type(error).__name__} in {where}"


@contextmanager
def _patience() -> Iterator[None]:
    """Interrupts what takes more than ``HANGS`` seconds of CPU."""

    def stop(_: int, __: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
