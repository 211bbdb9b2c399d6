"""Stored files, as readers' browsers fetch them: no session, no database.

An address is made of its content's digest, so an answer stays right for ever and any cache may
keep it.
"""

import re

from flask import Blueprint, Response, abort, send_from_directory

from byline.lib.file_types import FILE_TYPES, PDF, SVG
from byline.media.services import media_folder, path_in_folder
from byline.web.access import public

MAX_AGE_SECONDS = 31_536_000  # a year, https://www.rfc-editor.org/rfc/rfc8246
NAME = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?P<extension>[a-z0-9]{2,5})")
# A drawing opened by itself is a document; it gets nothing but its own styles.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

blueprint = Blueprint("media", __name__, url_prefix="/media")


@blueprint.get("/<name>")
@public
def file(name: str) -> Response:
    """Answer with a file of the store, or with the part of it that the request asks for."""
    match = NAME.fullmatch(name)
    file_type = FILE_TYPES.get(match["extension"]) if match else None
    if match is None or file_type is None:
        abort(404)
    response = send_from_directory(
        media_folder(),
        path_in_folder(name),
        mimetype=file_type.media_type,
        as_attachment=file_type == PDF,
        etag=match["digest"],
        max_age=MAX_AGE_SECONDS,
    )
    response.cache_control.immutable = True
    if file_type == SVG:
        response.headers["Content-Security-Policy"] = SVG_POLICY
    return response
