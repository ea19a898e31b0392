"""Put the tests that are missing next to their siblings of the spec."""

from collections.abc import Sequence
from dataclasses import dataclass

from specgen.lock.model import Lock
from specgen.merge.model import Anatomy, Claim, Function, Source, Splice
from specgen.merge.splice import shifted
from specgen.plan import Element, PartKind


@dataclass(frozen=True, slots=True)
class Ground:
    """The file that tests are put into; ``names`` are those that each scope binds by then."""

    anatomy: Anatomy
    source: Source
    lock: Lock
    names: dict[tuple[str, ...], set[str]]


@dataclass(frozen=True, slots=True)
class Missing:
    """An element that no function stands for: its splice, or the rule that says why it has none."""

    element: Element
    splice: Splice | None
    rule: str = ""
    anchored: bool = False


def missing(
    elements: Sequence[Element], found: Sequence[Claim], *, site: Ground
) -> tuple[Missing, ...]:
    """What becomes of each element that stands nowhere.

    It goes behind the nearest sibling above it in the spec, inside that one's class, else to the
    end.  Nothing is inserted whose name is taken, or which may be there without a readable id.
    """
    functions = {claim.element.id: claim.function for claim in found}
    anchor: Function | None = None
    answer: list[Missing] = []
    for element in elements:
        anchor = functions.get(element.id, anchor)
        if element.id in functions or element.id in site.anatomy.loose:
            continue
        scope = anchor.scope if anchor else ()
        rule = _taken(element, site, scope=scope)
        splice = None if rule else _insertion(element, anchor, site=site)
        if splice:
            site.names.setdefault(scope, set()).add(element.part(PartKind.NAME))
        answer.append(Missing(element, splice, rule, anchor is not None))
    return tuple(answer)


def _taken(element: Element, site: Ground, *, scope: tuple[str, ...]) -> str:
    """Why ``element`` must not be inserted, as the rule that reports it; empty if it may be."""
    name, known = element.part(PartKind.NAME), site.lock.knows(element.id)
    bearers = [f for f in site.anatomy.functions if f.name == name]
    if any(f.opaque or (known and not f.ids) for f in bearers):
        return "unlinked"
    if name in site.names.get(scope, set()):
        return "name-clash"
    return "unlinked" if known and any(f.opaque for f in site.anatomy.functions) else ""


def _insertion(element: Element, anchor: Function | None, *, site: Ground) -> Splice:
    text, end = site.anatomy.source, site.source.eol
    at = anchor.end if anchor else len(text)
    gap = b"" if text[:at].endswith((b"\n", b"\r")) or not at else end
    if anchor is None:
        blank = (len(text) - len(text.rstrip(b"\r\n"))) // len(end) - 1
        gap += end * (2 - max(0, min(2, blank)) if text.strip() else 0)
    else:
        gap += end if anchor.indent else end * 2
    indent = anchor.indent if anchor else b""
    written = element.text
    if anchor and anchor.scope:
        written = _as_method(element)
    return Splice(at, at, gap + indent + shifted(written, indent, source=site.source) + end)


def _as_method(element: Element) -> str:
    """The text of an element with ``self`` as its first parameter."""
    head = f"def {element.part(PartKind.NAME)}("
    before, found, behind = element.text.partition(head)
    comma = "" if behind.lstrip().startswith(")") else ", "
    return f"{before}{found}self{comma}{behind.lstrip() if not comma else behind}"
