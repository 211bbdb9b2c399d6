"""The application for any WSGI server, by either name they look for."""

from byline.app import create_app

app = application = create_app()
