"""Who may do what: one question, `can(user, action, object)`, answered by rules of the features.

A feature registers a rule for each action on each of its kinds of objects. Asked about the class,
a rule says whether the user may do that to any of its objects at all.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app

from byline.auth.guest import Guest
from byline.auth.models import Invitation, User, UserSession
from byline.auth.security import visitor

_EXTENSION = "byline-permissions"

# Takes the user, and the object, or None where the question is about all of its kind.
Rule = Callable[[User | Guest, Any], bool]


class UnknownPermission(LookupError):
    """No feature has a rule for this action on this kind of object."""


def init_app(app: Flask) -> None:
    """Register what accounts are subject to, and the template test `permitted`."""
    for action in ("list", "edit", "invite"):
        register_permission(app, action, User, only("admin"))
    register_permission(app, "withdraw", Invitation, only("admin"))
    for action in ("read", "end"):
        register_permission(app, action, UserSession, _own_session)
    app.add_template_test(_is_permitted, "permitted")


def _own_session(user: User | Guest, session: UserSession | None) -> bool:
    return user.is_authenticated and (session is None or session.user_id == user.id)


def _is_permitted(subject: object, action: str) -> bool:
    """Say in a template: `{% if post is permitted("edit") %}`."""
    return can(visitor, action, subject)


def register_permission(app: Flask, action: str, kind: type, rule: Rule) -> None:
    """Let `rule` say who may do `action` to objects of `kind` and its subclasses."""
    app.extensions.setdefault(_EXTENSION, {})[action, kind] = rule


def can(user: User | Guest, action: str, subject: object) -> bool:
    """Say whether a user may do something to an object, or to any of a class of objects.

    Runs no query beyond what the object loads. Raises UnknownPermission where no rule exists.
    """
    kind, instance = (subject, None) if isinstance(subject, type) else (type(subject), subject)
    return _rule(action, kind)(user, instance)


def _rule(action: str, kind: type) -> Rule:
    rules: dict[tuple[str, type], Rule] = current_app.extensions.get(_EXTENSION, {})
    for ancestor in kind.__mro__:
        if (action, ancestor) in rules:
            return rules[action, ancestor]
    raise UnknownPermission(f"nobody says who may {action} a {kind.__name__}")


def only(*roles: str) -> Rule:
    """Return the rule that lets in who has one of these roles."""
    return lambda user, _subject: user.has_role(*roles)
