"""The draft of specs/exceptions.yaml: tests that are excused today, each to be approved.

Everything is commented out: nothing is waived until a person uncomments it and signs.  What is
uncommented and not filled in is refused (`TODO` is no date).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specgen.adopt.text import comment, scalar
from specgen.inventory.model import Excuse, ExcuseKind, TestItem

_HEAD = """\
# Drafted by `specgen init`: tests that are skipped or expected to fail today.
# Nothing below counts until it is approved. To approve a waiver: remove the `#`, replace each
# TODO (an issue, who approves, the first day on which it no longer holds), and delete `[]`.
# To confirm a conditional skip, remove the `#` and delete `[]`. What is wrong: mend the test.
"""
_FEW = 4  # tests that a skip lists one by one


@dataclass(frozen=True, slots=True)
class _Group:
    """Tests of one file that are excused alike."""

    path: str
    kind: str
    condition: str
    reason: str
    tests: tuple[str, ...]

    @property
    def conditional(self) -> bool:
        """Whether it is a skip that depends on where the tests run."""
        return bool(self.condition) and self.kind == "skip"


def exceptions_text(items: Iterable[TestItem], known: str = "") -> str:
    """The file's text, or nothing where no test is excused that ``known`` text does not name."""
    groups = [g for g in _groups(items) if not all(f'"{t}"' in known for t in _targets(g))]
    if not groups:
        return ""
    waivers = [_waiver(g) for g in groups if not g.conditional]
    skips = [_skip(g) for g in groups if g.conditional]
    return "\n".join([_HEAD, "waivers: []", *waivers, "", "skips: []", *skips, ""])


def _groups(items: Iterable[TestItem]) -> Iterator[_Group]:
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for item in items:
        excuse = _weightiest(item.excuses)
        if excuse is not None:
            condition = comment(excuse.condition)
            kind = "xfail" if excuse.kind is ExcuseKind.XFAIL else "skip"
            key = (item.path, kind, condition, comment(excuse.reason))
            found.setdefault(key, []).append(item.node_id)
    for (path, kind, condition, reason), tests in sorted(found.items()):
        yield _Group(path, kind, condition, reason, tuple(dict.fromkeys(tests)))


def _weightiest(excuses: tuple[Excuse, ...]) -> Excuse | None:
    """What always holds counts before what depends."""
    return next((e for e in excuses if e.unconditional), next(iter(excuses), None))


def _targets(group: _Group) -> tuple[str, ...]:
    if len(group.tests) <= (_FEW if group.conditional else 1):
        return group.tests
    return (f"{_common(group.tests)}::*",)


def _common(tests: tuple[str, ...]) -> str:
    """The class or file that all of ``tests`` stand in."""
    owners = {test.rpartition("::")[0] for test in tests}
    return owners.pop() if len(owners) == 1 else tests[0].partition("::")[0]


def _waiver(group: _Group) -> str:
    (target,) = _targets(group)
    fields: Mapping[str, str] = {
        "for": f'"{target}"',
        "allow": group.kind,
        "at_most": str(len(group.tests)) if len(group.tests) > 1 else "",
        "reason": scalar(group.reason or group.condition or "TODO"),
        "issue": "TODO",
        "approved_by": "TODO",
        "expires": "TODO",
    }
    return _commented(fields)


def _skip(group: _Group) -> str:
    fields = {
        "tests": "[" + ", ".join(f'"{t}"' for t in _targets(group)) + "]",
        "when": scalar(group.condition),
        "reason": scalar(group.reason or _reason_of(group.condition)),
    }
    return _commented(fields)


def _reason_of(condition: str) -> str:
    """An import that may be missing says enough by itself."""
    return condition if condition.startswith("cannot import ") else "TODO"


def _commented(fields: Mapping[str, str]) -> str:
    inside = ", ".join(f"{key}: {value}" for key, value in fields.items() if value)
    return f"#  - {{{inside}}}"
