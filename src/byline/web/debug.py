"""The debug toolbar of `byline run --debug`."""

from flask import Flask

_PANELS = (
    "flask_debugtoolbar.panels.versions.VersionDebugPanel",
    "flask_debugtoolbar.panels.timer.TimerDebugPanel",
    "flask_debugtoolbar.panels.headers.HeaderDebugPanel",
    "flask_debugtoolbar.panels.request_vars.RequestVarsDebugPanel",
    "byline.web.debug_panel.RedactedConfigPanel",
    "flask_debugtoolbar.panels.template.TemplateDebugPanel",
    "flask_debugtoolbar.panels.sqlalchemy.SQLAlchemyDebugPanel",
    "flask_debugtoolbar.panels.logger.LoggingPanel",
    "flask_debugtoolbar.panels.route_list.RouteListDebugPanel",
    "flask_debugtoolbar.panels.profiler.ProfilerDebugPanel",
    "flask_debugtoolbar.panels.g.GDebugPanel",
)


def init_app(app: Flask) -> None:
    """Add the toolbar, and let it change pages: they stay uncompressed."""
    if not app.debug:
        return
    # Installed with the extra `dev`.
    from flask_debugtoolbar import DebugToolbarExtension

    app.config.update(
        DEBUG_TB_ENABLED=True,
        DEBUG_TB_INTERCEPT_REDIRECTS=False,
        DEBUG_TB_PANELS=_PANELS,
        SQLALCHEMY_RECORD_QUERIES=True,
        GZIP_ENABLED=False,
    )
    DebugToolbarExtension(app)
