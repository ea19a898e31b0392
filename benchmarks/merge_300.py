"""Time the merge of filled test files after a spec change that touches every one of them."""

import argparse
import gc
import statistics
import time
from dataclasses import replace

from disk_unchanged import plan

from specgen.lock.model import Lock
from specgen.lock.model_record import Record
from specgen.lock.read import read_lock
from specgen.lock.write import write_lock
from specgen.merge.merge import merge
from specgen.plan import Element, Part, PartKind, PlannedFile

FILLED = """    things = [thing.act(number) for number in range(10)]  # by hand
    for number, result in enumerate(things):
        assert result == number * 2, f"wrong for {number}"
    assert helper(things)
"""
HELPER = '''

def helper(things: list[int]) -> bool:
    """A person's helper."""
    return sorted(things) == things
'''


def changed(element: Element) -> Element:
    """The element with another docstring, mark and parameter."""
    parts = []
    text = element.text
    for part in element.parts:
        new = part.text.replace("Because it matters", "Because money is at stake")
        if part.kind is PartKind.MARKS:
            new += "\n@pytest.mark.critical"
        if part.kind is PartKind.PARAMETERS:
            new += ", clock: Clock"
        text = text.replace(part.text, new, 1)
        parts.append(Part(part.kind, new))
    return replace(element, parts=tuple(parts), text=text)


def many(files: int, tests: int) -> list[PlannedFile]:
    """Planned files of ``tests`` tests each."""
    found = []
    for file in plan(files).files[:files]:
        first = file.elements[0]
        elements = tuple(copy_of(first, number) for number in range(tests))
        text = file.prelude + "\n\n".join(e.text for e in elements)
        found.append(replace(file, elements=elements, text=text))
    return found


def copy_of(element: Element, number: int) -> Element:
    def swap(text: str) -> str:
        return text.replace("baseline", f"case_{number}")

    parts = tuple(Part(part.kind, swap(part.text)) for part in element.parts)
    return Element(swap(element.id), parts, swap(element.text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--tests", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    before = many(arguments.files, arguments.tests)
    lock = read_lock(write_lock([Record.of(file, Lock()) for file in before]))
    standing = []
    for file in before:
        text = file.text
        for element in file.elements:
            text = text.replace(element.part(PartKind.BODY), FILLED)
        filled = (text + HELPER).encode()  # by a person, then built once: `pending` is gone
        standing.append(merge(file, filled, lock=lock).data)
    after = [replace(f, elements=tuple(map(changed, f.elements))) for f in before]
    gc.disable()  # as the pipeline does
    laps, work = [], []
    for _ in range(arguments.rounds):
        start, cpu = time.perf_counter(), time.process_time()
        merged = [merge(f, data, lock=lock) for f, data in zip(after, standing, strict=True)]
        laps.append(time.perf_counter() - start)
        work.append(time.process_time() - cpu)
    reported = sum(len(m.findings) for m in merged)
    kept = all(m.data.count(FILLED.encode()) == arguments.tests for m in merged)
    updated = all(m.data.count(b"money is at stake") == arguments.tests for m in merged)
    print(f"{len(merged)} files of {arguments.tests} filled tests: {reported} findings")
    print(f"every body kept: {kept}; every docstring updated: {updated}")
    print(f"median {statistics.median(laps):.3f} s, best {min(laps):.3f} s, cpu {min(work):.3f} s")


if __name__ == "__main__":
    main()
