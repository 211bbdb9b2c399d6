"""What can go wrong with accounts."""


class AuthError(Exception):
    """The base of the errors below; the message is for whoever runs the command."""


class InvalidUsername(AuthError):
    """A user name has characters or a length that none may have."""


class UsernameTaken(AuthError):
    """A user with that name already exists."""


class EmailTaken(AuthError):
    """Another user has the address."""


class InvalidEmail(AuthError):
    """An address that no mail could reach."""


class PasswordTooShort(AuthError):
    """A password with fewer characters than every password needs."""


class UnknownRole(AuthError):
    """There are four roles, and this is none of them."""


class LinkExpired(AuthError):
    """The first-run link is forged, too old, or was used: an admin exists."""


class InvitationGone(AuthError):
    """An invitation opens nothing; the subclasses say why."""


class InvitationUnknown(InvitationGone):
    """No invitation has this link: it is forged, or was withdrawn."""


class InvitationUsed(InvitationGone):
    """Somebody has made an account with it; each is good once."""


class InvitationExpired(InvitationGone):
    """Its date is over."""


class EpochOver(AuthError):
    """The account was changed meanwhile so that who was signed in is no longer."""


class InvitationDiffers(AuthError):
    """The link is already an invitation, with another role or to another date."""


class RolesDiffer(AuthError):
    """Somebody has other roles by now than the form showed."""


class LastAdmin(AuthError):
    """Without this user nobody could look after the site."""
