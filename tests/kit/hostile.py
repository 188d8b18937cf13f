"""A local far end that answers with exactly the bytes a test wrote down, piece by piece."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable

Script = Callable[[bytes], Iterable[bytes]]


class FarEnd:
    """Listens on a loopback port; each connection gets what ``script(request)`` yields, then the end."""

    def __init__(self, script: Script, context: ssl.SSLContext | None = None) -> None:
        self.script, self.context = script, context
        self.requests: list[bytes] = []
        self.over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.here = f"127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self.over.is_set():
                line.close()
                return
            self._answer(line)

    def _answer(self, line: socket.socket) -> None:
        try:
            with self.context.wrap_socket(line, server_side=True) if self.context else line as talk:
                asked = b""
                while not _is_whole(asked) and (more := talk.recv(65536)):
                    asked += more
                self.requests.append(asked)
                for piece in self.script(asked):
                    talk.sendall(piece)
        except OSError:  # the other side has had enough
            line.close()

    def close(self) -> None:
        self.over.set()
        with socket.create_connection(("127.0.0.1", self.port), timeout=5):
            self._thread.join(5)
        self._listener.close()


def _is_whole(asked: bytes) -> bool:
    head, end, body = asked.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


def reply(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """Return an HTTP/1.1 answer; ``length`` claims another Content-Length than the body has."""
    said = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(said).encode() + body
