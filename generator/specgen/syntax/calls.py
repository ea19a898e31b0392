"""Calls with a meaning of their own: patches, skips, late imports, and what hygiene rules watch."""

import ast
from collections.abc import Mapping, Sequence
from functools import cache

from specgen.syntax.model import RawAct, SkipCall
from specgen.syntax.text import dotted, string

_PATCHERS = ("patch", "patch.object", "patch.dict", "patch.multiple")
_SKIPS = {
    f"{root}{name}": kind
    for root in ("pytest.", "py.test.", "")
    for name, kind in (("skip", "skip"), ("xfail", "xfail"), ("importorskip", "importorskip"))
} | {"self.skipTest": "skip"}
_WATCHED = (
    "unittest.mock.", "mock.", "mocker.", "monkeypatch.", "time.sleep", "asyncio.sleep",
    "anyio.sleep", "trio.sleep", "random.", "numpy.random.", "secrets.",
)  # fmt: skip
_OF_OBJECT = (".setattr", ".delattr", ".object", ".spy")  # an object and the name in it
_IMPORTERS = frozenset({"importlib.import_module", "import_module", "importorskip"})


@cache
def patched(chain: str) -> bool:
    """Whether a call of ``chain`` replaces its first argument by a double."""
    if chain.endswith(_PATCHERS):
        parts = chain.split(".")
        return "patch" in parts[-2:]
    return chain in ("monkeypatch.setattr", "monkeypatch.delattr") or chain.endswith("mocker.spy")


def skip_call(chain: str, node: ast.Call) -> SkipCall | None:
    """The skip, expected failure or ``importorskip`` that a call is, whatever it stands under."""
    kind = _SKIPS.get(chain, "")
    if not kind:
        return None
    named = [k.value for k in node.keywords if k.arg in ("reason", "msg")]
    first = next(filter(None, map(string, node.args[:1])), "")
    reason = next(filter(None, map(string, named)), "")
    if kind == "importorskip":
        return SkipCall(kind, node.lineno, reason, f"cannot import {first or 'what it needs'}")
    return SkipCall(kind, node.lineno, reason or first)


def target_of_import(chain: str, value: ast.expr) -> str:
    """The module that ``importorskip("a.b")`` or ``import_module("a.b")`` gives, else empty."""
    called = chain in _IMPORTERS or chain.endswith(".importorskip")
    if not called or type(value) is not ast.Call or not value.args:
        return ""
    return string(value.args[0])


def _named(node: ast.expr, names: Mapping[str, str]) -> str:
    """The resolved dotted name of an argument, or the text of a number."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return str(node.value)
    root, dot, rest = dotted(node).partition(".")
    return f"{names.get(root, root)}{dot}{rest}"


def _target(name: str, args: Sequence[ast.expr], *, names: Mapping[str, str]) -> str:
    """The first argument as a dotted name; with the name in it where that is the second."""
    text = string(args[0])
    if text:
        return text
    target = _named(args[0], names)
    inner = string(args[1]) if name.endswith(_OF_OBJECT) and len(args) > 1 else ""
    return f"{target}.{inner}" if target and inner else target


@cache
def _watched(name: str) -> bool:
    return name.startswith(_WATCHED)


def act(chain: str, node: ast.Call, *, names: Mapping[str, str]) -> RawAct | None:
    """The call as hygiene rules see it, where they watch its name."""
    root, dot, rest = chain.partition(".")
    name = f"{names.get(root, root)}{dot}{rest}"
    if not _watched(name):
        return None
    target = _target(name, node.args, names=names) if node.args else ""
    return RawAct(name, node.lineno, target, tuple(k.arg or "**" for k in node.keywords))
