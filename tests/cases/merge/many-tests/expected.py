"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s0")
def test_s0(cart: Cart) -> None:
    """Number 0 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s1")
def test_s1(cart: Cart) -> None:
    """Number 1 of many."""
    pending("test s1")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s2")
def test_s2(cart: Cart) -> None:
    """Number 2 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s3")
def test_s3(cart: Cart) -> None:
    """Number 3 of many."""
    pending("test s3")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s4")
def test_s4(cart: Cart) -> None:
    """Number 4 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s5")
def test_s5(cart: Cart) -> None:
    """Number 5 of many."""
    pending("test s5")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s6")
def test_s6(cart: Cart) -> None:
    """Number 6 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s7")
def test_s7(cart: Cart) -> None:
    """Number 7 of many."""
    pending("test s7")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s8")
def test_s8(cart: Cart) -> None:
    """Number 8 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s9")
def test_s9(cart: Cart) -> None:
    """Number 9 of many."""
    pending("test s9")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s10")
def test_s10(cart: Cart) -> None:
    """Number 10 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s11")
def test_s11(cart: Cart) -> None:
    """Number 11 of many."""
    pending("test s11")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s12")
def test_s12(cart: Cart) -> None:
    """Number 12 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s13")
def test_s13(cart: Cart) -> None:
    """Number 13 of many."""
    pending("test s13")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s14")
def test_s14(cart: Cart) -> None:
    """Number 14 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s15")
def test_s15(cart: Cart) -> None:
    """Number 15 of many."""
    pending("test s15")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s16")
def test_s16(cart: Cart) -> None:
    """Number 16 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s17")
def test_s17(cart: Cart) -> None:
    """Number 17 of many."""
    pending("test s17")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s18")
def test_s18(cart: Cart) -> None:
    """Number 18 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s19")
def test_s19(cart: Cart) -> None:
    """Number 19 of many."""
    pending("test s19")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s20")
def test_s20(cart: Cart) -> None:
    """Number 20 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s21")
def test_s21(cart: Cart) -> None:
    """Number 21 of many."""
    pending("test s21")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s22")
def test_s22(cart: Cart) -> None:
    """Number 22 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s23")
def test_s23(cart: Cart) -> None:
    """Number 23 of many."""
    pending("test s23")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s24")
def test_s24(cart: Cart) -> None:
    """Number 24 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s25")
def test_s25(cart: Cart) -> None:
    """Number 25 of many."""
    pending("test s25")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s26")
def test_s26(cart: Cart) -> None:
    """Number 26 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s27")
def test_s27(cart: Cart) -> None:
    """Number 27 of many."""
    pending("test s27")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s28")
def test_s28(cart: Cart) -> None:
    """Number 28 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s29")
def test_s29(cart: Cart) -> None:
    """Number 29 of many."""
    pending("test s29")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s30")
def test_s30(cart: Cart) -> None:
    """Number 30 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s31")
def test_s31(cart: Cart) -> None:
    """Number 31 of many."""
    pending("test s31")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s32")
def test_s32(cart: Cart) -> None:
    """Number 32 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s33")
def test_s33(cart: Cart) -> None:
    """Number 33 of many."""
    pending("test s33")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s34")
def test_s34(cart: Cart) -> None:
    """Number 34 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s35")
def test_s35(cart: Cart) -> None:
    """Number 35 of many."""
    pending("test s35")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s36")
def test_s36(cart: Cart) -> None:
    """Number 36 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s37")
def test_s37(cart: Cart) -> None:
    """Number 37 of many."""
    pending("test s37")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s38")
def test_s38(cart: Cart) -> None:
    """Number 38 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s39")
def test_s39(cart: Cart) -> None:
    """Number 39 of many."""
    pending("test s39")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s40")
def test_s40(cart: Cart) -> None:
    """Number 40 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s41")
def test_s41(cart: Cart) -> None:
    """Number 41 of many."""
    pending("test s41")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s42")
def test_s42(cart: Cart) -> None:
    """Number 42 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s43")
def test_s43(cart: Cart) -> None:
    """Number 43 of many."""
    pending("test s43")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s44")
def test_s44(cart: Cart) -> None:
    """Number 44 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s45")
def test_s45(cart: Cart) -> None:
    """Number 45 of many."""
    pending("test s45")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s46")
def test_s46(cart: Cart) -> None:
    """Number 46 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s47")
def test_s47(cart: Cart) -> None:
    """Number 47 of many."""
    pending("test s47")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s48")
def test_s48(cart: Cart) -> None:
    """Number 48 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s49")
def test_s49(cart: Cart) -> None:
    """Number 49 of many."""
    pending("test s49")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s50")
def test_s50(cart: Cart) -> None:
    """Number 50 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s51")
def test_s51(cart: Cart) -> None:
    """Number 51 of many."""
    pending("test s51")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s52")
def test_s52(cart: Cart) -> None:
    """Number 52 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s53")
def test_s53(cart: Cart) -> None:
    """Number 53 of many."""
    pending("test s53")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s54")
def test_s54(cart: Cart) -> None:
    """Number 54 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s55")
def test_s55(cart: Cart) -> None:
    """Number 55 of many."""
    pending("test s55")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s56")
def test_s56(cart: Cart) -> None:
    """Number 56 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s57")
def test_s57(cart: Cart) -> None:
    """Number 57 of many."""
    pending("test s57")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s58")
def test_s58(cart: Cart) -> None:
    """Number 58 of many."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s59")
def test_s59(cart: Cart) -> None:
    """Number 59 of many."""
    pending("test s59")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s60")
def test_s60(cart: Cart) -> None:
    """Number 60 of many."""
    pending("test s60")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s61")
def test_s61(cart: Cart) -> None:
    """Number 61 of many."""
    pending("test s61")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s62")
def test_s62(cart: Cart) -> None:
    """Number 62 of many."""
    pending("test s62")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s63")
def test_s63(cart: Cart) -> None:
    """Number 63 of many."""
    pending("test s63")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s64")
def test_s64(cart: Cart) -> None:
    """Number 64 of many."""
    pending("test s64")
