import pytest

from wholeroom.web.rooms import codes


def test_new_code_could_be_one():
    assert all(codes.could_be(codes.new_code()) for _ in range(100))


@pytest.mark.parametrize("typed", ["abc-def", "ABC DEF", " a b c d e f ", "AbC.dEf"])
def test_code_is_read_however_it_was_typed(typed):
    assert codes.cleaned(typed) == "ABCDEF"


def test_letters_that_look_alike_are_put_right():
    assert codes.cleaned("12i5AB") == "LZLSAB"


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDEFG", "ABCDE0", "ABCDEÄ"])
def test_what_cannot_be_a_code_is_known_before_looking(typed):
    assert not codes.could_be(codes.cleaned(typed))
