"""This file tells a store's address: the path of a file, or a URL that names an engine."""


def scheme_of(address: str) -> str:
    """What stands before `://` in an address; empty for the path of a file."""
    scheme, mark, _ = address.partition("://")
    return scheme.casefold() if mark and scheme.replace("+", "").isalnum() else ""
