"""Many test files are linked and graded in two processes; nothing tells it from one."""

from collections.abc import Callable

import pytest

from specgen.inventory.model import Inventory

Scanner = Callable[..., Inventory]
FILES = {
    f"tests/test_{n}.py": f"""
        from shop.cart import total
        def test_total(): assert total() == {n}
        def test_total(): assert total() != {n}
    """
    for n in range(5)
} | {
    "tests/conftest.py": """
        import pytest, time
        @pytest.fixture(autouse=True)
        def slow(): time.sleep(1)
    """
}


def test_the_items_and_their_order_are_the_same(
    scanned: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = scanned(FILES)
    monkeypatch.setattr("specgen.inventory.scan._MANY", 1)
    both = scanned(FILES)
    assert len(alone.items) == len(alone.shadows) == 5
    assert len(alone.supports) == 1
    assert both == alone
