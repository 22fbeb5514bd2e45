"""This file is the layout in the database: its tables, who may use them, the statements on them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pmtui.model.storing.care import Share

VERSION: Final = 1
"""Of the layout."""

MAKE: Final = (
    "CREATE SCHEMA pmtui",
    """CREATE TABLE pmtui.store (
        is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
        version integer NOT NULL,
        store_id text NOT NULL,
        epoch integer NOT NULL DEFAULT 1,
        share text NOT NULL,
        first_rev bigint NOT NULL,
        first_head text NOT NULL,
        fenced text NOT NULL DEFAULT '')""",
    """CREATE TABLE pmtui.commits (
        rev bigint PRIMARY KEY,
        commit_id text NOT NULL UNIQUE,
        parent text NOT NULL,
        sha text NOT NULL,
        author text NOT NULL DEFAULT session_user,
        at timestamptz NOT NULL DEFAULT now(),
        record bytea NOT NULL)""",
    "ALTER TABLE pmtui.commits ALTER record SET STORAGE EXTENDED",
    """CREATE TABLE pmtui.snapshots (
        rev bigint PRIMARY KEY,
        is_first boolean NOT NULL DEFAULT false,
        author text NOT NULL DEFAULT session_user,
        at timestamptz NOT NULL DEFAULT now(),
        data bytea NOT NULL)""",
    "ALTER TABLE pmtui.snapshots ALTER data SET STORAGE EXTERNAL",
    """CREATE TABLE pmtui.presence (
        session text PRIMARY KEY,
        author text NOT NULL DEFAULT session_user,
        at timestamptz NOT NULL DEFAULT now(),
        place text NOT NULL DEFAULT '')""",
)
"""Makes the tables; nothing else ever does. The author of a row is who is connected: nobody but the
owner may write that column."""

BEGIN: Final = """INSERT INTO pmtui.store (version, store_id, share, first_rev, first_head)
    VALUES (%s, %s, %s, %s, %s)"""
LAYOUT: Final = "SELECT version, store_id FROM pmtui.store"
APPEND: Final = """INSERT INTO pmtui.commits (rev, commit_id, parent, sha, record)
    SELECT %s::bigint, %s::text, %s::text, %s::text, %s::bytea
    WHERE (SELECT fenced FROM pmtui.store) = ''
      AND (EXISTS (SELECT FROM pmtui.commits WHERE rev = %s AND sha = %s)
           OR EXISTS (SELECT FROM pmtui.store WHERE first_rev = %s AND first_head = %s))"""
"""Put-if-absent of a revision whose predecessor is there."""
PUT: Final = """INSERT INTO pmtui.commits (rev, commit_id, parent, sha, record)
    VALUES (%s, %s, %s, %s, %s)"""
IS_THERE: Final = "SELECT to_regclass('pmtui.store') IS NOT NULL"
ROLES: Final = "SELECT rolname FROM pg_catalog.pg_roles"
HAS: Final = "SELECT 1 FROM pmtui.commits WHERE rev = %s"
READ: Final = "SELECT rev, record FROM pmtui.commits WHERE rev BETWEEN %s AND %s ORDER BY rev"
SHA: Final = "SELECT sha FROM pmtui.commits WHERE rev = %s"
AUTHOR: Final = "SELECT author FROM pmtui.commits WHERE rev = %s"
WHO: Final = "SELECT rolname, oid::bigint FROM pg_catalog.pg_roles WHERE rolname = session_user"
STANDING: Final = """SELECT pg_catalog.pg_is_in_recovery(),
    (SELECT fenced FROM pmtui.store),
    pg_catalog.has_column_privilege('pmtui.commits', 'record', 'INSERT'),
    pg_catalog.current_setting('transaction_read_only'),
    pg_catalog.current_setting('fsync'), pg_catalog.current_setting('full_page_writes'),
    (SELECT sha FROM pmtui.commits WHERE rev = %s),
    (SELECT first_rev = %s AND first_head = %s FROM pmtui.store)"""


class ServerStanding(NamedTuple):
    """How a server and a store on it stand."""

    is_standby: bool
    fenced: str
    """Where the store was moved to; empty where it was not."""
    may_write: bool
    read_only: str
    fsync: str
    full_page_writes: str
    sha: str | None
    """Of the commit of a revision."""
    is_first: bool
    """Whether that is the revision before the first commit."""


TIMELINE: Final = """SELECT substring(
    pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()) FOR 8)
    WHERE NOT pg_catalog.pg_is_in_recovery()"""
SNAPSHOTS: Final = "SELECT rev FROM pmtui.snapshots ORDER BY rev DESC"
SNAPSHOT: Final = "SELECT data FROM pmtui.snapshots WHERE rev = %s"
KEEP: Final = """INSERT INTO pmtui.snapshots (rev, data) VALUES (%s, %s)
    ON CONFLICT DO NOTHING"""
KEEP_FIRST: Final = "INSERT INTO pmtui.snapshots (rev, data, is_first) VALUES (%s, %s, true)"
FORGET: Final = """DELETE FROM pmtui.snapshots WHERE NOT is_first AND rev <
    (SELECT min(rev) FROM (SELECT rev FROM pmtui.snapshots ORDER BY rev DESC LIMIT 2) AS newest)"""
BEAT: Final = """INSERT INTO pmtui.presence (session, place) VALUES (%s, %s)
    ON CONFLICT (session) DO UPDATE SET at = now(), place = excluded.place"""
OTHERS: Final = """SELECT presence.author, roles.oid::bigint, presence.place
    FROM pmtui.presence LEFT JOIN pg_catalog.pg_roles AS roles ON roles.rolname = presence.author
    WHERE session <> %s AND at > now() - make_interval(secs => %s)"""
LEAVE: Final = "DELETE FROM pmtui.presence WHERE session = %s OR at < now() - interval '1 day'"

_READS: Final = (
    "GRANT USAGE ON SCHEMA pmtui TO {}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA pmtui TO {}",
)
_WRITES: Final = (
    "GRANT INSERT (rev, commit_id, parent, sha, record) ON pmtui.commits TO {}",
    "GRANT INSERT (rev, data), DELETE ON pmtui.snapshots TO {}",
    "GRANT INSERT (session, place), UPDATE (at, place), DELETE ON pmtui.presence TO {}",
)


def roles_of(database: str, share: Share) -> tuple[str, ...]:
    """The roles that a way of sharing makes: writers, and readers where not everybody reads."""
    if share == "private":
        return ()
    return (f"pmtui_{database}_writer", f"pmtui_{database}_reader")


def grants(database: str, share: Share) -> Sequence[tuple[str, str]]:
    """What is granted, each with the role in its place; empty for everybody."""
    if share == "private":
        return ()
    writer, reader = roles_of(database, share)
    readers = (reader,) if share == "team" else (reader, "")
    granted = [(text, role) for role in (writer, *readers) for text in _READS]
    return (*granted, *((text, writer) for text in _WRITES))
