"""This file is a plugin for TinyDB's own tests: it puts the store's storage in JSON's place."""

import tinydb
import tinydb.database
import tinydb.storages

from pmtui.store.tinydb_storage import LogStorage

tinydb.JSONStorage = LogStorage  # type: ignore[misc, assignment]
tinydb.storages.JSONStorage = LogStorage  # type: ignore[misc, assignment]
tinydb.TinyDB.default_storage_class = LogStorage  # type: ignore[assignment]
