"""The blueprint that the pages of accounts are on."""

from flask import Blueprint

bp = Blueprint("auth", __name__, url_prefix="/auth", template_folder="../templates")
