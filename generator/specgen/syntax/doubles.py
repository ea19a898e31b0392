"""Whether a test touches nothing but doubles that it made itself.

A mock of the code under test that is called, and asked what it was told to answer, proves nothing.
"""

import ast
from collections.abc import Iterator, Mapping

from specgen.syntax.calls import patched
from specgen.syntax.constants import BUILTINS
from specgen.syntax.text import dotted, string

_Definition = ast.FunctionDef | ast.AsyncFunctionDef
_MAKERS = frozenset(
    {
        "Mock", "MagicMock", "AsyncMock", "NonCallableMock", "NonCallableMagicMock", "PropertyMock",
        "create_autospec", "mock_open", "patch", "stub", "spy",
    }
)  # fmt: skip
_TOOLS = frozenset(
    {"pytest", "mock", "unittest", "mocker", "monkeypatch", "sentinel", "ANY", "call"}
)


def doubles_only(node: _Definition, names: Mapping[str, str]) -> bool:
    """Whether every name that a test reads is a double, or comes from one.

    ``names`` maps what the module imports to dotted targets.
    """
    return _Doubles(node, names).alone


def makes_double(chain: str) -> bool:
    """Whether calling ``chain`` makes a double or puts one in place, or it is a tool for that."""
    return chain.rpartition(".")[2] in _MAKERS or chain in _TOOLS


class _Doubles:
    """The doubles of one test."""

    def __init__(self, node: _Definition, names: Mapping[str, str]) -> None:
        self._names = names
        self._bound = set(_given(node))
        self._replaced: set[str] = set()
        self._found = bool(self._bound)
        self._local(node)
        self.alone = self._alone(node)

    def _alone(self, node: _Definition) -> bool:
        return all(map(self._fits, node.body)) and (self._found or bool(self._replaced))

    def _local(self, node: _Definition) -> None:
        """Names that the body binds, and dotted names that it replaces."""
        for inner in (n for statement in node.body for n in ast.walk(statement)):
            if type(inner) is ast.Name and type(inner.ctx) is ast.Store:
                self._bound.add(inner.id)
            elif type(inner) is ast.Call and self._makes(inner):
                self._found = True
                self._replaced.update(filter(None, (self._target(inner),)))
            elif type(inner) is ast.Assign and type(inner.value) is ast.Call:
                self._assigned(inner, inner.value)
        for decorator in node.decorator_list:
            if type(decorator) is ast.Call and patched(dotted(decorator.func)):
                self._replaced.update(filter(None, (self._target(decorator),)))

    def _assigned(self, node: ast.Assign, value: ast.Call) -> None:
        if self._makes(value):
            chains = (dotted(t) for t in node.targets if type(t) is ast.Attribute)
            self._replaced.update(self._absolute(chain) for chain in chains if chain)

    def _makes(self, call: ast.Call) -> bool:
        chain = dotted(call.func)
        return chain.rpartition(".")[2] in _MAKERS or patched(chain)

    def _target(self, call: ast.Call) -> str:
        """What a patch replaces, as an absolute dotted name."""
        chain = dotted(call.func)
        if not call.args or not patched(chain):
            return ""
        text = string(call.args[0])
        inner = string(call.args[1]) if len(call.args) > 1 else ""
        if text:
            return text
        target = dotted(call.args[0])
        return f"{self._absolute(target)}.{inner}" if target and inner else ""

    def _absolute(self, chain: str) -> str:
        root, dot, rest = chain.partition(".")
        return f"{self._names.get(root, root)}{dot}{rest}"

    def _fits(self, node: ast.AST) -> bool:
        """Whether a node reads doubles alone."""
        if isinstance(node, _Definition | ast.ClassDef | ast.Lambda | ast.Import | ast.ImportFrom):
            return False
        if type(node) is ast.Call and self._makes(node):
            return True  # what it stands for is not called
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node):
            return self._allowed(dotted(node))
        return all(map(self._fits, ast.iter_child_nodes(node)))

    def _allowed(self, chain: str) -> bool:
        root = chain.partition(".")[0]
        if root in self._bound or root in BUILTINS or root in _TOOLS:
            return True
        if root == "self":
            return chain.startswith("self.assert")
        absolute, above = f"{self._absolute(chain)}.", f"{self._absolute(root)}."
        return any(absolute.startswith(f"{r}.") and r.startswith(above) for r in self._replaced)


def _given(node: _Definition) -> Iterator[str]:
    """The parameters that ``@patch`` decorators fill."""
    plain = [a.arg for a in node.args.args if a.arg not in ("self", "cls")]
    calls = [d for d in node.decorator_list if type(d) is ast.Call]
    filled = [c for c in calls if patched(dotted(c.func)) and not _has_new(c)]
    yield from plain[: len(filled)]


def _has_new(call: ast.Call) -> bool:
    most = 2 if dotted(call.func).endswith(".object") else 1
    return len(call.args) > most or any(k.arg in ("new", "new_callable") for k in call.keywords)
