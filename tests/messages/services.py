"""Services of one's own on this machine: a receiver of web requests and a mail server, which remember what came."""

from __future__ import annotations

import json
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """What came, and what shall be answered: a status and a body, or nothing for so many seconds."""

    url: str = ""
    status: int = 200
    body: bytes = b'{"errcode":0,"errmsg":"ok"}'
    silent: float = 0.0
    to: str = ""
    came: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def web_service() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            receiver.came.append((self.path, json.loads(content) if content else None))
            time.sleep(receiver.silent)
            self.send_response(receiver.status)
            if receiver.to:
                self.send_header("Location", receiver.to)
            self.end_headers()
            self.wfile.write(receiver.body)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}"
    with _serving(server):
        yield receiver


@dataclass
class MailServer:
    """A mail server: letters as they came; `refuses` holds addresses it does not take, `user` wants a login."""

    port: int = 0
    letters: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuses: tuple[str, ...] = ()
    after_data: str = "250 queued"
    logins: list[str] = field(default_factory=list)
    login_answer: str = "235 welcome"
    tls: ssl.SSLContext | None = None


class _Speaking(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    mail: MailServer
    encrypted: bool

    def handle(self) -> None:
        if self.encrypted:
            self._encrypt()
        self._say("220 here")
        while line := self.rfile.readline():
            text = line.decode().strip()
            word = text.upper().partition(" ")[0]
            getattr(self, f"_{word.lower()}", self._other)(text)
            if word == "QUIT":
                return

    def _ehlo(self, _: str) -> None:
        starts = "250-STARTTLS\r\n" if self.mail.tls and not self.encrypted else ""
        self._say(f"250-here\r\n{starts}250 AUTH PLAIN")

    def _starttls(self, _: str) -> None:
        self._say("220 go")
        self._encrypt()

    def _auth(self, text: str) -> None:
        self.mail.logins.append(text)
        self._say(self.mail.login_answer)

    def _rcpt(self, text: str) -> None:
        address = text.partition("<")[2].partition(">")[0]
        taken = address not in self.mail.refuses
        self.mail.recipients += [address] if taken else []
        self._say("250 ok" if taken else "550 unknown")

    def _data(self, _: str) -> None:
        self._say("354 go on")
        letter = []
        while (part := self.rfile.readline()) != b".\r\n":
            letter.append(part.decode())
        self.mail.letters.append("".join(letter))
        self._say(self.mail.after_data)

    def _quit(self, _: str) -> None:
        self._say("221 bye")

    def _other(self, _: str) -> None:
        self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _encrypt(self) -> None:
        assert self.mail.tls is not None
        self.request = self.mail.tls.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", buffering=0)


@contextmanager
def mail_service(server: MailServer, *, encrypted: bool = False) -> Iterator[MailServer]:
    """`encrypted` speaks TLS from the first byte, else after STARTTLS where the server has `tls`."""
    handler = type("Speaking", (_Speaking,), {"mail": server, "encrypted": encrypted})
    listening = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    listening.daemon_threads = True
    server.port = listening.server_address[1]
    with _serving(listening):
        yield server


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
