"""The few ciphers of review copies, all of them libsodium's: one place that says which and at which cost."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from hashlib import blake2b, sha256

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
)
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.pwhash import argon2id
from nacl.signing import SigningKey
from nacl.utils import random

from blin21_desktop.domain.review import SHORTEST_PASSPHRASE, ReviewRefused
from blin21_desktop.domain.short_code import short_code
from blin21_desktop.domain.text import say

KEY_BYTES = 32
SALT_BYTES = argon2id.SALTBYTES
NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_CODE_BYTES = 7
_EXTRA = NONCE_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: passes, and bytes of memory."""

    passes: int
    memory: int

    @property
    def bearable(self) -> bool:
        """Whether this computer lets a file ask for it: a hostile one must not take all memory or an hour."""
        most = 1 << 30
        return argon2id.OPSLIMIT_MIN <= self.passes <= 10 and argon2id.MEMLIMIT_MIN <= self.memory <= most  # noqa: PLR2004


MODERATE = Cost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
"""Three passes over 256 MiB, about half a second: what every copy is made with."""


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase gives. The same letters typed another way give the same key. Raises `ReviewRefused`."""
    text = _typed(passphrase).encode(errors="surrogatepass")
    try:
        made: bytes = argon2id.kdf(KEY_BYTES, text, salt, cost.passes, cost.memory)
    except (CryptoError, MemoryError):
        raise ReviewRefused(
            say("This computer has too little memory free for the passphrase. Close other programs and try again.")
        ) from None
    return made


def _typed(passphrase: str) -> str:
    """As every way of typing gives it: full width or not, and without blanks around it."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def long_enough(passphrase: str) -> str:
    """The passphrase, where it is worth its cost. Raises `ReviewRefused`."""
    if len(_typed(passphrase)) < SHORTEST_PASSPHRASE:
        raise ReviewRefused(
            say(
                "The passphrase is too short: at least {count:number} characters, such as four words by chance.",
                count=SHORTEST_PASSPHRASE,
            )
        )
    return passphrase


def locked(key: bytes, plain: bytes, beside: bytes = b"") -> bytes:
    """Encrypt and authenticate, `beside` too; the nonce stands in front."""
    nonce = random(NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, beside, nonce, key)


def unlocked(key: bytes, sealed: bytes, beside: bytes = b"") -> bytes | None:
    """What `locked` took; None when the key is another one, or anything was changed."""
    if len(sealed) < _EXTRA:
        return None
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(body, beside, nonce, key)
    except CryptoError:
        return None


def derived(key: bytes, purpose: str) -> bytes:
    """Another key out of a key, for one purpose."""
    return blake2b(purpose.encode(), digest_size=KEY_BYTES, key=key).digest()


def key_code(public: bytes) -> str:
    """A public key as two people compare it by telephone: twice ten characters, 100 bits of its hash."""
    digest = sha256(public).digest()
    return f"{short_code(digest)} {short_code(digest[_CODE_BYTES:])}"


@dataclass(frozen=True, slots=True)
class WardKey:
    """The ward's key: it signs copies, and opens what comes back. Both are made of one random seed."""

    seed: bytes = field(repr=False)

    @classmethod
    def new(cls) -> WardKey:
        """A key by chance."""
        return cls(random(KEY_BYTES))

    @property
    def signing(self) -> SigningKey:
        """Signs copies."""
        return SigningKey(self.seed)

    @property
    def public(self) -> bytes:
        """What a signature is checked with."""
        return bytes(self.signing.verify_key)

    @property
    def box(self) -> PrivateKey:
        """Opens return files."""
        return PrivateKey(derived(self.seed, "blin21 return"))
