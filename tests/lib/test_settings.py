"""Settings are read from the environment with their types, and refused in a sentence."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from byline.lib.settings import InvalidSetting, read_settings, setting


@dataclasses.dataclass
class Settings:
    """One setting of each type."""

    NAME: str = setting("none", "A text.")
    COUNT: int = setting(0, "A number.", also=("PLATFORM_COUNT",))
    SWITCH: bool = setting(False, "A switch.")
    FOLDER: Path = setting(Path(), "A path.")
    WORDS: tuple[str, ...] = setting((), "A list.")
    MAYBE: int | None = setting(None, "A number or nothing.")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("NAME", " as it is ", " as it is "),
        ("COUNT", "12", 12),
        ("COUNT", "-3", -3),
        ("SWITCH", "Yes", True),
        ("SWITCH", " on ", True),
        ("SWITCH", "0", False),
        ("SWITCH", "", False),
        ("FOLDER", "/srv/blog", Path("/srv/blog")),
        ("WORDS", "one, two,,three ", ("one", "two", "three")),
        ("WORDS", "", ()),
        ("MAYBE", "", None),
        ("MAYBE", "5", 5),
    ],
)
def test_a_setting_has_the_type_of_its_field(name: str, text: str, value: Any) -> None:  # noqa: ANN401 - one of each type
    assert read_settings(Settings, {f"BYLINE_{name}": text}) == {name: value}


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("COUNT", "many", "a whole number"),
        ("COUNT", "", "a whole number"),
        ("COUNT", "9" * 5000, "a whole number"),
        ("MAYBE", "1.5", "a whole number"),
        ("SWITCH", "perhaps", "yes or no"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_with_what_it_should_be(
    name: str, text: str, wanted: str
) -> None:
    with pytest.raises(InvalidSetting, match=f"^BYLINE_{name} is .*, but must be {wanted}\\.$"):
        read_settings(Settings, {f"BYLINE_{name}": text})


def test_what_is_not_given_is_not_returned() -> None:
    assert read_settings(Settings, {"NAME": "without the prefix"}) == {}


def test_a_platform_name_is_read_too() -> None:
    assert read_settings(Settings, {"PLATFORM_COUNT": "3"}) == {"COUNT": 3}


def test_the_own_name_wins_over_the_platform_s() -> None:
    environ = {"PLATFORM_COUNT": "3", "BYLINE_COUNT": "4"}

    assert read_settings(Settings, environ) == {"COUNT": 4}


def test_a_setting_may_be_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from the file\n", "utf-8")

    assert read_settings(Settings, {"BYLINE_NAME_FILE": str(secret)}) == {"NAME": "from the file"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    secret = tmp_path / "secret"
    if content is not None:
        secret.write_bytes(content)

    with pytest.raises(InvalidSetting, match="BYLINE_NAME_FILE names a file that cannot be read"):
        read_settings(Settings, {"BYLINE_NAME_FILE": str(secret)})
