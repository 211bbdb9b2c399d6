"""The blueprint that the pages of comments are on."""

from flask import Blueprint

bp = Blueprint("comments", __name__, template_folder="../templates")
