"""Tables that fill themselves."""

from __future__ import annotations

from termlint.kept import Kept


def test_everything_is_made_once_while_it_is_kept() -> None:
    """The first who asks has it made, the others get the same."""
    made: list[int] = []
    squares = Kept[int, int](lambda number: made.append(number) or number**2)
    assert [squares[number] for number in (3, 2, 3, 3)] == [9, 4, 9, 9]
    assert made == [3, 2]


def test_only_so_many_are_kept() -> None:
    """Whoever asks for one more than can be kept has the others made anew."""
    words = Kept[int, str](str, most=2)
    for number in range(10):
        assert words[number] == str(number)
        assert len(words) <= 2
