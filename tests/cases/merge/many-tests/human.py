"""Unit tests for shop.cart (business)."""

import pytest
from specgen.testing import pending

from shop.cart import Cart


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s0")
def test_s0(cart: Cart) -> None:
    """S0."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s1")
def test_s1(cart: Cart) -> None:
    """S1."""
    pending("test s1")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s2")
def test_s2(cart: Cart) -> None:
    """S2."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s3")
def test_s3(cart: Cart) -> None:
    """S3."""
    pending("test s3")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s4")
def test_s4(cart: Cart) -> None:
    """S4."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s5")
def test_s5(cart: Cart) -> None:
    """S5."""
    pending("test s5")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s6")
def test_s6(cart: Cart) -> None:
    """S6."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s7")
def test_s7(cart: Cart) -> None:
    """S7."""
    pending("test s7")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s8")
def test_s8(cart: Cart) -> None:
    """S8."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s9")
def test_s9(cart: Cart) -> None:
    """S9."""
    pending("test s9")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s10")
def test_s10(cart: Cart) -> None:
    """S10."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s11")
def test_s11(cart: Cart) -> None:
    """S11."""
    pending("test s11")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s12")
def test_s12(cart: Cart) -> None:
    """S12."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s13")
def test_s13(cart: Cart) -> None:
    """S13."""
    pending("test s13")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s14")
def test_s14(cart: Cart) -> None:
    """S14."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s15")
def test_s15(cart: Cart) -> None:
    """S15."""
    pending("test s15")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s16")
def test_s16(cart: Cart) -> None:
    """S16."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s17")
def test_s17(cart: Cart) -> None:
    """S17."""
    pending("test s17")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s18")
def test_s18(cart: Cart) -> None:
    """S18."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s19")
def test_s19(cart: Cart) -> None:
    """S19."""
    pending("test s19")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s20")
def test_s20(cart: Cart) -> None:
    """S20."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s21")
def test_s21(cart: Cart) -> None:
    """S21."""
    pending("test s21")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s22")
def test_s22(cart: Cart) -> None:
    """S22."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s23")
def test_s23(cart: Cart) -> None:
    """S23."""
    pending("test s23")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s24")
def test_s24(cart: Cart) -> None:
    """S24."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s25")
def test_s25(cart: Cart) -> None:
    """S25."""
    pending("test s25")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s26")
def test_s26(cart: Cart) -> None:
    """S26."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s27")
def test_s27(cart: Cart) -> None:
    """S27."""
    pending("test s27")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s28")
def test_s28(cart: Cart) -> None:
    """S28."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s29")
def test_s29(cart: Cart) -> None:
    """S29."""
    pending("test s29")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s30")
def test_s30(cart: Cart) -> None:
    """S30."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s31")
def test_s31(cart: Cart) -> None:
    """S31."""
    pending("test s31")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s32")
def test_s32(cart: Cart) -> None:
    """S32."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s33")
def test_s33(cart: Cart) -> None:
    """S33."""
    pending("test s33")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s34")
def test_s34(cart: Cart) -> None:
    """S34."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s35")
def test_s35(cart: Cart) -> None:
    """S35."""
    pending("test s35")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s36")
def test_s36(cart: Cart) -> None:
    """S36."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s37")
def test_s37(cart: Cart) -> None:
    """S37."""
    pending("test s37")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s38")
def test_s38(cart: Cart) -> None:
    """S38."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s39")
def test_s39(cart: Cart) -> None:
    """S39."""
    pending("test s39")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s40")
def test_s40(cart: Cart) -> None:
    """S40."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s41")
def test_s41(cart: Cart) -> None:
    """S41."""
    pending("test s41")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s42")
def test_s42(cart: Cart) -> None:
    """S42."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s43")
def test_s43(cart: Cart) -> None:
    """S43."""
    pending("test s43")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s44")
def test_s44(cart: Cart) -> None:
    """S44."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s45")
def test_s45(cart: Cart) -> None:
    """S45."""
    pending("test s45")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s46")
def test_s46(cart: Cart) -> None:
    """S46."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s47")
def test_s47(cart: Cart) -> None:
    """S47."""
    pending("test s47")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s48")
def test_s48(cart: Cart) -> None:
    """S48."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s49")
def test_s49(cart: Cart) -> None:
    """S49."""
    pending("test s49")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s50")
def test_s50(cart: Cart) -> None:
    """S50."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s51")
def test_s51(cart: Cart) -> None:
    """S51."""
    pending("test s51")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s52")
def test_s52(cart: Cart) -> None:
    """S52."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s53")
def test_s53(cart: Cart) -> None:
    """S53."""
    pending("test s53")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s54")
def test_s54(cart: Cart) -> None:
    """S54."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s55")
def test_s55(cart: Cart) -> None:
    """S55."""
    pending("test s55")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s56")
def test_s56(cart: Cart) -> None:
    """S56."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s57")
def test_s57(cart: Cart) -> None:
    """S57."""
    pending("test s57")


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s58")
def test_s58(cart: Cart) -> None:
    """S58."""
    cart.add(1)
    assert cart.total() == 1  # by hand


@pytest.mark.unit
@pytest.mark.spec("cart.unit.s59")
def test_s59(cart: Cart) -> None:
    """S59."""
    pending("test s59")
