"""A GitHub workflow as data: its triggers, and its jobs expanded into one per matrix cell."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

Node = Mapping[str, object]


@dataclass(frozen=True)
class StepResult:
    """How one step ended: ``success``, ``failure`` or ``skipped``, and what it printed."""

    name: str
    result: str
    output: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class JobResult:
    """How one job (of one cell) ended; ``absent`` says why it was not executed here."""

    job: str
    name: str
    result: str
    steps: tuple[StepResult, ...] = ()
    absent: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def output(self) -> str:
        """What all its steps printed."""
        return "\n".join(step.output for step in self.steps)


def mapping(value: object) -> Node:
    """``value`` as a mapping; nothing is the empty one."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(f"expected a mapping, found {value!r}")
    return value


def listed(value: object) -> list[object]:
    """``value`` as a list: nothing is none, one thing is a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def read(path: Path) -> Node:
    """The workflow at ``path``, read as YAML 1.2, as GitHub does."""
    return mapping(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))


def in_order(jobs: Mapping[str, Node]) -> Iterator[str]:
    """The jobs' names, each after all it needs."""
    waiting = dict(jobs)
    done: set[str] = set()
    while waiting:
        ready = [
            name
            for name, job in waiting.items()
            if {str(n) for n in listed(job.get("needs"))} <= done
        ]
        if not ready:
            raise ValueError(f"jobs wait for each other, or for none there is: {sorted(waiting)}")
        for name in ready:
            yield name
            done.add(name)
            del waiting[name]


def cells(matrix: Node) -> list[dict[str, object]]:
    """The cells of a matrix: the product, less ``exclude``, and ``include`` as GitHub adds it."""
    axes = {
        key: listed(items) for key, items in matrix.items() if key not in ("include", "exclude")
    }
    found = [dict(zip(axes, row, strict=True)) for row in itertools.product(*axes.values())]
    if not axes:
        found = []
    for out in (mapping(item) for item in listed(matrix.get("exclude"))):
        found = [cell for cell in found if not all(cell.get(k) == v for k, v in out.items())]
    original = [dict(cell) for cell in found]
    for more in (mapping(item) for item in listed(matrix.get("include"))):
        fits = [
            n
            for n, cell in enumerate(original)
            if all(cell[k] == v for k, v in more.items() if k in cell)
        ]
        for n in fits:
            found[n].update(more)
        if not fits:
            found.append(dict(more))
    return found
