"""Addresses of the built front end."""

import json
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from byline.web import assets

MANIFEST = {
    "src/icons.svg": {"file": "icons-a1.svg", "src": "src/icons.svg"},
    "src/main.scss": {"file": "main-b2.css", "src": "src/main.scss", "isEntry": True},
    "src/main.ts": {"file": "main-c3.js", "src": "src/main.ts", "isEntry": True},
    "_shared-d4.js": {"file": "shared-d4.js", "name": "shared"},
}


@pytest.fixture
def static_folder(tmp_path: Path) -> Path:
    (tmp_path / "dist").mkdir()
    return tmp_path


@pytest.fixture
def manifest(static_folder: Path) -> Path:
    path = static_folder / "dist" / "manifest.json"
    path.write_text(json.dumps(MANIFEST))
    return path


@pytest.fixture
def assets_app(static_folder: Path) -> Flask:
    app = Flask("assets", static_folder=static_folder, static_url_path="/static")
    assets.init_app(app)
    assets.built_files.cache_clear()
    return app


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return render_template_string("{{ asset(name) }}", name=name)


@pytest.mark.parametrize(
    ("name", "file"),
    [("main.css", "main-b2.css"), ("main.js", "main-c3.js"), ("icons.svg", "icons-a1.svg")],
)
def test_an_entry_is_found_by_its_name(
    assets_app: Flask, manifest: Path, name: str, file: str
) -> None:
    assert address(assets_app, name) == f"/static/dist/{file}"


@pytest.mark.parametrize("name", ["theme.js", "shared-d4.js", "_shared-d4.js", "main.scss"])
def test_what_is_no_entry_is_refused_by_name(assets_app: Flask, manifest: Path, name: str) -> None:
    with pytest.raises(assets.UnknownAsset, match=name):
        address(assets_app, name)


def test_a_front_end_that_is_not_built_says_what_to_do(assets_app: Flask) -> None:
    with pytest.raises(assets.AssetsNotBuilt, match=r"not built.*make setup"):
        address(assets_app, "main.css")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"src/main.ts": 1}', '{"a": {"src": "a"}}'])
def test_a_broken_manifest_counts_as_not_built(
    assets_app: Flask, manifest: Path, text: str
) -> None:
    manifest.write_text(text)

    with pytest.raises(assets.AssetsNotBuilt):
        address(assets_app, "main.css")


def test_the_manifest_is_read_once(assets_app: Flask, manifest: Path) -> None:
    address(assets_app, "main.css")
    manifest.unlink()

    assert address(assets_app, "main.css") == "/static/dist/main-b2.css"


def test_a_rebuild_is_seen_while_debugging(assets_app: Flask, manifest: Path) -> None:
    assets_app.debug = True
    address(assets_app, "main.css")
    rebuilt = {"src/main.scss": {"file": "main-e5.css", "src": "src/main.scss"}}
    manifest.write_text(json.dumps(rebuilt))

    assert address(assets_app, "main.css") == "/static/dist/main-e5.css"
