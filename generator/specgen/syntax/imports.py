"""Import statements as ``Import`` facts."""

import ast

from specgen.syntax.model import Import


def imports_of(node: ast.Import | ast.ImportFrom, *, guarded: bool = False) -> list[Import]:
    """What one statement binds; ``import a.b`` binds ``a`` and still names ``a.b``."""
    if isinstance(node, ast.Import):
        return [_plain(alias, node.lineno, guarded=guarded) for alias in node.names]
    stem = "." * node.level + (node.module or "")
    joint = "" if stem.endswith(".") else "."
    return [
        Import(
            alias.asname or alias.name,
            f"{stem}{joint}{alias.name}" if alias.name != "*" else stem,
            node.lineno,
            guarded=guarded,
        )
        for alias in node.names
    ]


def _plain(alias: ast.alias, line: int, *, guarded: bool) -> Import:
    if alias.asname:
        return Import(alias.asname, alias.name, line, guarded=guarded)
    return Import(alias.name.partition(".")[0], alias.name, line, plain=True, guarded=guarded)


def bindings(imports: list[Import]) -> dict[str, str]:
    """Bound name -> dotted target; ``import a.b`` binds ``a`` to ``a``."""
    return {i.name: i.name if i.plain else i.target for i in imports if i.name != "*"}
