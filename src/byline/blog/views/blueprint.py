"""The blueprints that the pages of the blog are on."""

from flask import Blueprint

bp = Blueprint("blog", __name__, url_prefix="/blog", template_folder="../templates")
# Reading pages outside /blog.
site_bp = Blueprint("site", __name__)
