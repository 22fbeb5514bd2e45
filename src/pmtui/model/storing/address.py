"""This file tells a store's address: the path of a file, or a URL that names an engine."""


def scheme_of(address: str) -> str:
    """What stands before `://` in an address; empty for the path of a file."""
    scheme, mark, _ = address.partition("://")
    return scheme.casefold() if mark and scheme.replace("+", "").isalnum() else ""


def shown_address(address: str) -> str:
    """An address as it may be shown: without the password of a URL, and what follows a `?`."""
    scheme, mark, rest = address.partition("://")
    if not mark or not scheme_of(address):
        return address
    place, slash, path = rest.partition("/")
    user, at, host = place.rpartition("@")
    name = user.partition(":")[0]
    return f"{scheme}://{name}{at}{host}{slash}{path.partition('?')[0]}"
