"""A lock is read as a set of what builds have written, whatever state its text is in."""

import random
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from specgen.lock.model import NAMES, Hashes, Lock, hashes_in
from specgen.lock.model_record import Record, hash_line
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.plan import Ownership, PartKind, digest

DIGESTS = st.integers(0, 16**12 - 1).map(lambda n: f"{n:012x}")
HASHES = st.dictionaries(
    st.sampled_from(sorted(NAMES)), st.frozensets(DIGESTS, min_size=1), max_size=7
)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
FILES = st.builds(
    lambda name, module, hashes, elements: Record(
        PurePosixPath("out", name),
        Ownership.SHARED,
        module,
        hash_line(hashes),
        tuple((id, hash_line(found)) for id, found in elements.items()),
    ),
    IDS,
    IDS,
    HASHES,
    st.dictionaries(IDS, HASHES, max_size=4),
)


def texts(lock: Lock) -> dict[str, Hashes]:
    return {key: lock.hashes(key) for key in lock.lines}


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(FILES, max_size=6))
def test_what_was_written_is_read(records: list[Record]) -> None:
    lock = read_lock(write_lock(records))
    for record in records:
        assert lock.owners[record.path] == {Ownership.SHARED}
        for kind, digests in hashes_in((record.line,)).items():
            assert digests <= lock.hashes(str(record.path))[kind]
        for id, line in record.elements:
            assert lock.knows(id)
            for kind, digests in hashes_in((line,)).items():
                assert digests <= lock.hashes(id)[kind]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(FILES, max_size=6, unique_by=lambda r: r.path), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(records: list[Record], random: random.Random) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert write_lock(shuffled) == write_lock(records)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(FILES, max_size=5, unique_by=lambda r: r.path), st.randoms(use_true_random=False))
def test_doubled_stale_and_unsorted_blocks_do_no_harm(
    records: list[Record], random: random.Random
) -> None:
    text = write_lock(records)
    blocks: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("  ") and blocks:
            blocks[-1] += line
        else:
            blocks.append(line)
    spoilt = [*blocks, *blocks, "gone.unit.baseline\n  body:000000000000\n"]
    random.shuffle(spoilt)
    lock = read_lock("".join(spoilt))
    assert lock.hashes("gone.unit.baseline") == {PartKind.BODY: frozenset({"000000000000"})}
    before = read_lock(text)
    assert {k: v for k, v in texts(lock).items() if k != "gone.unit.baseline"} == texts(before)
    assert lock.owners == before.owners


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    lock = read_lock(text)
    assert all(isinstance(lock.hashes(key), dict) for key in lock.lines)


def test_each_side_of_a_conflict_goes_on_from_the_line_above() -> None:
    lock = read_lock(
        "[m]\nm.unit.a\n<<<<<<< ours\n  body:111\nm.unit.b\n||||||| base\n  body:000\n=======\n"
        "  body:222 name:333\nm.unit.c\n>>>>>>> theirs\n  body:444\n"
    )
    assert lock.hashes("m.unit.a") == {
        PartKind.BODY: frozenset({"111", "000", "222"}),
        PartKind.NAME: frozenset({"333"}),
    }
    assert lock.hashes("m.unit.b") == {PartKind.BODY: frozenset({"444"})}
    assert lock.hashes("m.unit.c") == {PartKind.BODY: frozenset({"444"})}


def test_paths_say_how_they_are_owned() -> None:
    lock = read_lock("[*]\nowned docs/GAPS.md\nblock pyproject.toml\nshared out/test a.py\n")
    assert lock.paths(Ownership.OWNED) == (PurePosixPath("docs/GAPS.md"),)
    assert lock.paths(Ownership.BLOCK) == (PurePosixPath("pyproject.toml"),)
    assert lock.paths(Ownership.SHARED) == (PurePosixPath("out/test a.py"),)


# What two people do to the same lock at once, as edits of (module -> scenario -> text of its body).
Tree = dict[str, dict[str, str]]


def add(module: str, slug: str) -> Callable[[Tree], None]:
    return lambda tree: tree.setdefault(module, {}).update({slug: f"body of {slug}"})


def change(module: str, slug: str, to: str) -> Callable[[Tree], None]:
    return lambda tree: tree[module].update({slug: to})


def drop(module: str, slug: str) -> Callable[[Tree], None]:
    return lambda tree: tree[module].__delitem__(slug)


def rename(module: str, slug: str, to: str) -> Callable[[Tree], None]:
    return lambda tree: tree[module].update({to: tree[module].pop(slug)})


Edit = Callable[[Tree], None]
CONCURRENT: dict[str, tuple[Edit, Edit]] = {
    "different modules gain scenarios": (add("b", "unit.x"), add("d", "unit.y")),
    "new modules far apart": (add("a0", "unit.x"), add("z0", "unit.y")),
    "new modules side by side": (add("b1", "unit.x"), add("b2", "unit.y")),
    "one module gains two scenarios far apart": (add("c", "a.x"), add("c", "z.y")),
    "one module gains two scenarios side by side": (add("c", "m.x"), add("c", "m.y")),
    "both add the same scenario": (add("c", "m.x"), add("c", "m.x")),
    "bodies of different scenarios change": (change("c", "e2e.q", "1"), change("c", "unit.q", "2")),
    "bodies of neighbours change": (change("c", "race.q", "1"), change("c", "stress.q", "2")),
    "the same body changes in two ways": (change("c", "race.q", "1"), change("c", "race.q", "2")),
    "one removes, the other changes": (drop("c", "race.q"), change("c", "race.q", "2")),
    "one removes, the other adds far off": (drop("c", "race.q"), add("e", "unit.z")),
    "one renames, the other changes": (rename("c", "race.q", "race.r"), change("c", "race.q", "2")),
}
EXPECTED_CONFLICTS = {
    "new modules side by side",
    "one module gains two scenarios side by side",
    "the same body changes in two ways",
    "one removes, the other changes",
    "one renames, the other changes",
}


def tree() -> Tree:
    types = ("chaos", "e2e", "integration", "race", "stress", "unit")
    return {m: {f"{t}.q": f"{m} {t}" for t in types} for m in "bcde"}


def lock_of(tree: Tree) -> str:
    return write_lock(
        Record(
            PurePosixPath(f"out/{module}_{slug.partition('.')[0]}_{slug}.py"),
            Ownership.SHARED,
            module,
            "",
            ((f"{module}.{slug}", f"body:{digest(body)}"),),
        )
        for module, scenarios in tree.items()
        for slug, body in scenarios.items()
    )


def merge_with_git(folder: Path, ours: str, base: str, theirs: str) -> tuple[str, bool]:
    for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 <= done.returncode < 128, done.stderr
    return done.stdout, done.returncode > 0


@pytest.mark.parametrize("kind", CONCURRENT)
def test_a_git_merge_of_two_builds_still_reads(kind: str, tmp_path: Path) -> None:
    first, second = tree(), tree()
    CONCURRENT[kind][0](first)
    CONCURRENT[kind][1](second)
    ours, theirs = lock_of(first), lock_of(second)
    merged, conflict = merge_with_git(tmp_path, ours, lock_of(tree()), theirs)
    assert conflict == (kind in EXPECTED_CONFLICTS)
    read, sides = read_lock(merged), (read_lock(ours), read_lock(theirs))
    for key in read.lines:
        known = [side.hashes(key).get(PartKind.BODY, frozenset()) for side in sides]
        mine = read.hashes(key).get(PartKind.BODY, frozenset())
        if conflict:
            assert mine >= known[0] | known[1]
        else:
            assert mine in known
