"""This file reads the text of files in the encoding that was named, or a guess."""

import codecs
import os
import subprocess
import sys
from encodings.aliases import aliases
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.sheets.decoding import decoded
from pmtui.exchange.xer.xer_reader import read_xer
from tests.exchange.reading import sheet_of
from tests.exchange.xer.documents import an_activity, document, plan_tables

CODECS = sorted({*aliases.values(), "idna", "punycode", "undefined", "unicode_escape", "utf_8_sig"})


def _xer(name: str, encoding: str) -> bytes:
    data = document(plan_tables(TASK=[an_activity(1, task_name="@@")]))
    return data.decode("cp1252").replace("@@", name).encode(encoding)


def test_bytes_that_windows_does_not_know_are_read_and_the_guess_is_named() -> None:
    text, note = decoded(b"a\x81b")
    assert len(text) >= 2
    assert note.endswith("since line 1 is not UTF-8; a guess, --encoding names another")


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
                    "read as Windows-1252 ('Größe'), since line 13 is not UTF-8; a guess, "
                    "--encoding names another"
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


SHEETS: Final = {
    "cp1250": ("Úkol;Odpovědný;Termín", "Příprava stavby|Dokončení základů|Měření|Kontrola šířky"),
    "cp1251": ("Задача;Ответственный;Срок", "Фундамент|Монтаж крана|Проверка работ|Отчёт"),
    "cp1252": ("Vorgang;Zuständig;Fällig", "Fundament gießen|Prüfung der Größe|Übergabe|Büro"),
    "cp1253": ("Εργασία;Υπεύθυνος;Προθεσμία", "Θεμέλια|Έλεγχος|Παράδοση|Μελέτη"),
    "cp1254": ("Görev;Sorumlu;Bitiş", "Şantiye sözleşmesi|İnşaat|Ölçüm|Güvenlik eğitimi"),
    "mac_roman": ("Vorgang;Zuständig;Fällig", "Fundament gießen|Straße sperren|Übergabe|Pläne"),
    "cp932": ("タスク;担当者;期限", "基礎工事|設計レビュー|資材の発注|検査"),
    "gbk": ("任务;负责人;截止日期", "地基施工|设计评审|采购材料|验收"),
    "big5": ("任務;負責人;截止日期", "地基施工|設計審查|採購材料|驗收"),
    "euc_kr": ("작업;담당자;마감일", "기초 공사|설계 검토|자재 주문|검사"),
    "koi8_r": ("Задача;Ответственный;Срок", "Фундамент|Монтаж крана|Проверка работ|Сдача"),
    "utf-16": ("Task;Wer;Due", "Größe|Büro|Übergabe|Dig"),
    "utf-16-le": ("Task;Wer;Due", "Größe|Büro|Übergabe|Dig"),
    "utf-16-be": ("Task;Wer;Due", "Größe|Büro|Übergabe|Dig"),
    "utf-8-sig": ("Task;Wer;Due", "Größe|Büro|Übergabe|Dig"),
    "utf-8": ("Задача;Ответственный;Срок", "Фундамент|Монтаж крана|Проверка работ|Отчёт"),
}
TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))


@pytest.mark.parametrize("encoding", SHEETS)
@settings(max_examples=TRIES, deadline=None)
@given(data=st.data())
def test_the_guess_is_what_was_meant_and_says_that_it_is_one(
    encoding: str, data: st.DataObject
) -> None:
    head, words = SHEETS[encoding]
    titles = data.draw(st.lists(st.sampled_from(words.split("|")), min_size=2, max_size=8))
    rows = [f"{title};{title};2027-0{at % 9 + 1}-01" for at, title in enumerate(titles)]
    text = "\n".join([head, *rows]) + "\n"
    found, note = decoded(text.encode(encoding))
    assert found == text or (encoding == "cp1254" and "Windows-1252" in note)  # six letters differ
    assert encoding.startswith("utf") or "a guess, --encoding names another" in note


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        ("Task\nŽižka řeší\n", "cp1250", "read as Windows-1250 ('Žižka řeší'), since line 2"),
        ("Task\nФундамент\n", "cp1251", "read as Windows-1251 ('Фундамент'), since line 2"),  # noqa: RUF001
        ("タスク\n検査\n", "cp932", "read as Shift-JIS (cp932) ('タスク'), since line 1"),
        ("任务\n验收\n", "gbk", "read as GBK (gb18030) ('任务'), since line 1"),
        ("Tâche;Échéance\nà côté;\n", "mac_roman", "read as Mac Roman ('Tâche'), since line 1"),
        ("Task,Cost\nMüller,£5\n", "cp1252", "read as Windows-1252 ('Müller'), since line 2"),
    ],
)
def test_a_guess_shows_what_it_took(text: str, encoding: str, note: str) -> None:
    found, told = decoded(text.encode(encoding))
    assert found == text
    assert told.startswith(note)


def test_a_large_file_is_told_by_the_lines_that_tell() -> None:
    text = "Úkol;Odpovědný\n" + "Dig;Ann\n" * 20_000 + "Příprava stavby;Jiří Dvořák\n" * 3
    assert decoded(text.encode("cp1250"))[0] == text


def test_what_is_utf8_loads_no_library_to_guess() -> None:
    program = (
        "import sys; from pmtui.exchange.sheets.decoding import decoded; "
        "decoded('Größe'.encode()); sys.exit('chardet' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
