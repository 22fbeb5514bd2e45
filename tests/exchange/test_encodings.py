"""This file reads the text of files in the encoding that was named, or a guess."""

import codecs
from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.encodings import decoded
from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.tables.tables_in import sheet_of
from pmtui.exchange.xer.reading import read_xer
from tests.exchange.xer.documents import an_activity, document, plan_tables

CODECS = sorted({*aliases.values(), "idna", "punycode", "undefined", "unicode_escape", "utf_8_sig"})


def _xer(name: str, encoding: str) -> bytes:
    data = document(plan_tables(TASK=[an_activity(1, task_name="@@")]))
    return data.decode("cp1252").replace("@@", name).encode(encoding)


def test_bytes_that_windows_does_not_know_are_read_as_latin() -> None:
    text, note = decoded(b"a\x81b")
    assert text == "a\x81b"
    assert note.startswith("read as Latin-1, since line 1 is not UTF-8; a guess")


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Фундамент", "cp1251"), ("基礎", "cp932"), ("Žižka", "cp1250"), ("Größe", "utf-16")],
)
def test_a_plan_and_a_table_are_read_in_the_encoding_that_is_named(
    name: str, encoding: str
) -> None:
    plan = read_xer(_xer(name, encoding), encoding=encoding)
    assert [task.name for task in plan.tasks] == [name]
    assert plan.notes == (f"read as {encoding}, as asked",)
    sheet = sheet_of(f"Task\n{name}\n".encode(encoding), "a", encoding=encoding)
    assert (sheet.rows[0].cells, sheet.notes[0]) == ((name,), plan.notes[0])


@pytest.mark.parametrize(
    ("name", "encoding", "note"),
    [
        ("Dig", "utf-8", ()),
        ("Größe", "utf-8", ("read as UTF-8",)),
        ("Größe", "utf-8-sig", ("read as UTF-8",)),
        ("Größe", "utf-16", ("read as UTF-16",)),
        (
            "Größe",
            "cp1252",
            (
                (
                    "read as Windows-1252, since line 13 is not UTF-8; a guess, --encoding names "
                    "another"
                ),
            ),
        ),
    ],
)
def test_an_encoding_that_was_not_named_is_guessed_and_the_guess_is_named(
    name: str, encoding: str, note: tuple[str, ...]
) -> None:
    plan = read_xer(_xer(name, encoding))
    assert [task.name for task in plan.tasks] == [name]
    assert plan.notes == note


@pytest.mark.parametrize("name", ["", "utf-9", "hex", "rot13", "idna", "utf-7", "x\x00", "../a"])
def test_a_name_that_is_no_encoding_of_text_is_refused(name: str) -> None:
    if not name:
        assert decoded(b"a", name)[0] == "a"
        return
    with pytest.raises(UnreadableError, match="is no encoding that is known: name one such as"):
        decoded(b"a", name)


def test_bytes_that_are_not_of_the_encoding_are_refused_by_their_place() -> None:
    with pytest.raises(UnreadableError) as refused:
        decoded("a\nGröße\n".encode("cp1252"), "utf-8")
    assert str(refused.value).startswith("line 2 is not utf-8 (byte 5 of the file): name the")
    with pytest.raises(UnreadableError, match="a workbook is XML inside: leave out --encoding"):
        sheet_of(b"PK\x03\x04", "a", encoding="utf-8")


@given(st.binary(max_size=40), st.sampled_from(CODECS))
def test_any_bytes_in_any_encoding_are_text_or_refused_in_one_sentence(
    data: bytes, encoding: str
) -> None:
    for name in ("", encoding):
        try:
            text, _ = decoded(data, name)
        except UnreadableError as error:
            sentence = str(error)
        else:
            sentence = "read"
            assert text.encode().decode() == text
            if name and not text.startswith("\ufeff"):
                assert text == data.decode(codecs.lookup(name).name).removeprefix("\ufeff")
        assert len(sentence.splitlines()) == 1
