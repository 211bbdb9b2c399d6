"""What is installed comes from where it should."""

import json
from pathlib import Path

import pytest

from tools.check_locks import ROOT, check_node_lock, check_requirements, find_problems


def test_the_lists_name_no_host_and_take_no_package_of_ours_from_an_index() -> None:
    assert list(find_problems(ROOT)) == []


@pytest.mark.parametrize(
    "line",
    [
        "flask-gzip==0.2 \\",
        "Flask_Youtube==1.0",
        "byline==1.0",
        "thing @ https://files.example.org/thing.whl",
        "--index-url https://index.example.org/simple",
        "-i https://index.example.org/simple",
        "git+ssh://git@example.org/thing",
    ],
)
def test_a_wrong_line_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "base.txt"
    path.write_text(f"flask==3.1.2 \\\n    --hash=sha256:00\n{line}\n", "utf-8")

    assert list(check_requirements(path))


def test_a_right_line_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "base.txt"
    path.write_text("flask-gzip-lookalike==1.0 \\\n    # via flask-gzip\n", "utf-8")

    assert list(check_requirements(path)) == []


def test_an_address_among_the_node_packages_is_found(tmp_path: Path) -> None:
    path = tmp_path / "package-lock.json"
    package = {"version": "1.0.0", "resolved": "https://registry.example.org/a.tgz"}
    path.write_text(json.dumps({"packages": {"node_modules/a": package}}), "utf-8")

    assert list(check_node_lock(path))
