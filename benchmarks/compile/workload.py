"""Write a repository of N modules with twelve scenarios each: specs of about 100 lines, and code.

    python benchmarks/compile/workload.py FOLDER [--modules 1000]

Half of the modules exist under src/, the others are planned, so that both ways are measured.
"""

import argparse
from pathlib import Path

TYPES = ("unit", "property", "integration", "e2e", "stress", "race", "performance", "chaos")
EXTRA = ("unit", "unit", "property", "integration")
PROJECT = """\
project: big
source: {root: src, package: big, tests: [tests]}
python: ["3.11", "3.12", "3.13", "3.14"]
tiers:
  critical: {modules: ["p0.*", "p1.*"], requires: all, priority: high, budget: {coverage: 90%}}
  business: {requires: all, budget: {coverage: 85%}}
"""
CODE = '''\
"""Module {number}."""

from dataclasses import dataclass


@dataclass
class Account{number}:
    """One account."""

    owner: str
    balance: int = 0

    def deposit(self, amount: int) -> int:
        """Add an amount; the new balance."""
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        return self.balance


def fee(amount: int, *, rate: float = 0.01) -> float:
    """The fee on an amount."""
    return amount * rate
'''


def spec(number: int, *, planned: bool) -> str:
    """The spec of one module: a baseline per type, and four scenarios more."""
    lines = [
        f"module: big.p{number % 40}.module_{number}",
        f'owner: "@team-{number % 7}"',
        *(["planned: true"] if planned else []),
        "budget: {coverage: 92%}",
        "scenarios:",
    ]
    for index, kind in enumerate((*TYPES, *EXTRA)):
        lines += [f"  - type: {kind}"] if index < len(TYPES) else [
            f"  - id: condition-{index}", f"    type: {kind}",
        ]  # fmt: skip
        lines += [
            f"    title: Behaviour {index} of module {number}",
            "    why: The callers rely on it and nothing else shows that it holds",
            f"    priority: {('high', 'medium', 'low')[index % 3]}",
            f"    effort: {index % 4 + 1}h",
        ]
        if index >= len(TYPES) and not planned:
            lines += ["    target: fee", "    asserts: [The fee is not negative]"]
    return "\n".join(lines) + "\n" + "".join(f"# note {n}\n" for n in range(100 - len(lines)))


def write(folder: Path, modules: int) -> None:
    """Write the repository below ``folder``."""
    (folder / "specs" / "modules").mkdir(parents=True)
    (folder / "specs" / "project.yaml").write_text(PROJECT)
    (folder / "pyproject.toml").write_text("[tool.black]\nline-length = 88\n")
    (folder / "tests").mkdir()
    for number in range(modules):
        planned = number % 2 == 1
        path = folder / "specs" / "modules" / f"module_{number}.yaml"
        path.write_text(spec(number, planned=planned))
        package = folder / "src" / "big" / f"p{number % 40}"
        package.mkdir(parents=True, exist_ok=True)
        if not planned:
            (package / f"module_{number}.py").write_text(CODE.format(number=number))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", type=int, default=1000)
    chosen = parser.parse_args()
    write(chosen.folder, chosen.modules)
