"""What happens when something goes wrong inside the window: said plainly, logged without patient text."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

LOG = logging.getLogger("blin21_desktop")

Said = Callable[[], None]


def places(fault: BaseException) -> str:
    """Type and code places of a fault: never its message, never a value, so no patient text."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{type(fault).__name__}: " + " > ".join(f"{f.name}:{f.lineno}" for f in frames)


def install(say: Said) -> None:
    """Show `say` for every fault nobody caught; log faults of slots, threads and Qt."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        LOG.error("fault %s", places(fault.with_traceback(trace)))
        say()

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            LOG.error("fault in a thread %s", places(args.exc_value))

    sys.excepthook = hook
    threading.excepthook = thread_hook
    qInstallMessageHandler(_qt_said)


def _qt_said(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    LOG.log(level, "Qt: %s", message)
