"""The draft of specs/project.yaml: the policy, each guess with its reason."""

from collections.abc import Iterator, Mapping

from specgen.adopt.model import CRITICAL, STANDARD, SUPPORTING, Evidence
from specgen.adopt.places import test_roots
from specgen.adopt.services import boundaries
from specgen.adopt.text import beside, comment, flow, scalar
from specgen.adopt.types import TypesFound
from specgen.repository.model import Packaging, TestCommand

_HEAD = """\
# Drafted by `specgen init` from what this repository holds; nothing was run.
# It is yours now: every guess has its reason beside it, correct what is wrong. A second
# `specgen init` changes no file, it only adds files for modules that are new.
"""


def project_text(evidence: Evidence, found: TypesFound) -> str:
    """The whole file."""
    return "\n".join([_HEAD + "\n".join(_lines(evidence, found)), ""])


def _lines(evidence: Evidence, found: TypesFound) -> Iterator[str]:
    packaging = evidence.repository.packaging
    yield f"project: {_text(packaging.name)}"
    yield from _source(packaging, evidence)
    if packaging.python:
        listed = ", ".join(f'"{v}"' for v in packaging.python)
        yield f"python: [{listed}]  # {comment(packaging.why_python)}"
    yield "untracked: warn       # a module that no spec lists: error, warn or ignore"
    yield "skeletons: scenarios  # what specs spell out gets a test to fill in; `all`: every gap"
    yield ""
    yield from _types(found)
    yield from _tiers(evidence, found)
    yield from _budget(evidence)
    yield from _runs(evidence.repository.commands)
    yield from _services(evidence)


def _text(name: str) -> str:
    """An id that YAML must not take for a number or a truth value."""
    plain = scalar(name)
    return plain if plain[0] != '"' else f'"{name}"'


def _source(packaging: Packaging, evidence: Evidence) -> Iterator[str]:
    yield f"source:  # {comment(packaging.why)}"
    yield f"  root: {scalar(packaging.root)}"
    several = len(packaging.packages) != 1
    if not several:
        yield f"  package: {packaging.packages[0]}"
    yield f"  tests: {flow(*test_roots(evidence.inventory))}"
    beside_it = [g for name in packaging.others for g in (name, f"{name}.*")] if several else []
    if beside_it:
        yield "  exclude:  # stands beside the packages, and is not the product"
        yield from (f"    - {scalar(glob)}" for glob in beside_it)


def _types(found: TypesFound) -> Iterator[str]:
    listed = ", ".join(f"{name} ({count:,})" for name, count in sorted(
        found.counts.items(), key=lambda pair: (-pair[1], pair[0])))  # fmt: skip
    yield f"# Types of the tests that are here: {listed or 'there are no tests yet'}."
    yield "# Told by mark, then by folder; what says nothing counts as unit."
    if found.aliases:
        yield "types:"
    for name, words in found.aliases.items():
        why = "; ".join(words.values())
        yield f"  {name}: {{aliases: {flow(*words)}}}  # {comment(why)}"
    yield ""


def _tiers(evidence: Evidence, found: TypesFound) -> Iterator[str]:
    known = [n for n in evidence.builtin if n in found.usual]
    types = ["unit", *known]
    yield "tiers:  # strictest first; modules say theirs in modules/*.yaml"
    why = "the types that are usual here" if known else "add types as you need them"
    rows = [
        (f"  {CRITICAL}: {{title: Critical path, requires: {flow(*types)}, priority: high}}", why),
        (f"  {STANDARD}: {{requires: [unit], priority: medium}}", ""),
        (f"  {SUPPORTING}: {{requires: [unit], priority: low}}", "also what is new and unlisted"),
    ]
    yield from beside(rows)
    yield ""


def _budget(evidence: Evidence) -> Iterator[str]:
    gates = [g for g in evidence.repository.gates if 0 < g.percent <= 100]
    if not gates:
        yield "# No coverage gate was found: `budget: {coverage: {total: 80%}}` would set one."
        yield ""
        return
    first = max(gates, key=lambda g: g.percent)
    yield "budget:"
    where = f"{first.setting} in {first.path}:{first.line}"
    yield f"  coverage: {{total: {first.percent:g}%}}  # {comment(where)}"
    yield ""


def _runs(commands: tuple[TestCommand, ...]) -> Iterator[str]:
    if not commands:
        return
    yield "# What CI runs today:"
    seen: Mapping[str, TestCommand] = {c.text: c for c in reversed(commands)}
    for command in sorted(seen.values(), key=lambda c: (c.path, c.line))[:12]:
        yield f"#   {command.path}:{command.line}: {comment(command.text)[:90]}"
    yield "runs:"
    yield "  pull_request: {types: all}"
    yield ""


def _services(evidence: Evidence) -> Iterator[str]:
    found = boundaries(evidence)
    if not found:
        return
    yield "# What tests replace today, outer boundaries by the look of it. A service gets one"
    yield "# fixture and a double that knows the real signatures; uncomment what is one, and"
    yield "# say `uses: [name]` in the scenarios that need it."
    yield "# services:"
    for one in found:
        line = f"#   {one.name}: {{target: {scalar(one.target)}, double: {{unit: autospec}}}}"
        yield f"{line}  # {comment(one.why)}"
    yield ""
