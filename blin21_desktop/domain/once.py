"""Working a thing out once: what follows from a chart or a situation alone is kept with it and goes with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Keeps(Protocol):
    """Something that never changes and has a place for what was worked out from it."""

    @property
    def kept(self) -> dict[Hashable, Any]:
        """What was worked out so far."""


class Same:
    """A thing that equals itself alone, so that what follows from it can be kept under it."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:  # noqa: ANN401  (an entry, the scales)
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


K = TypeVar("K", bound=Keeps)
P = ParamSpec("P")
R = TypeVar("R")


def once(work: Callable[Concatenate[K, P], R]) -> Callable[Concatenate[K, P], R]:
    """Let `work` be done once for a thing and each set of arguments, however often it is asked.

    Only for work whose answer follows from its arguments alone and is never changed by whoever gets it.
    """

    @wraps(work)
    def asked(thing: K, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (work, args, *kwargs.items())
        if key not in thing.kept:
            thing.kept[key] = work(thing, *args, **kwargs)
        found: R = thing.kept[key]
        return found

    return asked
