from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.errors import DataError, InputError, MultipolarError, OutputError

ANY = st.text(max_size=60)


def test_thing_place_and_mend_make_one_line() -> None:
    error = InputError("is empty", place="a.txt", mend="Give an article with text in it")
    assert error.line() == str(error) == "a.txt: is empty. Give an article with text in it"
    assert InputError("is empty").line() == "is empty"
    assert InputError("is empty", place="a.txt").line() == "a.txt: is empty"


@given(ANY, ANY, ANY)
def test_nothing_in_an_error_can_move_the_cursor_or_break_the_line(thing: str, place: str, mend: str) -> None:
    line = InputError(thing, place=place, mend=mend).line()
    assert line.isprintable()
    assert line.splitlines() in ([], [line])


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[31mred\x1b[0m",
        "a\rb",
        "a\nb",
        "a\x00b",
        "a\u2028b",
        "a\u202eb",
        "a\u200bb",
        "a\ud800b",
        "a\x9bb",
    ],
)
def test_control_characters_become_replacement_marks(hostile: str) -> None:
    line = InputError("no such file", place=hostile).line()
    assert "\N{REPLACEMENT CHARACTER}" in line
    assert line.endswith(": no such file")
    assert line.encode("utf-8")  # a lone surrogate would not encode


def test_letters_of_any_script_stay() -> None:
    assert InputError("no such file", place="Türkiye/中亚.txt").line() == "Türkiye/中亚.txt: no such file"


def test_every_kind_has_an_exit_code_of_its_own() -> None:
    kinds = (InputError, DataError, OutputError)
    assert len({kind.exit_code for kind in kinds}) == len(kinds)
    assert all(kind.exit_code not in (0, 1) and issubclass(kind, MultipolarError) for kind in kinds)
