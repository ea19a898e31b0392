"""Find out what a name in a test file stands for: ``pt.mark.spec`` is ``pytest.mark.spec``."""

import ast
from collections.abc import Iterator, Mapping

Aliases = Mapping[str, str]


def aliases(tree: ast.Module) -> Aliases:
    """The dotted names that imports and plain assignments at module level give to names."""
    found: dict[str, str] = {}
    for node in _statements(tree.body):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = dotted(node.value, found)
            if name.startswith("pytest"):
                found[node.targets[0].id] = name
    return found


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of ``body``, those inside ``if``, ``try`` and ``with`` included."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            yield from _statements(inner(node))


def inner(node: ast.stmt) -> list[ast.stmt]:
    """The statements that a compound statement other than a definition holds."""
    held = [s for s in ast.iter_child_nodes(node) if isinstance(s, ast.stmt)]
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        held += [s for s in ast.iter_child_nodes(part) if isinstance(s, ast.stmt)]
    return held


def dotted(node: ast.expr, known: Aliases) -> str:
    """The dotted name of an expression (of a call: of what is called); empty if it has none."""
    if isinstance(node, ast.Call):
        node = node.func
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([known.get(node.id, node.id), *reversed(attributes)])
