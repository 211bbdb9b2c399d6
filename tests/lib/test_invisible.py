"""Characters that nobody sees."""

import pytest

from byline.lib.invisible import strip_overrides, visible_line


def test_letters_keep_their_direction() -> None:
    assert strip_overrides("\u202enimda\u202c ok") == "nimda\u202c ok"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("  Ana \t\n Alves ", "Ana Alves"),
        ("Ad\u200bmin\u202e", "Admin"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\u200b\u200d\u00a0\u2066", ""),
        ("\u0301", ""),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(name: str, line: str) -> None:
    assert visible_line(name) == line
