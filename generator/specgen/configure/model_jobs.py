"""What CI does at one moment, whatever the host: suites of tests, the jobs that run them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """The tests of one type on one machine.

    ``command`` is what a shell runs, but for the folder of evidence at its end: words that need no
    quoting, and ``$SHARD`` where the type is shared out.  ``secrets`` are the variables that its
    live services need, ``minutes`` is when it is given up.
    """

    type: str
    title: str
    command: str
    secrets: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Suite:
    """Steps that run one after the other on each machine of ``os`` x ``python`` x ``shards``.

    ``id`` is the name of its job.  ``timed`` ones measure: one machine, and nothing beside them;
    ``compare`` measures again, in turns with the revision ``$BASE``.
    """

    id: str
    title: str
    os: tuple[str, ...]
    python: tuple[str, ...]
    steps: tuple[Step, ...]
    shards: int = 1
    timed: bool = False
    minutes: int = 0
    compare: Step | None = None


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All that runs at one moment.

    ``stem`` is the name of the project's files, ``name`` that of the workflow; ``suffix`` tells the
    names of its jobs from those of other projects.  ``check`` and ``gate`` are the commands before
    and after the suites; ``environment`` is the spec's, ``profile`` what the moment itself sets.
    ``baseline`` says that there are verdicts of the base to compare with, ``trend`` is the command
    that tells what many runs say, where they are remembered; ``mutation`` says whether mutants are
    made.
    """

    moment: str
    stem: str
    name: str
    suffix: str
    check: str
    gate: str
    suites: tuple[Suite, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)
    python: str = ""
    baseline: bool = False
    trend: str = ""
    mutation: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """How long one machine of a moment needs, at the least, by what was recorded, in seconds."""

    moment: str
    suite: str
    seconds: float
    by_type: Mapping[str, float]
