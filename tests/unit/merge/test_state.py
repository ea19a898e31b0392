"""Any order of spec edits, human edits and builds: nothing of a person's is ever lost."""

import ast
import random
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.laws import examples

from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.merge import merge

if TYPE_CHECKING:
    from tests.unit.merge.conftest import Plan, Scenario

MINE = re.compile(r"\b(?:\w+_)?mine_\d+")
MODULE = '"""Unit tests for shop.cart ({})."""'
INDEX = st.integers(0, 1000)
TABLES: list[list[str]] = [
    [],
    ['@pytest.mark.parametrize("n", [1, 2])'],
    ['@pytest.mark.parametrize(\n    "n",\n    [\n        pytest.param(1, id="one"),\n    ],\n)'],
]
PARAMETERS = [[], ["cart: Cart"], ["cart: Cart", "clock: Clock"], ["clock: Basket", "n: int"]]
BODIES = [['pending("do it")'], ["with cart:", "    assert cart.total() == 1"], ["assert cart"]]
MARKS = [["unit"], ["unit", "critical"], ["component"]]
IMPORTS = ["from shop.cart import Basket, Cart", "from shop.clock import Clock"]
Functions = list[ast.FunctionDef | ast.AsyncFunctionDef]


class Evolution(RuleBasedStateMachine):
    """One file, its spec and its lock, over time; every human edit has a token of its own."""

    steps: ClassVar[int] = 0
    plan: ClassVar["Plan"]

    def __init__(self) -> None:
        super().__init__()
        self.scenarios: list[Scenario] = [{"id": "cart.unit.s0"}, {"id": "cart.unit.s1"}]
        self.tier = "business"
        self.text: str | None = None
        self.eol = "\n"
        self.lock = Lock()
        self.count = 0
        self.build()

    # --- the spec changes

    def at(self, index: int) -> "Scenario":
        return self.scenarios[index % len(self.scenarios)]

    def fresh(self) -> str:
        self.count += 1
        return f"cart.unit.s{self.count % 12}x{self.count // 12}"

    @rule(index=INDEX)
    def add_scenario(self, index: int) -> None:
        if len(self.scenarios) < 6:
            self.scenarios.insert(index % (len(self.scenarios) + 1), {"id": self.fresh()})

    @precondition(lambda self: self.scenarios)
    @rule(index=INDEX)
    def remove_scenario(self, index: int) -> None:
        self.scenarios.remove(self.at(index))

    @precondition(lambda self: self.scenarios)
    @rule(index=INDEX, linked=st.booleans())
    def rename_scenario(self, index: int, linked: bool) -> None:
        scenario = self.at(index)
        if linked:
            scenario["renamed_from"] = [scenario["id"], *scenario.get("renamed_from", [])]
        scenario["id"] = self.fresh()
        self.build()

    @precondition(lambda self: self.scenarios)
    @rule(index=INDEX, title=st.sampled_from(["One", "Two äöü", "Three\\n"]), why=INDEX)
    def retitle(self, index: int, title: str, why: int) -> None:
        self.at(index)["title"] = title
        self.at(index)["why"] = f"Because {why}" if why % 3 else ""
        self.build()

    @precondition(lambda self: self.scenarios)
    @rule(
        index=INDEX,
        table=st.sampled_from(TABLES),
        params=st.sampled_from(PARAMETERS),
        body=st.sampled_from(BODIES),
        marks=st.sampled_from(MARKS),
    )
    def respecify(
        self,
        index: int,
        table: list[str],
        params: list[str],
        body: list[str],
        marks: list[str],
    ) -> None:
        scenario = self.at(index)
        scenario["table"], scenario["params"] = table, params
        scenario["body"], scenario["marks"] = body, marks
        self.build()

    @rule(order=st.randoms(use_true_random=False), tier=st.sampled_from(["business", "x"]))
    def reorder_and_retier(self, order: random.Random, tier: str) -> None:
        order.shuffle(self.scenarios)
        self.tier = tier

    # --- people change the file

    def mine(self) -> str:
        self.count += 1
        return f"mine_{self.count}"

    def functions(self) -> Functions:
        try:
            tree = ast.parse(self.text or "")
        except SyntaxError:
            return []
        kinds = ast.FunctionDef | ast.AsyncFunctionDef
        return [n for n in ast.walk(tree) if isinstance(n, kinds) and "test" in n.name]

    def edit(self, index: int, change: Callable[[list[str], int, int], list[str]]) -> None:
        """Let ``change`` turn the lines of one test into others."""
        found = self.functions()
        if found and self.text is not None:
            node = found[index % len(found)]
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)]) - 1
            lines = self.text.splitlines(keepends=True)
            last = node.end_lineno or first
            new = change(lines[first:last], node.lineno - 1 - first, node.col_offset)
            text = "".join([*lines[:first], *new, *lines[last:]])
            try:
                ast.parse(text)
            except SyntaxError:
                return
            self.text = text

    @rule(index=INDEX)
    def fill(self, index: int) -> None:
        name = self.mine()

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            done = [re.sub(r"pending\(.*\)", f"assert {name}", line) for line in lines]
            return done if done != lines else [*lines, f"{' ' * (indent + 4)}{name} = 1\n"]

        self.edit(index, change)

    @rule(index=INDEX, where=INDEX, text=st.sampled_from(["# {}", "{} = 1", "    # {}"]))
    def insert_line(self, index: int, where: int, text: str) -> None:
        name = self.mine()

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            row = where % (len(lines) + 1)
            like = lines[min(row, len(lines) - 1)]
            space = like[: len(like) - len(like.lstrip())]
            return [*lines[:row], f"{space}{text.format(name)}\n", *lines[row:]]

        self.edit(index, change)

    @rule(index=INDEX, row=INDEX)
    def decorate(self, index: int, row: int) -> None:
        name = self.mine()

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            place = row % (at + 1)
            return [*lines[:place], f"{' ' * indent}@{name}\n", *lines[place:]]

        self.edit(index, change)

    @rule(index=INDEX, kind=st.integers(0, 6))
    def alter(self, index: int, kind: int) -> None:
        name = self.mine()
        patterns = [
            (r"def test_\w+\(", f"def test_{name}("),
            (r"\) -> None:", f", *, {name}=None) -> None:"),
            (r'"""[^"]*"""', f'"""{name}."""'),
            (r"@pytest\.mark\.\w+\n", f"# {name}\n"),
            (r"\((\w+: \w+)\) ->", f"(\n    \\1,  # {name}\n) ->"),
            (r"-> None:", f"-> None:  # {name}"),
            (r"@pytest\.mark\.spec\(.*\)\n", ""),
        ]
        pattern, new = patterns[kind]

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            return re.sub(pattern, new, "".join(lines), count=1).splitlines(keepends=True)

        self.edit(index, change)

    @rule(index=INDEX, remove=st.booleans())
    def delete_or_reorder(self, index: int, remove: bool) -> None:
        taken: list[str] = []

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            if indent == 0:
                taken.extend(lines)
                return []
            return lines

        self.edit(index, change)
        if taken and not remove and self.text is not None:
            self.text = self.text.rstrip("\n") + "\n\n\n" + "".join(taken)

    @rule(index=INDEX)
    def move_into_class(self, index: int) -> None:
        name = self.mine()

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            text = re.sub(r"(def \w+)\((?=\))", r"\1(self", "".join(lines), count=1)
            text = re.sub(r"(def \w+)\((?!self)", r"\1(self, ", text, count=1)
            inside = ["    " + line if line.strip() else line for line in text.splitlines(True)]
            return [f"class Class_{name}:\n", *inside] if indent == 0 else lines

        self.edit(index, change)

    @rule(index=INDEX)
    def copy(self, index: int) -> None:
        name = self.mine()

        def change(lines: list[str], at: int, indent: int) -> list[str]:
            twin = re.sub(r"def test_\w+\(", f"def test_{name}(", "".join(lines), count=1)
            return [*lines, "\n", "\n", *twin.splitlines(keepends=True)]

        self.edit(index, change)

    @rule(where=INDEX, clash=st.booleans())
    def add_helper(self, where: int, clash: bool) -> None:
        if self.text is not None:
            name = self.mine()
            later = self.count + 1
            test = f"test_s{later % 12}x{later // 12}" if clash else f"help_{name}"
            self.text += f"\n\ndef {test}() -> int:\n    return {where}  # {name}\n"

    @rule(eol=st.sampled_from(["\n", "\r\n"]))
    def change_line_ends(self, eol: str) -> None:
        self.eol = eol

    @rule()
    def lose_lock(self) -> None:
        self.lock = Lock()

    # --- and builds keep what people did

    @rule()
    def build(self) -> None:
        planned = self.plan(self.scenarios, MODULE.format(self.tier), IMPORTS)
        if self.text is None:
            self.text = planned.text or None
            self.lock = self.remember(Record.of(planned, Lock()))
            return
        data = self.text.replace("\n", self.eol).encode()
        merged = merge(planned, data, lock=self.lock)
        after = merged.data.decode().replace("\r\n", "\n")
        rules = {d.rule for d in merged.findings}
        assert not rules & {"abandoned", "unparsable"}, merged.findings
        assert MINE.findall(after) == MINE.findall(self.text)
        said = " ".join(d.message for d in merged.findings)
        ids = re.findall(r'spec\("(.*?)"\)', after)
        for scenario in self.scenarios:
            assert ids.count(scenario["id"]) == 1 or scenario["id"] in said
        for id in set(ids) - {scenario["id"] for scenario in self.scenarios}:
            assert f"no scenario has the id {id}" in said
        assert doubled(after) <= doubled(self.text)
        self.lock = self.remember(merged.record)
        again = merge(planned, merged.data, lock=self.lock)
        assert again == merged
        self.text = after
        if merged.vacant:
            assert not MINE.search(after)
            self.text = None

    def remember(self, record: Record) -> Lock:
        return read_lock(write_lock([record]))

    @invariant()
    def count_steps(self) -> None:
        Evolution.steps += 1

    def teardown(self) -> None:
        self.build()


def doubled(text: str) -> set[str]:
    """The names of tests at module level that hide another of the same name."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    names = [node.name for node in ast.parse(text).body if isinstance(node, kinds)]
    return {name for name in names if names.count(name) > 1}


def bound(plan: "Plan") -> type[Evolution]:
    """The machine whose planned files ``plan`` makes."""
    return type("Bound", (Evolution,), {"plan": staticmethod(plan)})


def test_nothing_of_a_person_s_is_lost(plan: "Plan") -> None:
    run_state_machine_as_test(
        bound(plan),
        settings=settings(max_examples=examples(40), stateful_step_count=25, deadline=None),
    )
