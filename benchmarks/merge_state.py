"""Run the stateful test of the merge for as many steps as asked: spec edits, edits, builds."""

import argparse
import importlib
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/unit/merge"))
state = importlib.import_module("test_state")
planned = importlib.import_module("conftest").planned


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000)
    arguments = parser.parse_args()
    machine = state.bound(planned)
    start = time.perf_counter()
    while state.Evolution.steps < arguments.steps:
        left = arguments.steps - state.Evolution.steps
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=max(1, min(200, left // 50 + 1)),
                stateful_step_count=50,
                deadline=None,
                database=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            ),
        )
    seconds = time.perf_counter() - start
    print(f"{state.Evolution.steps} steps in {seconds:.1f} s, nothing lost")


if __name__ == "__main__":
    main()
