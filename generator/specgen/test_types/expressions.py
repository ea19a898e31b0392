"""Python expressions from specs: parsed here, evaluated only in the generated test."""

import ast
import builtins
import io
import tokenize
import warnings
from collections.abc import Iterator

from specgen.test_types.model import NotComplete

SHOWN = 40  # characters of an expression in a finding
LONGEST = 10_000  # characters of one: what is longer takes seconds to format, and nobody reads it
_REFUSED = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)


def parsed(text: str) -> ast.expr:
    """``text`` as one expression on one line.

    Raises:
        NotComplete: it is none, or it would change the function around it.
    """
    if len(text) > LONGEST:
        raise NotComplete(
            f"an expression has {len(text):,} characters; the limit is {LONGEST:,}",
            "write one that computes the value",
            unsound=True,
        )
    if not text.isprintable():
        raise NotComplete("an expression is more than one line of visible characters", unsound=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval").body
        comments = [t for t in tokenize.generate_tokens(io.StringIO(text.strip()).readline)]
    except (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
        raise NotComplete(f"`{_short(text)}` is no Python expression", unsound=True) from error
    if any(token.type == tokenize.COMMENT for token in comments):
        raise NotComplete(
            f"`{_short(text)}` has a comment",
            "write it above the key, as a YAML comment",
            unsound=True,
        )
    if any(isinstance(node, _REFUSED) for node in ast.walk(tree)):
        raise NotComplete(
            f"`{_short(text)}` awaits, yields or assigns",
            "give an expression that only computes a value",
            unsound=True,
        )
    return tree


def enclosed(text: str, tree: ast.expr) -> str:
    """``text`` in brackets where it could fall apart as an argument."""
    text = text.strip()
    if not isinstance(tree, ast.Tuple):
        return text
    try:
        inner = ast.parse(text[1:-1].strip() or "()", mode="eval").body
    except SyntaxError:
        return f"({text})"
    return text if text[0] == "(" and ast.dump(inner) == ast.dump(tree) else f"({text})"


def free_names(tree: ast.expr) -> Iterator[str]:
    """The names that an expression needs from outside, without builtins."""
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and _stores(n)}
    bound |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in bound and not hasattr(builtins, node.id):
            yield node.id


def conditions(tree: ast.expr, text: str) -> tuple[str, ...]:
    """The operands of a top-level ``and``, so that each can be asserted alone."""
    if not (isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)):
        return (text.strip(),)
    parts = (ast.get_source_segment(text.strip(), value) for value in tree.values)
    return tuple(part for part in parts if part)


def _stores(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _short(text: str) -> str:
    """``text`` as findings show it."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
