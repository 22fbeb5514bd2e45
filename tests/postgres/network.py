"""This file is the network between a client and a PostgreSQL server, which a test may spoil."""

import contextlib
import random
import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_CHUNK: Final = 1 << 16
_RESET: Final = struct.pack("ii", 1, 0)
"""Lingering for no time: the other side is told that the connection was reset."""
_ASKS_FIRST: Final = frozenset({80877103, 80877104})
"""What a client may send before it begins: may it encrypt by TLS, by GSSAPI?"""
_IN_BATCH: Final = b"PBDEC"
"""Messages that wait for a Sync: Parse, Bind, Describe, Execute, Close."""
_NEVER_FAILS: Final = re.compile(
    r"\s*(BEGIN|START|ROLLBACK|SET|SHOW|DEALLOCATE|DISCARD)\b", re.IGNORECASE
)
_IS_COMMIT: Final = re.compile(r"\s*(COMMIT|END)\b", re.IGNORECASE)
LOCKS_AND_NEWS: Final = re.compile(
    r"\b((UN)?LISTEN|(pg_)?NOTIFY|pg_(try_)?advisory\w*|TRIGGER|nextval|SEQUENCE)\b",
    re.IGNORECASE,
)
"""What some servers that speak PostgreSQL's protocol do not have."""
DEFINITIONS: Final = re.compile(r"\b(CREATE|ALTER|DROP|TRUNCATE|GRANT|REVOKE)\b", re.IGNORECASE)
"""What is refused once a store was made."""

Way = Callable[[socket.socket, socket.socket], None]


class Network:
    """A port that passes on to a server's socket.

    Args:
        server: the socket; another one may be put in its place, for connections made later.
    """

    def __init__(self, server: Path) -> None:
        self.server = server
        self.delay = 0.0
        """Seconds by which everything comes late."""
        self.drops_questions = False
        """Whether what clients send gets lost, without a word."""
        self.drops_answers = False
        """Whether what the server answers gets lost, without a word."""
        self._lines: set[tuple[socket.socket, socket.socket]] = set()
        self._guard = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: Final = int(self._door.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """Where a database is for those who come through here."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def drop(self) -> None:
        """Lose everything in both directions, as a cable that is out."""
        self.drops_questions = self.drops_answers = True

    def heal(self) -> None:
        """Be a good network again; what got lost stays lost, so its connections are reset."""
        had_losses = self.drops_questions or self.drops_answers
        self.drops_questions = self.drops_answers = False
        self.delay = 0.0
        if had_losses:
            self.reset()

    def reset(self) -> None:
        """Break every connection there is."""
        with self._guard:
            lines, self._lines = self._lines, set()
        for line in lines:
            for end in line:
                with contextlib.suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    end.shutdown(socket.SHUT_RD)  # Wakes who waits for it, and sends nothing.
                end.close()

    def close(self) -> None:
        """Be gone."""
        _hang_up(self._door)
        self.reset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client = self._door.accept()[0]
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._join(client)

    def _join(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(str(self.server))
        except OSError:
            client.close()
            return
        line = (client, server)
        with self._guard:
            self._lines.add(line)
        for way in (self._pass_questions, self._pass_answers):
            threading.Thread(target=self._pass, args=(way, line), daemon=True).start()

    def _pass(self, way: Way, line: tuple[socket.socket, socket.socket]) -> None:
        with contextlib.suppress(OSError, EOFError):
            way(*line)
        with self._guard:
            self._lines.discard(line)
        for end in line:
            _hang_up(end)

    def _pass_answers(self, client: socket.socket, server: socket.socket) -> None:
        while chunk := server.recv(_CHUNK):
            time.sleep(self.delay)
            if not self.drops_answers:
                client.sendall(chunk)

    def _pass_questions(self, client: socket.socket, server: socket.socket) -> None:
        while chunk := client.recv(_CHUNK):
            self._send(server, chunk)

    def _send(self, server: socket.socket, chunk: bytes) -> None:
        time.sleep(self.delay)
        if not self.drops_questions:
            server.sendall(chunk)


class Strict(Network):
    """A network that makes a server seem one that can do less, and that fails more often.

    It stands for servers that speak the protocol without being PostgreSQL. What is refused, or
    fails by chance, is put to the server as a statement that fails in that way, so transactions
    are what they would be.

    Args:
        server: the socket.
        seed: of what fails by chance.
    """

    def __init__(self, server: Path, seed: int = 7) -> None:
        self.refused: tuple[re.Pattern[str], ...] = (LOCKS_AND_NEWS,)
        """Statements that are not supported."""
        self.fails = 0.0
        """How often a statement cannot be serialised."""
        self.fails_at_commit = 0.0
        """How often a transaction cannot, and says so only when it shall be committed."""
        self.failures = 0
        self.refusals = 0
        self._dice = random.Random(seed)
        super().__init__(server)

    def _pass_questions(self, client: socket.socket, server: socket.socket) -> None:
        code = 0
        while code in _ASKS_FIRST or not code:
            head = _received(client, 8)
            size, code = struct.unpack("!ii", head)
            self._send(server, head + _received(client, size - 8))
        batch = b""
        texts: list[str] = []
        while True:
            head = _received(client, 5)
            body = _received(client, struct.unpack("!i", head[1:])[0] - 4)
            kind = head[:1]
            if kind in (b"Q", b"P"):
                texts.append(_text(kind, body))
            batch += head + body
            if kind in _IN_BATCH:
                continue
            fault = self._fault(texts) if kind in (b"Q", b"S") and _works(batch) else ""
            self._send(server, _query(fault) if fault else batch)
            batch, texts = b"", []

    def _fault(self, texts: list[str]) -> str:
        """The statement that fails as these shall; empty where they go through."""
        for text in texts:
            if any(pattern.search(text) for pattern in self.refused):
                self.refusals += 1
                return _failing("0A000", "not supported here")
        if texts and all(_NEVER_FAILS.match(text) for text in texts):
            return ""
        is_commit = any(_IS_COMMIT.match(text) for text in texts)
        if self._dice.random() >= (self.fails_at_commit if is_commit else self.fails):
            return ""
        self.failures += 1
        return _failing("40001", "could not serialize access, try again")


def _works(batch: bytes) -> bool:
    """Whether messages have a statement run or prepared: not only a lone Sync."""
    return batch[:1] in (b"Q", b"P", b"B")


def _text(kind: bytes, body: bytes) -> str:
    return body.split(b"\0")[1 if kind == b"P" else 0].decode("utf-8", "replace")


def _failing(code: str, why: str) -> str:
    return f"DO $$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = '{code}'; END $$"


def _query(text: str) -> bytes:
    body = text.encode() + b"\0"
    return b"Q" + struct.pack("!i", len(body) + 4) + body


def _received(end: socket.socket, size: int) -> bytes:
    chunks = b""
    while len(chunks) < size:
        chunk = end.recv(size - len(chunks))
        if not chunk:
            raise EOFError
        chunks += chunk
    return chunks


def _hang_up(end: socket.socket) -> None:
    """Close a socket, and wake who waits for it."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
