"""Tries to sign in: how many there may be, and who a name and a password belong to.

A try costs a hash of 130 to 225 ms, so the limits come first. They hold back who guesses, and never
the owner for good: whoever has the right password gets in from an address that has not guessed.
Names are counted as they are typed, so that nothing tells which of them exist, nor which name and
which e-mail address belong together.
"""

from byline.auth.models import User
from byline.auth.passwords import MAX_PASSWORD_CHARS, is_password
from byline.auth.queries import find_by_login_name
from byline.lib.limits import MAX_EMAIL_CHARS
from byline.web.limits import (
    Limit,
    address_key,
    count,
    forget,
    give_back,
    is_reached,
    private_key,
    spend,
)

FROM_ADDRESS = Limit("login-address", amount=30, seconds=600)
AT_ACCOUNT = Limit("login-account", amount=5, seconds=900)
# From anywhere. An account that sees more of them is under attack, and takes fewer from each.
WRONG_AT_ACCOUNT = Limit("login-wrong", amount=20, seconds=3600)
UNDER_ATTACK = Limit("login-attacked", amount=1, seconds=3600)


def find_by_password(name: str, password: str) -> User | None:
    """Return who may sign in by a name or verified address and a password.

    Nobody where one of them is wrong; it takes the same time whatever it is. Raises LimitReached,
    before a hash is made.
    """
    address, account = address_key(), private_key(name.lower())
    _take_turn(address, account)
    user = _find_user(name)
    # A longer one is nobody's, and not worth the time of reading it.
    fits = len(password) <= MAX_PASSWORD_CHARS
    if not is_password(user if fits else None, password if fits else ""):
        count(WRONG_AT_ACCOUNT, account)
        return None
    # Many people may share an address, and sign in from it.
    give_back(FROM_ADDRESS, address)
    forget(AT_ACCOUNT, address, account)
    forget(UNDER_ATTACK, address, account)
    return user


def _take_turn(address: str, account: str) -> None:
    spend(FROM_ADDRESS, address)
    spend(AT_ACCOUNT, address, account)
    if is_reached(WRONG_AT_ACCOUNT, account):
        spend(UNDER_ATTACK, address, account)


def _find_user(name: str) -> User | None:
    return find_by_login_name(name) if len(name) <= MAX_EMAIL_CHARS else None
