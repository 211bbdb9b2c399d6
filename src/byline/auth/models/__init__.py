"""The tables of accounts."""

from byline.auth.models.emails import UnverifiedEmail
from byline.auth.models.invitations import Invitation
from byline.auth.models.kept_forms import KeptForm
from byline.auth.models.sessions import UserSession
from byline.auth.models.users import ROLES, Role, User, author_path, user_roles

__all__ = [
    "ROLES",
    "Invitation",
    "KeptForm",
    "Role",
    "UnverifiedEmail",
    "User",
    "UserSession",
    "author_path",
    "user_roles",
]
