"""One window a ward file: a second start asks the first window to come to the front."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

WAIT_MS = 800
"""How long the second start waits for the first window's answer."""

RISEN = b"risen"


def ask_to_rise(name: str) -> bool:
    """Ask the window that listens under `name` to come to the front; False when none answers in time."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    answered = socket.waitForConnected(WAIT_MS) and socket.waitForReadyRead(WAIT_MS)
    risen = answered and bytes(socket.readAll().data()) == RISEN
    socket.disconnectFromServer()
    return risen


def listen(name: str, window: QWidget) -> QLocalServer:
    """Raise `window` whenever somebody asks under `name`. The server lives as long as the window."""
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def rise() -> None:
        while (socket := server.nextPendingConnection()) is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()
            socket.write(RISEN)
            socket.flush()
            socket.disconnected.connect(socket.deleteLater)

    server.newConnection.connect(rise)
    QLocalServer.removeServer(name)  # left behind by a killed window; the window lock says that none is open
    server.listen(name)
    return server
