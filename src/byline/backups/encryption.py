"""Encryption with a passphrase, in the age format: the program `age` opens such a file too.

The format is described at https://age-encryption.org/v1 (C2SP). A passphrase, made costly by
scrypt, wraps the file's key; the content follows in chunks of 64 KiB, each sealed by
ChaCha20-Poly1305 under its number and a mark on the last one, so that chunks which are changed,
missing, moved or added are found out.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from byline.backups.errors import ArchiveRefused, WrongPassphrase

MAGIC = b"age-encryption.org/v1\n"
SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
KEY_BYTES = 32
FILE_KEY_BYTES = 16
SALT_BYTES = 16
NONCE_BYTES = 16
TAG_BYTES = 16
CHUNK_BYTES = 64 * 2**10
# The logarithm of scrypt's cost: this one takes 128 MB. The program `age` itself writes 18 at most
# and reads 22, which takes 4 GB; here it is 1 GB at most.
WORK_FACTOR = 17
MAX_WORK_FACTOR = 20
SCRYPT_BLOCK_SIZE = 8
MAX_HEADER_BYTES = 512
CUT_OFF = "The backup is damaged or cut off."
HEADER = re.compile(
    rb"(?P<signed>age-encryption\.org/v1\n"
    rb"-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work_factor>[1-9][0-9]?)\n"
    rb"(?P<wrapped>[A-Za-z0-9+/]{43})\n"
    rb"---) (?P<mac>[A-Za-z0-9+/]{43})\n"
)


class EncryptedWriter:
    """Encrypts what is written to it; `finish` seals the end."""

    def __init__(self, file: BinaryIO, passphrase: str, work_factor: int = WORK_FACTOR) -> None:
        self._file = file
        file_key = secrets.token_bytes(FILE_KEY_BYTES)
        salt = secrets.token_bytes(SALT_BYTES)
        wrapping = ChaCha20Poly1305(_stretch(passphrase, salt, work_factor))
        wrapped = wrapping.encrypt(bytes(12), file_key, None)
        signed = b"".join(
            (
                MAGIC,
                b"-> scrypt ",
                _encode(salt),
                b" %d\n" % work_factor,
                _encode(wrapped),
                b"\n---",
            )
        )
        nonce = secrets.token_bytes(NONCE_BYTES)
        file.write(b"".join((signed, b" ", _encode(_sign(file_key, signed)), b"\n", nonce)))
        self._cipher = _content_cipher(file_key, nonce)
        self._number = 0
        self._waiting = bytearray()

    def write(self, data: bytes, /) -> int:
        """Take more content."""
        self._waiting += data
        # What fills the last chunk exactly waits: it may be the end, which is marked.
        while len(self._waiting) > CHUNK_BYTES:
            self._seal(bytes(self._waiting[:CHUNK_BYTES]), last=False)
            del self._waiting[:CHUNK_BYTES]
        return len(data)

    def finish(self) -> None:
        """Write the end."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_chunk_nonce(self._number, last=last), chunk, None))
        self._number += 1


class DecryptedReader:
    """Reads the content of an encrypted file.

    Raises WrongPassphrase, and ArchiveRefused for a file that is damaged or cut off.
    """

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        file_key = _open_header(file, passphrase)
        self._cipher = _content_cipher(file_key, file.read(NONCE_BYTES))
        self._number = 0
        self._next = file.read(CHUNK_BYTES + TAG_BYTES)
        if not self._next:
            # Content that is empty has a chunk, too.
            raise ArchiveRefused(CUT_OFF)
        self._waiting = b""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        if not self._waiting and self._next:
            self._waiting = self._open_chunk()
        block, self._waiting = self._waiting[:size], self._waiting[size:]
        return block

    def _open_chunk(self) -> bytes:
        sealed, self._next = self._next, self._file.read(CHUNK_BYTES + TAG_BYTES)
        nonce = _chunk_nonce(self._number, last=not self._next)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise ArchiveRefused(CUT_OFF) from None


def is_encrypted(start: bytes) -> bool:
    """Say whether a file that begins so is an encrypted one."""
    return start.startswith(MAGIC)


def _open_header(file: BinaryIO, passphrase: str) -> bytes:
    """Read the header and return the file's key."""
    start = file.read(MAX_HEADER_BYTES)
    header = HEADER.match(start)
    if header is None:
        raise ArchiveRefused("The backup is not encrypted with a passphrase, or it is damaged.")
    work_factor = int(header["work_factor"])
    if work_factor > MAX_WORK_FACTOR:
        raise ArchiveRefused(
            f"Opening the backup would take {_memory(work_factor) // 2**20:,} MB of memory, more"
            " than Byline gives it. Decrypt it with `age -d`, and restore what comes out."
        )
    wrapping = ChaCha20Poly1305(_stretch(passphrase, _decode(header["salt"]), work_factor))
    try:
        file_key = wrapping.decrypt(bytes(12), _decode(header["wrapped"]), None)
    except InvalidTag:
        raise WrongPassphrase from None
    if not hmac.compare_digest(_sign(file_key, header["signed"]), _decode(header["mac"])):
        raise ArchiveRefused("The backup is damaged.")
    file.seek(header.end())
    return file_key


def _stretch(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    """Return a key that is costly to get from a passphrase."""
    try:
        return hashlib.scrypt(
            # As it was typed: somebody's keyboard and `age` must agree on the bytes.
            passphrase.encode(),
            salt=SCRYPT_LABEL + salt,
            n=2**work_factor,
            r=SCRYPT_BLOCK_SIZE,
            p=1,
            maxmem=_memory(work_factor) + 2**20,
            dklen=KEY_BYTES,
        )
    except (MemoryError, ValueError):
        # The second is what the library says when it gets none.
        raise ArchiveRefused(
            f"There are no {_memory(work_factor) // 2**20:,} MB of memory for the passphrase."
        ) from None


def _memory(work_factor: int) -> int:
    """Return how many bytes a cost takes."""
    return int(128 * SCRYPT_BLOCK_SIZE * 2**work_factor)


def _sign(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(_derive(file_key, b"", b"header"), signed, "sha256")


def _content_cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))


def _derive(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, purpose).derive(file_key)


def _chunk_nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _encode(data: bytes) -> bytes:
    """Return base64 as the format has it, without padding."""
    return base64.b64encode(data).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise ArchiveRefused("The backup is damaged.") from None
