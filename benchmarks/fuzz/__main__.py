"""Fuzz specgen: draw trees, run them through its stages, and report what must not happen.

``python -m benchmarks.fuzz --hours 4 --state /tmp/fuzz`` goes on where the state in that folder
left off, in one process; ctrl-C is fine.  ``--count 5000`` draws so many more inputs per target.
``--again TARGET INDEX`` repeats one input, ``--coverage`` reports the branches that inputs reach.
Exit code 1 where anything was found.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.fuzz.evidence import GATE
from benchmarks.fuzz.harness import State, again, batch, table
from benchmarks.fuzz.human import EDIT, MERGE
from benchmarks.fuzz.model import Target
from benchmarks.fuzz.reached import reached
from benchmarks.fuzz.specs import BUILD, CHECK, READ

TARGETS: tuple[Target, ...] = (READ, CHECK, BUILD, EDIT, MERGE, GATE)
BATCH = 100


def main() -> int:
    """Fuzz as the command line says; 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m benchmarks.fuzz")
    parser.add_argument("--hours", type=float, default=0.0, help="of CPU over all targets, in all")
    parser.add_argument("--count", type=int, default=0, help="more inputs per target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, help="folder of the state; made where it is missing")
    parser.add_argument("--target", action="append", choices=[t.name for t in TARGETS])
    parser.add_argument("--again", nargs=2, metavar=("TARGET", "INDEX"))
    parser.add_argument("--coverage", action="store_true", help="report branches; needs --count")
    chosen = parser.parse_args()
    targets = [t for t in TARGETS if not chosen.target or t.name in chosen.target]
    if chosen.again:
        (target,) = (t for t in TARGETS if t.name == chosen.again[0])
        return again(target, int(chosen.again[1]), seed=chosen.seed)
    if chosen.coverage:
        print(reached(targets, chosen.count or 500, seed=chosen.seed))
        return 0
    with tempfile.TemporaryDirectory() as spare:
        state = State.read(chosen.state or Path(spare), seed=chosen.seed)
        ends = {t.name: state.of(t).next + chosen.count for t in targets}
        try:
            while _goes_on(state, targets, ends, hours=chosen.hours):
                for target in targets:
                    if chosen.hours or state.of(target).next < ends[target.name]:
                        batch(target, BATCH, state=state)
                        state.write()
        except KeyboardInterrupt:
            state.write()
        print(table(targets, state))
        found = {name: count.finds for name, count in state.counts.items() if count.finds}
        print(json.dumps(found, indent=1)) if found else None
        return 1 if found else 0


def _goes_on(state: State, targets: list[Target], ends: dict[str, int], *, hours: float) -> bool:
    if hours:
        return sum(count.cpu for count in state.counts.values()) < hours * 3600
    return any(state.of(t).next < ends[t.name] for t in targets)


if __name__ == "__main__":
    sys.exit(main())
