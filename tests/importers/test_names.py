"""Who a byline names."""

import pytest

from byline.importers.names import person_key, split_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Roe", ["Ana Roe"]),
        ("Ana Roe and Bo Doe", ["Ana Roe", "Bo Doe"]),
        ("Ana Roe & Bo", ["Ana Roe", "Bo"]),
        ("Ana Roe, Bo Doe", ["Ana Roe", "Bo Doe"]),
        ("Ana Roe, Bo Doe and Cy Coe", ["Ana Roe", "Bo Doe", "Cy Coe"]),
        ("Ana Roe, Bo Doe, and Cy Coe", ["Ana Roe", "Bo Doe", "Cy Coe"]),
        ("Ana Roe and @bo-d", ["Ana Roe", "bo-d"]),
        ("Ana Roe and the Example Group", ["Ana Roe", "the Example Group"]),
        ("Ana Roe <ana@example.org>, Bo", ["Ana Roe", "Bo"]),
        # One name each, whatever is in it.
        ("Ana Roe on behalf of the Example Team", ["Ana Roe on behalf of the Example Team"]),
        ("Ana Roe, on behalf of The Team", ["Ana Roe, on behalf of The Team"]),
        ("Ana Roe, Director of Research", ["Ana Roe, Director of Research"]),
        ("Ana Roe, Jr.", ["Ana Roe, Jr."]),
        ("The Design and Content Team", ["The Design and Content Team"]),
        ("Ana (Roe || Doe)", ["Ana (Roe || Doe)"]),
        ('Ana "Sandy" Roe', ['Ana "Sandy" Roe']),
        ("Andrea Andersson", ["Andrea Andersson"]),
        ("", []),
        (" , ", []),
    ],
)
def test_a_byline_is_taken_apart_into_people(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_spellings_of_one_name_are_one_person() -> None:
    assert len({person_key(name) for name in ("Tomás Šedo", "Tomas Sedo", "tomas  sedo")}) == 1


def test_names_without_latin_letters_stay_different_people() -> None:
    assert person_key("山田太郎") != person_key("鈴木花子")
