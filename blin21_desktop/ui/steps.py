"""Long work in small steps, so that the window stays awake; the clock and the keys go on in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")


class Steps(QObject, Generic[T]):
    """Takes one thing after another from an iterator; None is only a step. `done` gets them and why it ended, or ""."""

    def __init__(
        self,
        work: Iterator[T | None],
        each: Callable[[int], None],
        done: Callable[[list[T], str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._each, self._done = work, each, done
        self._taken: list[T] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """Take no more, and say nothing."""
        self._timer.stop()

    def _step(self) -> None:
        try:
            taken = next(self._work)
        except StopIteration:
            self._end("")
        except ValueError as fault:
            self._end(str(fault))
        else:
            self._taken += () if taken is None else (taken,)
            self._each(len(self._taken))

    def _end(self, why: str) -> None:
        self._timer.stop()
        self._done(self._taken, why)
