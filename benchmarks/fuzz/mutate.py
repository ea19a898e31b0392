"""Mutations of bytes, of lines of text, and of trees of plain data."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from random import Random

Pool = Mapping[str, Sequence[object]]
"""Values by the key that they stand at somewhere in the corpus."""

ODD: tuple[object, ...] = (
    None, True, False, 0, -1, 1, 10**9, 10**30, 1.5, -0.0, float("inf"), float("nan"), "", " ",
    "x" * 4096, "a/" * 300, "../..", "/etc/hosts", "~", "*", "[", "(", "a (", "a.b.c", "..", ".",
    "con", "2h..1h", "5..2", "100%", "-1%", "9999-12-31", "2026-02-30", "{{ 7 * 7 }}", "\u202e",
    "\x85", "e\u0301", "\U0001f600", "'''\"\"\"\\", "$(x)", "a: b", "# c", "- d", "\t", "\r\n",
    "all", "rest", "unit", "no", "1e400", "0x10", "9" * 5000, [], {}, [[]], [None], {"": None},
    {"expr": "1 +"}, {"expr": "x" * 5000}, ["a"] * 300,
)  # fmt: skip


def mutated_bytes(data: bytes, chance: Random) -> bytes:
    """``data`` with one to four bytes or stretches flipped, cut, doubled, moved or put in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(found))
        end = min(len(found), at + chance.choice((1, 1, 2, 8, 64)))
        kind = chance.randrange(5)
        if kind == 0 and at < len(found):
            found[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del found[at:end]
        elif kind == 2:
            found[at:at] = found[at:end]
        elif kind == 3:
            odd = (b"\0", b"\xff", b"\r", b"\t", b"\xef\xbb\xbf", b"]]>", b"<", b"{", b"[", b'"')
            found[at:at] = chance.choice(odd)
        else:
            found[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
    return bytes(found)


def mutated_lines(text: str, chance: Random, *, more: Sequence[str]) -> str:
    """``text`` with lines left out, doubled, swapped, indented, or put in from ``more``."""
    lines = text.splitlines(keepends=True) or [""]
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(lines))
        kind = chance.randrange(6)
        if kind == 0 and len(lines) > 1:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[at])
        elif kind == 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == 3:
            lines[at] = f"    {lines[at]}" if chance.random() < 0.5 else lines[at].lstrip(" ")
        else:
            lines.insert(at, f"{chance.choice(more)}\n")
    return "".join(lines)


def pool_of(trees: Sequence[object]) -> dict[str, list[object]]:
    """The values of ``trees`` by their keys."""
    found: dict[str, list[object]] = {}
    for tree in trees:
        for key, value in _entries(tree):
            found.setdefault(key, []).append(value)
    return found


def _entries(tree: object) -> Iterator[tuple[str, object]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key), value
            yield from _entries(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _entries(value)


def mutated_tree(tree: object, chance: Random, *, pool: Pool, odd: float, most: int = 3) -> object:
    """``tree`` with one to ``most`` parts replaced: by what stands at the same key elsewhere, or,
    in ``odd`` of cases, by what belongs nowhere; some are left out or doubled."""
    found = copy.deepcopy(tree)
    for _ in range(chance.randint(1, most)):
        spots = list(_spots(found))
        if not spots:
            return found
        holder, key = chance.choice(spots)
        if isinstance(holder, dict):
            _in_mapping(holder, key, chance, pool, odd)
        elif isinstance(holder, list) and isinstance(key, int):
            _in_list(holder, key, chance, odd)
    return found


def _spots(tree: object) -> Iterator[tuple[object, object]]:
    """Every place of ``tree`` that can be changed: what holds it, and the key or index there."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if (
        isinstance(tree, list)) else ()  # fmt: skip
    for key, value in entries:
        yield tree, key
        yield from _spots(value)


def _in_mapping(
    tree: dict[object, object], key: object, chance: Random, pool: Pool, odd: float
) -> None:
    kind = chance.random()
    if key not in tree:
        return
    if kind < odd:
        tree[key] = copy.deepcopy(chance.choice(ODD))
    elif kind < odd + 0.1:
        del tree[key]
    elif kind < odd + 0.2:
        other = chance.choice(sorted(pool))
        tree[other] = copy.deepcopy(chance.choice(pool[other]))
    else:
        known = pool.get(str(key), ())
        tree[key] = copy.deepcopy(chance.choice(known)) if known else tree[key]


def _in_list(tree: list[object], index: int, chance: Random, odd: float) -> None:
    if index >= len(tree):
        return
    if chance.random() < odd:
        tree[index] = copy.deepcopy(chance.choice(ODD))
    elif chance.random() < 0.5:
        del tree[index]
    else:
        tree.insert(index, copy.deepcopy(chance.choice(tree)))
