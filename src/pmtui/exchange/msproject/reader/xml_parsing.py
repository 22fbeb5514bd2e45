"""This file parses XML of others: no document types, no entities, no towers, no floods."""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pmtui.exchange.file_limits import UnreadableError

MOST_ELEMENTS: Final = 6_000_000
"""Most elements of a file: a task has some sixty."""
_DEEPEST: Final = 64


class _Limited(TreeBuilder):
    """Builds the tree of a file up to a size and a depth."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._room = most
        self._depth = 0

    def start(self, tag: str, attrs: Mapping[str, str], /) -> Element:
        """Opens an element."""
        self._room -= 1
        self._depth += 1
        if self._room < 0 or self._depth > _DEEPEST:
            raise UnreadableError(
                "the file holds more elements than any plan, or deeper ones",
                "leave out what is not needed and save it again",
            )
        return super().start(tag, dict(attrs))

    def end(self, tag: str, /) -> Element:
        """Closes an element."""
        self._depth -= 1
        return super().end(tag)


def parsed(data: bytes, todo: str, most: int = MOST_ELEMENTS) -> Element:
    """The root element of a file.

    Args:
        data: the bytes of the file.
        todo: what to do where it is no XML.
        most: most elements.

    Raises:
        UnreadableError: it is no XML, declares a document type or entities, or is too much.
    """
    parser = DefusedXMLParser(target=_Limited(most), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise UnreadableError(
            "the file declares a document type or entities, which no plan needs",
            "save it again from the program it came from",
        ) from None
    except UnreadableError:
        raise
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableError(f"the file is not XML: {error}", todo) from None
    return root
