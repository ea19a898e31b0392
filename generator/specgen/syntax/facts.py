"""One file's bytes to its facts."""

import ast
import hashlib
from collections.abc import Iterator, Sequence

from specgen.syntax.body import BodyReader
from specgen.syntax.definitions import Context, blocks, members
from specgen.syntax.imports import bindings, imports_of
from specgen.syntax.making import makers_of
from specgen.syntax.model import FileFacts, Import, SkipCall
from specgen.syntax.read import Parsed, Unreadable, read_python
from specgen.syntax.statements import statements
from specgen.syntax.text import Source, doc


def facts_of(path: str, data: bytes, *, bodies: bool) -> FileFacts:
    """Everything one file says; ``bodies``: what its functions do too (tests), not only their API.

    A file that cannot be parsed gives facts with a ``problem``; nothing is raised.
    """
    parsed = read_python(data)
    if isinstance(parsed, Unreadable):
        return FileFacts(path, digest_of(data), problem=parsed.message, problem_span=parsed.span)
    try:
        return _facts(path, data, parsed=parsed, bodies=bodies)
    except RecursionError:
        return FileFacts(path, digest_of(data), problem="is nested too deeply to be read")


def digest_of(data: bytes) -> str:
    """The content hash that caches are keyed by."""
    return hashlib.sha256(data).hexdigest()[:32]


def _facts(path: str, data: bytes, *, parsed: Parsed, bodies: bool) -> FileFacts:
    source, tree = Source(parsed.lines), parsed.tree
    imports = list(_imports(tree.body))
    names = bindings(imports)
    found = members(tree.body, Context(source, names, bodies))
    return FileFacts(
        path=path,
        digest=digest_of(data),
        imports=tuple(imports),
        functions=tuple(found.functions),
        classes=tuple(found.classes),
        assignments=tuple(found.assignments),
        skips=_module_skips(tree.body, source) if bodies else (),
        makers=makers_of(tree.body, source) if bodies else (),
        doc=doc(tree),
        lines=len(parsed.lines),
        statements=0 if bodies else statements(tree, parsed.lines),
    )


def _imports(body: Sequence[ast.stmt], guarded: bool = False) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports_of(node, guarded=guarded)
        elif isinstance(node, ast.stmt):
            for block in blocks(node):
                yield from _imports(block, True)


def _module_skips(body: Sequence[ast.stmt], source: Source) -> tuple[SkipCall, ...]:
    """``pytest.skip(allow_module_level=True)`` and ``importorskip`` at module level."""
    loose = [s for s in body if isinstance(s, ast.If | ast.Try | ast.Expr | ast.Assign | ast.Raise)]
    return BodyReader(source, {}).statements(loose).skips
