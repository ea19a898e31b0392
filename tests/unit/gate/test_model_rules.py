"""The ids of judgements are known to those who import none of them."""

from specgen.gate.model_rules import VERDICT_IDS
from specgen.gate.registry import VERDICTS


def test_every_judgement_is_known_by_its_id() -> None:
    assert set(VERDICT_IDS) == {judgement.id for judgement in VERDICTS}
    assert len(VERDICT_IDS) == len(set(VERDICT_IDS))
