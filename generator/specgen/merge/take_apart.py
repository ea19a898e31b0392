"""Take a test file apart: one parse, and every machine-owned part as a byte range."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace

from specgen.merge.aliases import Aliases, aliases, dotted, inner
from specgen.merge.model import Anatomy, Decorator, Function, Literal, Parameter, Statement
from specgen.merge.positions import Positions

SPEC_MARK = "pytest.mark.spec"
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_DEF = re.compile(rb"(?:async(?:\s|\\\r?\n)+)?def(?:\s|\\\r?\n)+")
_COMMENT = re.compile(rb"([ \t\f]*)#[^\r\n]*(?:\r?\n|\r|\Z)|[ \t\f]*(?:\r?\n|\r)")
_BLANKS = re.compile(rb"[ \t\f]*")
_SPEC_CALL = re.compile(rb"\bspec\s*\(")
_Definition = ast.FunctionDef | ast.AsyncFunctionDef


def parse(text: bytes) -> ast.Module:
    """The syntax tree of ``text``, without the warnings that its literals may cause.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it cannot be read (``UNREADABLE``).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text.decode())


def take_apart(text: bytes) -> Anatomy:
    """The anatomy of a file's ``text`` (UTF-8, no byte order mark); raises like ``parse``."""
    return with_functions(outline(text))


def with_functions(anatomy: Anatomy) -> Anatomy:
    """An outline with its functions filled in."""
    tree = anatomy.tree
    reader = _Reader(anatomy.source, aliases(tree))
    functions = tuple(reader.functions(tree.body, (), marks=reader.module_marks(tree.body)))
    return replace(anatomy, functions=functions, loose=reader.loose(tree, functions))


def outline(text: bytes) -> Anatomy:
    """The anatomy of ``text`` without its functions, which take longest; raises like ``parse``."""
    tree = parse(text)
    reader = _Reader(text, {})
    names: dict[tuple[str, ...], frozenset[str]] = {}
    _collect_names(tree.body, (), names=names)
    return Anatomy(
        source=text,
        tree=tree,
        functions=(),
        loose=frozenset(),
        names=names,
        docstring=reader.docstring(tree.body),
        imports=tuple(reader.imports(tree.body)),
    )


def _collect_names(
    body: list[ast.stmt], scope: tuple[str, ...], *, names: dict[tuple[str, ...], frozenset[str]]
) -> None:
    """Fill in which names the functions, classes and assignments of each scope bind."""
    bound: set[str] = set()
    todo = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, _Definition | ast.ClassDef):
            bound.add(node.name)
            if isinstance(node, ast.ClassDef):
                _collect_names(node.body, (*scope, node.name), names=names)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound |= bound_names(node)
        elif isinstance(node, ast.Assign):
            bound |= {t.id for t in node.targets if isinstance(t, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            bound.add(node.target.id)
        todo += inner(node)
    names[scope] = names.get(scope, frozenset()) | bound


def _listed(node: ast.stmt) -> list[ast.expr]:
    """The values that an assignment assigns: those in its list or tuple, or its value."""
    value = getattr(node, "value", None)
    if isinstance(value, ast.List | ast.Tuple):
        return value.elts
    return [value] if isinstance(value, ast.expr) else []


def bound_names(node: ast.Import | ast.ImportFrom) -> frozenset[str]:
    """The names that an import binds."""
    return frozenset(a.asname or a.name.partition(".")[0] for a in node.names)


class _Reader:
    """Reads parts of one file; holds its text and what its names stand for."""

    def __init__(self, text: bytes, known: Aliases) -> None:
        self._text = text
        self._known = known
        self._at = Positions(text)

    def functions(
        self, body: list[ast.stmt], scope: tuple[str, ...], *, marks: frozenset[str]
    ) -> Iterator[Function]:
        """Every function of ``body`` and of the classes in it, none inside a function."""
        for node in body:
            if isinstance(node, _Definition):
                yield self._function(node, scope, marks=marks)
            elif isinstance(node, ast.ClassDef):
                own = {self._mark(d) for d in node.decorator_list} | self.module_marks(node.body)
                yield from self.functions(node.body, (*scope, node.name), marks=marks | own)
            else:
                held = inner(node)
                if held:
                    yield from self.functions(held, scope, marks=marks)

    def module_marks(self, body: list[ast.stmt]) -> frozenset[str]:
        """The marks that a ``pytestmark`` in ``body`` sets, as their source."""
        for node in body:
            target = node.targets[0] if isinstance(node, ast.Assign) else None
            if isinstance(target, ast.Name) and target.id == "pytestmark":
                return frozenset(map(self._mark, _listed(node)))
        return frozenset()

    def _mark(self, node: ast.expr) -> str:
        """A mark as a build would write it: its resolved name, and its arguments as they stand."""
        return self._written(node, dotted(node, self._known))

    def _written(self, node: ast.expr, name: str) -> str:
        if not isinstance(node, ast.Call):
            return f"@{name}"
        arguments = self._text[self._at.end(node.func) : self._at.end(node)]
        return f"@{name}{arguments.decode()}"

    def _function(
        self, node: _Definition, scope: tuple[str, ...], *, marks: frozenset[str]
    ) -> Function:
        text, at = self._text, self._at
        decorators = tuple(self._decorator(d) for d in node.decorator_list)
        define = at.start(node)
        found = _DEF.match(text, define)
        name_start = found.end() if found else define
        start = min([define, *(d.start for d in decorators)])
        first = at.first_line(node.body[0])
        header_end = self._header_end(at.line(first))
        docstring = self.docstring(node.body)
        body_start = at.line(at.line_of(docstring.end) + 1) if docstring else header_end
        shared = bool(text[at.line(first) : at.start(node.body[0])].strip(b" \t\f@")) or (
            docstring is not None and self._is_shared(docstring, body_start)
        )
        parameters = tuple(self._parameters(node.args))
        return Function(
            name=node.name,
            scope=scope,
            line=node.lineno,
            start=start,
            end=self._end(node),
            indent=text[at.line(node.lineno) : define],
            name_start=name_start,
            open=text.find(b"(", name_start) + 1,
            decorators=decorators,
            parameters=parameters,
            positional=self._positional(node.args),
            docstring=docstring,
            header_end=header_end,
            body_start=body_start,
            body_indent=self._indentation(at.line(first)),
            one_line=shared,
            inherited=marks,
            ids=tuple(literal.value for d in decorators for literal in d.ids),
        )

    def _decorator(self, node: ast.expr) -> Decorator:
        start = self._text.rfind(b"@", 0, self._at.start(node))
        end = self._at.end(node)
        name = dotted(node, self._known)
        ids: list[Literal] = []
        opaque = False
        if name == SPEC_MARK:
            arguments = (
                [*node.args, *(k.value for k in node.keywords)]
                if isinstance(node, ast.Call)
                else []
            )
            ids = [i for i in map(self._literal, arguments) if i]
            opaque = len(ids) < max(1, len(arguments))
        text = self._text[start:end].decode().replace("\r\n", "\n")
        return Decorator(start, end, name, self._written(node, name), text, tuple(ids), opaque)

    def _literal(self, node: ast.AST) -> Literal | None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return Literal(node.value, self._at.start(node), self._at.end(node))
        return None

    def docstring(self, body: list[ast.stmt]) -> Literal | None:
        """The docstring that opens ``body``, as the span of its statement."""
        if not body or not isinstance(body[0], ast.Expr):
            return None
        value = self._literal(body[0].value)
        if value is None:
            return None
        return Literal(value.value, self._at.start(body[0]), self._at.end(body[0]))

    def _is_shared(self, docstring: Literal, below: int) -> bool:
        """Whether something but a comment stands behind the docstring on its last line."""
        rest = self._text[docstring.end : below].strip()
        return bool(rest) and not rest.startswith(b"#")

    def _header_end(self, first: int) -> int:
        """The first byte below the signature, given the first line of the body."""
        while first > 0:
            above = self._at.line(self._at.line_of(first - 1))
            stripped = self._text[above:first].strip()
            if stripped and not stripped.startswith(b"#"):
                return first
            first = above
        return first

    def _indentation(self, line: int) -> bytes:
        found = _BLANKS.match(self._text, line)
        return found.group() if found else b""

    def _end(self, node: _Definition) -> int:
        """The end of the function's last line, comments below that are indented deeper included."""
        end = at = self._at.line((node.end_lineno or node.lineno) + 1)
        indent = len(self._indentation(self._at.line(node.lineno)).expandtabs(8))
        while (found := _COMMENT.match(self._text, at)) and found.end() > at:
            at = found.end()
            if found.group(1) is None:
                continue
            if len(found.group(1).expandtabs(8)) <= indent:
                break
            end = at
        return end

    def _parameters(self, node: ast.arguments) -> Iterator[Parameter]:
        plain = [*node.posonlyargs, *node.args]
        defaults: list[ast.expr | None] = [None] * (len(plain) - len(node.defaults))
        pairs = list(zip(plain, [*defaults, *node.defaults], strict=True))
        pairs += [(node.vararg, None)] if node.vararg else []
        pairs += zip(node.kwonlyargs, node.kw_defaults, strict=True)
        pairs += [(node.kwarg, None)] if node.kwarg else []
        for arg, default in pairs:
            start, end = self._at.start(arg), self._at.end(arg)
            text = arg.arg
            if arg.annotation is not None:
                text = " ".join(self._text[start:end].decode().split())
            yield Parameter(arg.arg, text, start, end, self._at.end(default) if default else end)

    def _positional(self, node: ast.arguments) -> int:
        """How many parameters can stand before one that has no default."""
        return len(node.posonlyargs) + len(node.args) - len(node.defaults)

    def imports(self, body: list[ast.stmt]) -> Iterator[Statement]:
        """The imports that stand in ``body`` itself."""
        for node in body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                start, end = self._at.start(node), self._at.end(node)
                text = self._text[start:end].decode().replace("\r\n", "\n")
                line = self._at.line(node.lineno)
                below = self._at.line((node.end_lineno or node.lineno) + 1)
                alone = line == start and not self._text[end:below].strip()
                yield Statement(start, end, text, bound_names(node), alone)

    def loose(self, tree: ast.Module, functions: tuple[Function, ...]) -> frozenset[str]:
        """The ids of spec marks that decorate no function: of classes, ``pytestmark``, params."""
        calls_seen = len(_SPEC_CALL.findall(self._text))
        aliased = any(v == SPEC_MARK and k != "spec" for k, v in self._known.items())
        if not aliased and calls_seen <= sum(len(f.decorators) > 0 for f in functions if f.ids):
            return frozenset()
        known = {literal.start for f in functions for d in f.decorators for literal in d.ids}
        calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call))
        marks = (n for n in calls if dotted(n, self._known) == SPEC_MARK)
        literals = (i for n in marks for i in map(self._literal, n.args) if i)
        return frozenset(i.value for i in literals if i.start not in known)
