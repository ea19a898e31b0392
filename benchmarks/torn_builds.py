"""Stop a build before each of its system calls, in every way; what do the next commands make of it?

    python benchmarks/torn_builds.py             every call (minutes)
    python benchmarks/torn_builds.py --stride 9  every ninth, as the tests do

A build changes, creates, deletes and moves generated files, one of which holds people's text.  It
is killed, or the disk refuses (full, broken; once, or from then on); then somebody builds and
checks.  And it is held up there while another build, or a check, begins; then it goes on, or is
killed.  In the end the tree must be that of a build that nobody disturbed, byte for byte.
"""

import argparse
import errno
import io
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from specgen import calls
from specgen.__main__ import main
from specgen.disk import hold

HUMAN = "\n\ndef people_wrote_this() -> None:\n    assert 1 + 1 == 2  # and it is theirs\n"
Tree = dict[str, bytes]
Fault = Callable[[int], None]


def specs(root: Path, number: int) -> None:
    """Four modules in the state ``number``: the second adds one, drops one, and changes two."""
    (root / "specs").mkdir(parents=True, exist_ok=True)
    (root / "src/shop").mkdir(parents=True, exist_ok=True)
    (root / "src/shop/__init__.py").touch()
    (root / "specs/p.yaml").write_text(
        "project: shop\nsource: {root: src, package: shop}\npython: ['3.12']\n"
        "runs: {pull_request: {types: [unit]}, pre_push: {types: [unit], budget: {total: 4m}}}\n"
        "ci: {github: true, hooks: true}\n"
    )
    for name in "abcd":
        (root / f"src/shop/{name}.py").write_text("def f(a: int) -> int:\n    return a\n")
        spec = root / f"specs/{name}.yaml"
        if name == ("d" if number == 1 else "c"):
            spec.unlink(missing_ok=True)
            continue
        spec.write_text(
            f"module: shop.{name}\nscenarios: [{{type: unit, id: s, title: T{number}, target: f,"
            f" cases: [{{args: [{number}], returns: {number}}}]}}]\n"
        )


def quiet(*words: str) -> int:
    """Run one command; its exit code."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return main(words)


def tree(root: Path) -> Tree:
    """All but what the checkout keeps for itself."""
    found = (
        p for p in root.rglob("*") if p.is_file() and ".specgen" not in p.relative_to(root).parts
    )
    return {str(p.relative_to(root)): p.read_bytes() for p in found}


def forked(work: Callable[[], object]) -> int:
    """Begin ``work`` in a child; its process id."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = int(work() or 0)  # type: ignore[call-overload]  # whatever it is
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """How ``child`` ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill(_: int) -> None:
    """The process is gone."""
    os.kill(os.getpid(), signal.SIGKILL)


def refusing(number: int, *, lasting: bool) -> Fault:
    """The disk refuses, at the call that is late by 0, or from there on."""

    def refuse(late: int) -> None:
        if late == 0 or lasting:
            raise OSError(number, os.strerror(number))

    return refuse


def build_with(root: Path, at: int, fault: Fault) -> int:
    """Build, and have ``fault`` happen right before the call ``at`` of this build."""
    count = -1

    def point(call: str, path: str) -> None:
        nonlocal count
        count += 1
        if count >= at:
            fault(count - at)

    calls.point = point
    return quiet("build", "--root", str(root))


class Bench:
    """A repository built in its first state, whose specs have moved on to the second."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.start = folder, folder / "start"
        specs(self.start, 1)
        assert quiet("build", "--root", str(self.start)) == 0
        human = self.start / "generated_tests/unit/test_a_unit.py"
        human.write_text(human.read_text() + HUMAN)
        specs(self.start, 2)
        self.before = tree(self.start)
        done, seen = self.fresh("done"), []
        calls.point = lambda call, path: seen.append(call)
        assert quiet("build", "--root", str(done)) == 0
        calls.point = lambda call, path: None
        self.after, self.calls = tree(done), seen

    def fresh(self, name: str) -> Path:
        """A copy to try one thing on."""
        root = self.folder / name
        shutil.copytree(self.start, root, ignore=shutil.ignore_patterns(".specgen"))
        return root

    def judged(self, root: Path) -> str:
        """What is wrong once somebody has built and checked."""
        if quiet("build", "--root", str(root)):
            return "the next build fails"
        found, wrong = tree(root), ""
        if found != self.after:
            lost = HUMAN.encode() not in found.get("generated_tests/unit/test_a_unit.py", b"")
            wrong = "lost" if lost else "mixed"
        elif quiet("check", "--root", str(root)):
            wrong = "drift"
        shutil.rmtree(root)
        return wrong

    def stopped(self, at: int, fault: Fault) -> str:
        """Stopped at one call; then healed by a build."""
        root = self.fresh("stopped")
        ended(forked(lambda: build_with(root, at, fault)))
        return self.judged(root)

    def met(self, at: int, *, killed: bool, word: str) -> str:
        """Held up at one call while another command ``word`` begins."""
        root = self.fresh("met")
        arrived, go_on, waiting = os.pipe(), os.pipe(), os.pipe()

        def wait(late: int) -> None:
            if late == 0:
                os.write(arrived[1], b".")
                os.read(go_on[0], 1)

        first = forked(lambda: build_with(root, at, wait))
        os.read(arrived[0], 1)
        second = forked(lambda: self._second(root, word, told=waiting[1]))
        os.close(waiting[1])
        os.read(waiting[0], 1)  # it waits, or it has ended
        if killed:
            os.kill(first, signal.SIGKILL)
        os.write(go_on[1], b".")
        codes = ended(first), ended(second)
        for descriptor in (*arrived, *go_on, waiting[0]):
            os.close(descriptor)
        between, ours = tree(root), codes[0] == (-signal.SIGKILL if killed else 0)
        if between not in (self.before, self.after):
            return "mixed"
        allowed = {0} if word == "build" or (between == self.after and not killed) else {0, 1}
        if not ours or codes[1] not in allowed:
            return f"exit codes {codes}"
        return self.judged(root)

    @staticmethod
    def _second(root: Path, word: str, *, told: int) -> int:
        hold._SILENCE = 0.0
        real = hold._holder

        def holder(at: Path) -> str:
            os.write(told, b".")
            return real(at)

        hold._holder = holder
        return quiet(word, "--root", str(root))


def run(stride: int, folder: Path) -> int:
    """Everything, at every ``stride``-th call; prints a line for each way, and what went wrong."""
    bench = Bench(folder)
    ways: dict[str, Callable[[int], str]] = {"killed": lambda at: bench.stopped(at, kill)}
    for number, name in ((errno.ENOSPC, "disk full"), (errno.EIO, "disk broken")):
        for lasting in (False, True):
            fault = refusing(number, lasting=lasting)
            ways[f"{name}{', for good' * lasting}"] = lambda at, f=fault: bench.stopped(at, f)
    for word in ("build", "check"):
        for killed in (False, True):
            end = "is killed" if killed else "goes on"
            ways[f"a {word} begins meanwhile; it {end}"] = lambda at, w=word, k=killed: bench.met(
                at, killed=k, word=w
            )
    bad = 0
    for shift, (name, way) in enumerate(ways.items()):
        points = range(shift % stride, len(bench.calls), stride)
        wrong = Counter(found for at in points if (found := way(at)))
        bad += wrong.total()
        print(
            f"{name}: {len(points)} of {len(bench.calls)} calls, {dict(wrong) or 'all right'}",
            flush=True,
        )
    return 1 if bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stride", type=int, default=1)
    with tempfile.TemporaryDirectory() as name:
        sys.exit(run(parser.parse_args().stride, Path(name)))
