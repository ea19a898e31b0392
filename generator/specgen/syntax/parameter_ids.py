"""The ids that pytest gives the parameter sets of one ``parametrize``, read from literals.

What pytest makes of a value depends on its type, so a value whose type only running tells makes
all ids computed: an id that is expected and never comes would be worse than one that is missed.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from specgen.syntax.model_ids import Computed, Ids, Literal
from specgen.syntax.text import dotted

_MOST = 1_000  # sets of one mark
_LONGEST = 100  # characters of a value: of longer ones, versions of pytest make different ids
_DIGITS = 1_000  # of a number
_NAMELESS = (
    ast.List, ast.Tuple, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp,
)  # fmt: skip
_PRINTED = {i: f"\\x{i:02x}" for i in range(128) if i not in range(32, 127)}
_PRINTED |= {ord("\t"): "\\t", ord("\r"): "\\r", ord("\n"): "\\n"}


class _Unknown(Exception):
    """Only running tells; the message says what."""


def ids_of(call: ast.Call) -> Ids:
    """The ids of the sets that a call of ``parametrize`` gives, in its order."""
    try:
        given = _given(call)
        names, alone = _names(given.get("argnames"))
        sets = _sets(given.get("argvalues"))
        ids = _unique(_all(sets, names, alone=alone, own=_own(given.get("ids"), len(sets))))
        return Literal(ids, names, _may_be(given.get("indirect")))
    except _Unknown as unknown:
        return Computed(str(unknown))


def _given(call: ast.Call) -> dict[str, ast.expr]:
    """The arguments by name."""
    order = ("argnames", "argvalues", "indirect", "ids", "scope")
    if any(isinstance(x, ast.Starred) for x in call.args) or len(call.args) > len(order):
        raise _Unknown("its arguments are unpacked")
    found = dict(zip(order, call.args, strict=False))
    for keyword in call.keywords:
        if keyword.arg is None:
            raise _Unknown("its arguments are unpacked")
        found[keyword.arg] = keyword.value
    return found


def _may_be(value: ast.expr | None) -> bool:
    return value is not None and not (isinstance(value, ast.Constant) and value.value is False)


def _names(value: ast.expr | None) -> tuple[tuple[str, ...], bool]:
    """The parameters, and whether each value is that of a single one."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        names = tuple(x.strip() for x in value.value.split(",") if x.strip())
        if value.value.rstrip().endswith(","):
            raise _Unknown("what a comma at the end means depends on pytest's version")
        return names, len(names) == 1
    if isinstance(value, ast.List | ast.Tuple):
        words = tuple(x.value for x in value.elts if isinstance(x, ast.Constant))
        if len(words) == len(value.elts):
            return tuple(map(str, words)), False
    raise _Unknown("the names of its parameters are computed")


def _sets(value: ast.expr | None) -> list[ast.expr]:
    if not isinstance(value, ast.List | ast.Tuple):
        raise _Unknown("its sets are computed")
    if any(isinstance(x, ast.Starred) for x in value.elts):
        raise _Unknown("some of its sets are computed")
    if not 0 < len(value.elts) <= _MOST:
        raise _Unknown("it has no sets" if not value.elts else f"it has more than {_MOST:,} sets")
    return value.elts


def _own(value: ast.expr | None, count: int) -> list[str | None]:
    """What ``ids=`` says of each set, nothing where it leaves one to pytest."""
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return [None] * count
    if not isinstance(value, ast.List | ast.Tuple):
        raise _Unknown("its ids are computed")
    if len(value.elts) != count:
        raise _Unknown("it has not as many ids as sets")
    return [_own_id(x) for x in value.elts]


def _own_id(value: ast.expr) -> str | None:
    if not isinstance(value, ast.Constant):
        raise _Unknown("some of its ids are computed")
    if value.value is None:
        return None
    if isinstance(value.value, bool | int | float | str):
        return _text(value.value)
    raise _Unknown("some of its ids are no text")


def _all(
    sets: Sequence[ast.expr], names: tuple[str, ...], *, alone: bool, own: Sequence[str | None]
) -> list[str]:
    found = []
    for index, (one, said) in enumerate(zip(sets, own, strict=True)):
        values, named = _set(one, alone=alone)
        if len(values) != len(names):
            raise _Unknown("a set has not as many values as there are parameters")
        parts = (_of_value(v, n, index=index) for v, n in zip(values, names, strict=True))
        if named is None:
            named = said if said is not None else "-".join(parts)
        found.append(named)
    return found


def _set(one: ast.expr, *, alone: bool) -> tuple[Sequence[ast.expr], str | None]:
    """The values of one set, and the id that ``pytest.param`` gives it."""
    if isinstance(one, ast.Call) and dotted(one.func).rpartition(".")[2] == "param":
        if any(isinstance(x, ast.Starred) for x in one.args):
            raise _Unknown("some of its values are unpacked")
        if any(k.arg is None for k in one.keywords):
            raise _Unknown("some of its ids are computed")
        id = next((k.value for k in one.keywords if k.arg == "id"), ast.Constant(None))
        if not isinstance(id, ast.Constant) or not isinstance(id.value, str | None):
            raise _Unknown("some of its ids are computed")
        return one.args, None if id.value is None else _text(id.value)
    if alone:
        return [one], None
    if isinstance(one, ast.List | ast.Tuple) and not any(
        isinstance(x, ast.Starred) for x in one.elts
    ):
        return one.elts, None
    raise _Unknown("some of its sets are computed")


def _of_value(value: ast.expr, name: str, *, index: int) -> str:
    if isinstance(value, _NAMELESS):
        return f"{name}{index}"
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        value = _negative(value.operand)
    if not isinstance(value, ast.Constant):
        raise _Unknown("some of its values are computed")
    if value.value is ...:
        return f"{name}{index}"
    return _text(value.value)


def _negative(value: ast.expr) -> ast.expr:
    if isinstance(value, ast.Constant) and type(value.value) in (int, float):
        return ast.Constant(-value.value)  # type: ignore[operator]  # a number, as was asked
    return value if not isinstance(value, ast.Constant) else ast.Name("unknown")


def _text(value: object) -> str:
    """What pytest makes of one value."""
    if isinstance(value, str | bytes):
        if len(value) > _LONGEST:
            raise _Unknown(f"a value has more than {_LONGEST} characters")
        if isinstance(value, bytes):
            return value.decode("ascii", "backslashreplace").translate(_PRINTED)
        return value.encode("unicode_escape").decode("ascii").translate(_PRINTED)
    if isinstance(value, int) and value.bit_length() > _DIGITS:
        raise _Unknown("a value is a very long number")
    return str(value)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    """``ids`` with a number behind those that come more than once, as pytest counts."""
    found = list(ids)
    counts = Counter(found)
    following: dict[str, int] = defaultdict(int)
    for index, id in enumerate(found):
        if counts[id] > 1:
            between = "_" if id[-1:].isdigit() else ""
            new = f"{id}{between}{following[id]}"
            while new in found:
                following[id] += 1
                new = f"{id}{between}{following[id]}"
            found[index] = new
            following[id] += 1
    return tuple(found)
