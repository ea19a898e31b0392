"""Compiles hostile scenarios and parses every output: no text may break out of its literal.

Run it as ``python benchmarks/hostile_specs.py [--count 50000] [--seed 0]``.  Each scenario has
hostile text in titles, notes, checks, cases, expressions, commands, files and fault points; every
file must parse, hold one function per test, name nothing that only hostile text names, and (every
fiftieth) be a fixed point of black.  Exit code 1 at the first that does not, with its spec.
"""

import argparse
import ast
import random
import sys
import time
import warnings
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath

from specgen.diagnostics import Place, Span
from specgen.emit.elements import Bench
from specgen.emit.model_style import Style
from specgen.emit.polish import polish
from specgen.emit.templates import renderer
from specgen.emit.tests import Origin, emit_tests
from specgen.levels import Level
from specgen.plan import PlannedFile
from specgen.program.model import Module, Program, Scenario
from specgen.program.model_policy import (
    UNKNOWN_WORK,
    Double,
    Limit,
    Outputs,
    Project,
    Service,
    Source,
    TestType,
)
from specgen.spec.model import ScenarioSpec
from specgen.surface.model import (
    Certain,
    ModuleSurface,
    Parameter,
    ParameterKind,
    Surface,
    Symbol,
    SymbolKind,
)
from specgen.test_types.registry import TEST_TYPES

PLACE = Place(PurePosixPath("specs/project.yaml"))
BREAKS = (
    '"""', "'''", '"', "'", "\\", '\\"', '\\"""', "\n", "\r", "\t", "\0", "\x1b", "\x85", "\u2028",
    "\u202e", "\u2066", "\ufeff", "\ud800", "{", "}", "{{ 7 * 7 }}", "{% raw %}", "#}", "%s", "*/",
    "-->", "]]>", "\n    PWNED()\n", '")\nPWNED()\n', "')\nPWNED()\n#", "PWNED", "# PWNED", "漢字",
    "é", "e\u0301", "\U0001f600", "$(PWNED)", "`PWNED`", "; PWNED", "\\N{BULLET}", "  ",
    "word " * 40, "w" * 200, "\f", "\v", "\x1c",
)  # fmt: skip
EXPRESSIONS = (
    "1", "PWNED", "PWNED()", "result", "0 <= result", "1\nPWNED", "1 # PWNED", "(1", "1)", "1, 2",
    "(1), (2)", "lambda: 0", "(yield)", "await x", "(x := 1)", "[i for i in range(3)]", "'a' 'b'",
    "f'{1}'", "f'{PWNED}'", "Decimal('1.5')", "integers(0, 9)", "lists(integers()).map(tuple)",
    "st.text()", "__import__('os')", "1 if True else 2", "not result and result == 1", "*[1]",
    "x=1", "total", "Cart()", "'" * 3, "\\", "", " ", "1;PWNED", "\x0c1", "date(2026, 1, 1)",
    "text()|none()",
)  # fmt: skip
TARGETS = (
    "total", "Cart", "Cart.add", "Cart.empty", "Cart.of", "Cart.half", "fetch", "stream", "held",
    "numbers", "variadic", "Strict.run", "nothing", "Cart.nothing", "shop.cart:total", "os:system",
    "class", "shop.other:thing", "TestKind", "count", "Cart.if",
)  # fmt: skip
NAMES = ("price", "count", "result", "subject", "args", "class_", "self_", "pytest", "PWNED")


def text(chance: random.Random) -> str:
    """A hostile text, now and then of ten kilobytes."""
    parts = [chance.choice((*BREAKS, "plain", " ")) for _ in range(chance.randint(1, 6))]
    joined = "".join(parts)
    joined = joined * 2000 if chance.random() < 0.002 else joined
    return joined[:10_000] if joined.strip() else joined + "x"


def value(chance: random.Random, depth: int = 0) -> object:
    """A hostile YAML value."""
    kind = chance.randint(0, 9 if depth < 3 else 6)
    if kind < 3:
        return text(chance)
    if kind == 3:
        return {"expr": chance.choice(EXPRESSIONS)}
    if kind < 7:
        scalars = (0, -1, 10**30, 1.5, -0.0, 1e300, float("inf"), float("nan"), True, None)
        return chance.choice(scalars)
    if kind < 9:
        return [value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {text(chance): value(chance, depth + 1) for _ in range(chance.randint(0, 3))}


def named(chance: random.Random) -> dict[str, object]:
    """Arguments by name."""
    return {chance.choice(NAMES): value(chance) for _ in range(chance.randint(0, 2))}


def some(chance: random.Random) -> list[object]:
    """Positional arguments."""
    return [value(chance) for _ in range(chance.randint(0, 3))]


def raises(chance: random.Random) -> object:
    """An expected error."""
    error = chance.choice(("ValueError", "KeyError", "Broken", "shop.cart:Broken", "PWNED", "None"))
    return error if chance.random() < 0.5 else {"error": error, "match": text(chance)}


def case(chance: random.Random) -> dict[str, object]:
    """One case."""
    outcomes: tuple[dict[str, object], ...] = (
        {"returns": value(chance)},
        {"raises": raises(chance)},
        {"approx": 1.5},
        {},
    )
    kwargs = named(chance) if chance.random() < 0.3 else {}
    return {"args": some(chance)[:1], "kwargs": kwargs, **chance.choice(outcomes)}


def law(chance: random.Random) -> object:
    """One law."""
    return chance.choice(
        (
            "no-crash", "idempotent", "commutative", {"round_trip": chance.choice(TARGETS)},
            {"equivalent": chance.choice(TARGETS)}, {"always": chance.choice(EXPRESSIONS) or "x"},
            {"raises_only": ["ValueError", "Broken"]},
        )
    )  # fmt: skip


def expectation(chance: random.Random) -> object:
    """What a text must be."""
    key = chance.choice(("equals", "contains", "matches"))
    return text(chance) if chance.random() < 0.3 else {key: text(chance)}


def scenario(chance: random.Random, kind: str) -> dict[str, object]:
    """The written scenario, with about half of all keys."""
    fault = {"at": chance.choice(TARGETS), "raises": raises(chance), "times": chance.randint(1, 3)}
    given = {
        n: chance.choice((*EXPRESSIONS[19:23], chance.choice(EXPRESSIONS) or "x"))
        for n in ("price", "rate")[: chance.randint(1, 2)]
    }
    steps = [text(chance), {"call": chance.choice(TARGETS), "args": some(chance), "expect": 1}]
    keys: dict[str, object] = {
        "target": chance.choice(TARGETS[: chance.choice((2, 11, 99))]),
        "args": some(chance), "kwargs": named(chance) if chance.random() < 0.3 else {},
        "cases": [case(chance) for _ in range(chance.randint(1, 3))], "given": given,
        "holds": [law(chance) for _ in range(chance.randint(1, 2))],
        "load": {"calls": chance.randint(1, 99), "concurrency": 3},
        "race": {"threads": 2}, "faults": [fault],
        "survives": {"returns": value(chance), "within_calls": 2}, "story": text(chance),
        "steps": steps[chance.randint(0, 1) :], "asserts": [text(chance)],
        "command": [text(chance), text(chance)], "stdout": expectation(chance),
        "files": {"out.txt": expectation(chance)},
        "checkpoints": [{"name": text(chance), "log": text(chance)}],
    }  # fmt: skip
    needed = {key for form in TEST_TYPES if form.name == kind for key in form.completes}
    dropped = {"asserts"} if chance.random() < 0.7 else set()
    kept = {
        key: found
        for key, found in keys.items()
        if key not in dropped and (key in needed or chance.random() < 0.4)
    }
    return {"type": kind, **kept}


def symbol(name: str, kind: SymbolKind, *parameters: str, **facts: object) -> Symbol:
    """A symbol whose parameters are written ``name: annotation = default``."""
    listed = []
    for parameter in parameters:
        rest, _, default = parameter.partition(" = ")
        title, _, annotation = rest.partition(": ")
        listed.append(Parameter(title, ParameterKind.POSITIONAL, annotation, default))
    returns = str(facts.pop("returns", ""))
    return Symbol(name, kind, Span(1, 1, 1, 1), Certain(tuple(listed), returns), **facts)  # type: ignore[arg-type]  # any field


F, C, M, P = SymbolKind.FUNCTION, SymbolKind.CLASS, SymbolKind.METHOD, SymbolKind.PROPERTY
CODE = ModuleSurface(
    "shop.cart",
    "src/shop/cart.py",
    (
        symbol("total", F, "price: int", "rate: float = 0.0"),
        symbol("Cart", C), symbol("Cart.add", M, "price: list[int]"), symbol("Cart.empty", P),
        symbol("Cart.of", SymbolKind.CLASSMETHOD, "price: 'Cart | None'"),
        symbol("Cart.half", SymbolKind.STATICMETHOD, "price: dict[str, tuple[int, ...]]"),
        symbol("fetch", F, "price", is_async=True), symbol("TestKind", C), symbol("count", F),
        symbol("stream", F, "price: int", returns="AsyncIterator[int]"),
        symbol("numbers", F, "price: int", returns="Iterator[int]"),
        symbol("held", F, "price: str", decorators=("contextlib.contextmanager",)),
        symbol("variadic", F, "price: Literal['a\"b']"), symbol("Broken", C, "price: str"),
        symbol("Strict", C, "price: int"), symbol("Strict.run", M),
    ),
)  # fmt: skip
SURFACE = Surface({"shop.cart": CODE})
PROJECT = Project(
    "shop", PurePosixPath("specs"), False,
    Source(PurePosixPath("src"), "shop", (), (), False),
    Outputs(PurePosixPath("generated_tests"), PurePosixPath("docs"), PurePosixPath("."),
            PurePosixPath("specgen.lock")),
    ("3.12",), {}, "warn", "all", (), (), (), {}, (), (), 8.0, 5.0, PLACE,
)  # fmt: skip
TYPES = tuple(
    TestType(t.name, t.title, t.purpose, t.directory, t.marker, t.name, (), t.effort, (), PLACE)
    for t in TEST_TYPES
)
MODULE = Module(
    "cart", "shop.cart", "", "", (), (), Level.WRITTEN, "high", {}, (), {}, (), False, "", (), PLACE
)
SERVICES = (
    Service("cart", "shop.cart:Cart", (Double("unit", "autospec", ""),), {}, "", PLACE),
    Service("queue", "", (Double("integration", "container", '"\nPWNED()'),), {}, "URL", PLACE),
)
BUDGET = (Limit("p95", 0.1, "100ms", PLACE), Limit("errors", 0.0, "0", PLACE))


def meant(chance: random.Random, number: int) -> Scenario | None:
    """A resolved hostile scenario, or nothing where the spec stage refuses it."""
    kind = chance.choice(TEST_TYPES).name
    try:
        written = ScenarioSpec.model_validate(scenario(chance, kind))
    except ValueError:
        return None
    checks = (text(chance), text(chance)) if chance.random() < 0.1 else ()
    slug = chance.choice(("a-b", "class", "x" * 120, "A.b_c", "1"))
    return Scenario(
        f"cart.{kind}.{slug}-{number}", "cart", kind, f"{slug}-{number}", text(chance),
        text(chance), "high", UNKNOWN_WORK, True, False, bool(checks), 1, None, checks, (), (),
        chance.choice((*[()] * 8, ("cart",), ("cart", "queue"))), (), (), BUDGET, (), written,
        PLACE,
    )  # fmt: skip


def sound(file: PlannedFile, *, style: Style, formatted: bool) -> str:
    """What is wrong with a file; empty where nothing is."""
    file.text.encode("utf-8")
    tree = ast.parse(file.text)
    tests = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    if file.elements and len(tests) != len(file.elements):
        return "not one function per test"
    if "PWNED" in names:
        return "hostile text became code"
    others = [n for n in tree.body if not isinstance(n, ast.Import | ast.ImportFrom)]
    if len(others) != len(tests) + 1:
        return "statements that nobody planned"
    if formatted and polish(file.text, style) != file.text:
        return "black would change it"
    return ""


def main() -> int:
    """Compile, parse, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    chance, render = random.Random(chosen.seed), renderer()
    done, finished, refused, began = 0, 0, 0, time.perf_counter()
    while done < chosen.count:
        one = meant(chance, done)
        if one is None:
            refused += 1
            continue
        style = Style(chance.choice((60, 79, 88, 100, 160)))
        bench = Bench(style, partial(polish, style=style), render)
        for file in emit_tests(origin(one), {one.id}, bench=bench):
            wrong = sound(file, style=style, formatted=done % 50 == 0)
            if wrong:
                print(f"{wrong}:\n{one.written!r}\n{file.text}".encode("utf-8", "replace"))
                return 1
            finished += bool(file.elements) and "pending(" not in file.elements[0].text
        done += 1
    seconds = time.perf_counter() - began
    print(f"{done} compiled and parsed, {finished} of them finished tests, {seconds:.0f} s; "
          f"{refused} more refused by the spec stage")  # fmt: skip
    return 0


def origin(one: Scenario) -> Origin:
    """A project of one scenario."""
    nothing: Mapping[str, tuple[()]] = dict.fromkeys(
        ("tiers", "cells", "runs", "enforcement", "rules", "tasks", "goals", "milestones",
         "decisions", "waivers", "skips", "recorded", "claims", "references"), ()
    )  # fmt: skip
    program = Program(
        project=PROJECT, types=TYPES, modules=(MODULE,), scenarios=(one,),
        services=SERVICES if one.uses else (),
        **nothing,
    )  # fmt: skip
    return Origin(program, SURFACE, {form.name: form for form in TEST_TYPES})


if __name__ == "__main__":
    sys.exit(main())
