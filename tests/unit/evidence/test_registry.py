"""Each form of evidence is recognised by what is in it, whatever the file is called."""

from pathlib import Path

import pytest

from specgen.evidence.load import load
from specgen.evidence.registry import LOADERS

SAMPLES = Path(__file__).parent / "samples"
FORMS = {
    "benchmark/pytest-benchmark5.json": "benchmark",
    "cart.py.meta": "mutmut",
    "cosmic-ray.jsonlines": "cosmic-ray-dump",
    "coverage/coverage7-unit.json": "coverage-json",
    "junit/pytest9-xunit2.xml": "junit",
    "junit/xmlrunner.xml": "junit",
}


@pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r.txt"])
@pytest.mark.parametrize("sample", FORMS)
def test_one_reader_recognises_a_sample_under_any_name(sample: str, name: str) -> None:
    head = (SAMPLES / sample).read_bytes()[:4096]
    assert [one.name for one in LOADERS if one.recognises(head, name)] == [FORMS[sample]]


def test_names_are_unique() -> None:
    assert len({loader.name for loader in LOADERS}) == len(LOADERS)


def test_a_dump_of_cosmic_ray_that_is_called_like_our_records(tmp_path: Path) -> None:
    (tmp_path / "dump.jsonl").write_bytes((SAMPLES / "cosmic-ray.jsonlines").read_bytes())
    found = load([tmp_path], root=tmp_path)
    assert (len(found.mutations), found.sessions, found.findings) == (1, (), ())


def test_a_name_that_promises_evidence_is_held_to_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("once upon a time\n")
    (tmp_path / "a.txt").write_text("once upon a time\n")
    (tmp_path / ".coverage").write_text("once upon a time\n")
    found = load([tmp_path], root=tmp_path)
    said = [(each.place.path.name, each.message) for each in found.findings]
    assert said == [
        (".coverage", "not coverage data: file is not a database"),
        ("a.jsonl", "not a record"),
    ]
