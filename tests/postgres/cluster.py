"""This file makes PostgreSQL servers for tests, in temporary folders, gone with their process."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final, Literal, Self
from urllib.parse import quote

_DEBIANS: Final = Path("/usr/lib/postgresql")
_SHORT: Final = "/tmp"  # noqa: S108  (the path of a socket has 107 bytes at most)
_SETTINGS: Final = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 60
shared_buffers = 32MB
wal_keep_size = 512MB
logging_collector = off
"""
_NUMBERS: Final = count(1)
_ENVIRONMENT: Final = {
    name: value for name, value in os.environ.items() if not name.startswith("PG")
} | {"LC_ALL": "C.UTF-8"}
Mode = Literal["smart", "fast", "immediate"]


def programs() -> Path | None:
    """The folder of PostgreSQL's programs: the newest that Debian has, else those on PATH."""
    folders = sorted(_DEBIANS.glob("*/bin/initdb"), key=lambda path: path.parts[-3].zfill(4))
    if folders:
        return folders[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def missing() -> str:
    """Why there can be no server here, and what to do; empty where there can."""
    if programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed (pip install 'psycopg[binary]')"
    return ""


class Cluster:
    """A server with its own data, reached by a socket in its folder.

    Its folder, and what runs in it, are taken away by `close`, or by a guardian process once
    this process is gone, whatever ended it.

    Args:
        folder: an empty folder that belongs to the user the server runs as.
    """

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self.data: Final = folder / "data"
        self._guardian = subprocess.Popen(
            [sys.executable, "-S", str(Path(__file__).with_name("guardian.py")), str(folder)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    @classmethod
    def made(cls) -> Self:
        """A new server that runs."""
        cluster = cls(_folder())
        with cluster.closed_if_it_fails():
            cluster.run("initdb", "-D", cluster.data, "-U", "postgres", "--auth=trust",
                        "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
            cluster.set_up()
            cluster.start()
        return cluster

    @contextlib.contextmanager
    def closed_if_it_fails(self) -> Iterator[None]:
        """Leave nothing behind of a server that could not be made."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    def set_up(self, more: str = "") -> None:
        """Write the settings a server starts with; later lines win."""
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_SETTINGS.format(folder=self.folder) + more)

    def run(self, program: str, *words: object, check: bool = True) -> str:
        """Run one of PostgreSQL's programs as the server's user; gives what it printed."""
        user = self.folder.stat().st_uid
        other = {} if user == os.getuid() else {"user": user, "group": user, "extra_groups": []}
        folder = programs()
        assert folder is not None, missing()
        with tempfile.TemporaryFile() as output:  # A pipe would be held open by the server.
            done = subprocess.run(
                [str(folder / program), *map(str, words)],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=self.folder, check=False, env=_ENVIRONMENT, **other,  # type: ignore[call-overload]
            )  # fmt: skip
            output.seek(0)
            printed = output.read().decode("utf-8", "replace")
        assert not (check and done.returncode), f"{program}: {printed}\n{self.log()[-2000:]}"
        return str(printed)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self.run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-t", 60, "start")

    def stop(self, mode: Mode = "fast") -> None:
        """Stop the server; `immediate` is as if it had been killed."""
        self.run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def log(self) -> str:
        """What the server wrote of itself."""
        path = self.folder / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    @property
    def socket(self) -> Path:
        """The socket the server listens at."""
        return self.folder / ".s.PGSQL.5432"

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """Where a database of this server is."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}"

    def sql(self, text: str, database: str = "postgres") -> None:
        """Run a statement outside of any transaction."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(text.encode())

    def new_database(self) -> str:
        """Make an empty database; gives where it is."""
        name = f"test_{next(_NUMBERS)}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def standby(self) -> "Cluster":
        """A running copy that every commit of this server waits for from now on."""
        other = Cluster(_folder())
        with other.closed_if_it_fails():
            other.run("pg_basebackup", "-D", other.data, "-R", "-c", "fast", "-X", "stream",
                      "--no-sync", "-d", self.url())  # fmt: skip
            other.set_up()
            other.start()
            self.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
            self.sql("SELECT pg_reload_conf()")
        return other

    def promote(self) -> None:
        """Let a standby be the server that is written to."""
        self.run("pg_ctl", "-D", self.data, "-w", "-t", 60, "promote")

    def close(self) -> None:
        """Stop the server and take its folder away."""
        if self._guardian.stdin is not None:
            self._guardian.stdin.close()
        self._guardian.wait(30)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pmtui-pg-", dir=_SHORT))
    if os.getuid() == 0:  # PostgreSQL refuses to run as root.
        user = _somebody()
        os.chown(folder, user, user)
    return folder


def _somebody() -> int:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    return 65534
