"""The application factory: what Byline consists of, in the order in which it is put together."""

from dataclasses import fields, replace
from typing import Any

from flask import Flask, Request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import MapAdapter
from werkzeug.utils import import_string

from byline import (
    admin,
    auth,
    babel,
    backups,
    blog,
    comments,
    exports,
    importers,
    media,
    settings,
    testdata,
)
from byline.config import Config, config_for_environment
from byline.extensions import csrf, db, gzip, migrate
from byline.lib.database import prepare_sqlite
from byline.migrations import DIRECTORY
from byline.web import (
    access,
    assets,
    caching,
    commands,
    context,
    converters,
    debug,
    errors,
    formats,
    headers,
    health,
    limits,
    logs,
    metrics,
    origin,
    request_id,
)

# A feature is a package with `create_module(app)`; left is known to right, never the other way.
FEATURES = (
    settings,
    babel,
    auth,
    media,
    blog,
    comments,
    exports,
    importers,
    backups,
    admin,
    testdata,
)

# Supervisors ask these by whatever address they know, so no host name is refused there.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

ConfigSource = Config | type[Config] | dict[str, Any] | str | None


class Application(Flask):
    """Flask, but for the host names that a supervisor may use."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Bind the addresses to a request."""
        if request is not None and request.path in PROBES:
            return self.url_map.bind_to_environ(request.environ)
        return super().create_url_adapter(request)


def create_app(config: ConfigSource = None) -> Flask:
    """Return the application.

    `config` is a configuration object or class of `byline.config`, or its dotted name. None means
    the class that the environment variable BYLINE_ENV names, read from the environment; a mapping
    means the same with some settings, Byline's or Flask's, changed.
    Raises InvalidSetting with a sentence for the operator.
    """
    app = Application("byline", template_folder="web/templates")
    app.config.update(_load_config(config))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    logs.init_app(app)
    converters.init_app(app)
    # Before the database and the headers, which ask whether there is a toolbar.
    debug.init_app(app)
    # Before the extensions, which look for a form's token in the session.
    origin.init_app(app)
    bind_extensions(app)
    prepare_requests(app)
    for feature in FEATURES:
        feature.create_module(app)
    access.check_access(app)
    trust_proxies(app)
    return app


def bind_extensions(app: Flask) -> None:
    """Tie the extensions to the application; nothing connects yet."""
    db.init_app(app)
    with app.app_context():
        prepare_sqlite(db.engine)
    migrate.init_app(app, db, directory=DIRECTORY)
    csrf.init_app(app)


def prepare_requests(app: Flask) -> None:
    """Add what surrounds every request. Hooks after a request run in reverse: gzip comes last."""
    gzip.init_app(app)
    request_id.init_app(app)
    metrics.init_app(app)
    limits.init_app(app)
    headers.init_app(app)
    caching.init_app(app)
    errors.init_app(app)
    health.init_app(app)
    assets.init_app(app)
    formats.init_app(app)
    context.init_app(app)
    commands.init_app(app)


def trust_proxies(app: Flask) -> None:
    """Believe the X-Forwarded-… headers of as many front servers as the operator says."""
    hops = app.config["TRUSTED_PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's documented way
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def _load_config(source: ConfigSource) -> dict[str, Any]:
    if isinstance(source, Config):
        return source.to_flask()
    if isinstance(source, str):
        return _load_config(import_string(source))
    if isinstance(source, dict):
        return _changed(config_for_environment(), source)
    return (source or config_for_environment()).from_environ().to_flask()


def _changed(config: type[Config], changes: dict[str, Any]) -> dict[str, Any]:
    known = {field.name for field in fields(config)}
    own = {name: value for name, value in changes.items() if name in known}
    others = {name: value for name, value in changes.items() if name not in known}
    return replace(config.from_environ(), **own).to_flask() | others
