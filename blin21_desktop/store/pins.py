"""Hashes of PINs: Argon2id at the library's interactive cost (64 MiB, 2 passes; about 0.1 s).

A PIN names a person at the keyboard. Six digits protect no file: never use one as a key.
"""

from __future__ import annotations

NOBODYS = "$argon2id$v=19$m=65536,t=2,p=1$9j5Uph2c6eAWlS9vz5W1fg$rq0LMAsv5+OlWHvSfgfiTt3ZlKox+/GsInTG31XldbA"
"""The hash of random bytes that were thrown away, at the cost of any other: an unknown ID is checked against it."""


def hashed(pin: str) -> str:
    """The hash of a PIN, with its own salt and cost in it."""
    from nacl.pwhash import argon2id  # late: the board does not wait for it

    made: bytes = argon2id.str(pin.encode(), argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)
    return made.decode()


def fits(pin_hash: str, pin: str) -> bool:
    """Whether a PIN is the one that was hashed."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id

    try:
        return bool(argon2id.verify(pin_hash.encode(), pin.encode()))
    except (CryptoError, ValueError):
        return False
