"""This file tests how a card uses each width: which words and facts stand in its two lines."""

from typing import Any, Final

import pytest

from pmtui.text import cell_width
from pmtui.views.board.cards import card, card_content
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of

ONE: Final = id_of("T-18")
LATE: Final[dict[str, Any]] = {"due": TODAY.replace(day=20)}
Layouts = tuple[tuple[int, list[str]], ...]
"""The lines of a card, each with the first width at which it has them, from 6 to 33 cells."""

_LONG_CARD: Layouts = (
    (6, ["T-18 Checkout flow for all shops", "late 3d"]),
    (13, ["T-18 Checkout", "flow… late 3d"]),
    (14, ["T-18 Checkout", "flow … late 3d"]),
    (15, ["T-18 Checkout", "flow f… late 3d"]),
    (16, ["T-18 Checkout", "flow fo… late 3d"]),
    (17, ["T-18 Checkout", "flow for… late 3d"]),
    (18, ["T-18 Checkout flow", "for all s… late 3d"]),
    (19, ["T-18 Checkout flow", "for all sh… late 3d"]),
    (20, ["T-18 Checkout flow", "for all sho… late 3d"]),
    (21, ["T-18 Checkout flow", "for all shops late 3d"]),
    (22, ["T-18 Checkout flow for", "all shops late 3d"]),
    (23, ["T-18 Checkout flow for", "all shops late 3d #gdpr"]),
    (26, ["T-18 Checkout flow for all", "shops late 3d #gdpr"]),
    (32, ["T-18 Checkout flow for all shops", "late 3d #gdpr"]),
)
_LONG_CHOSEN: Layouts = (
    (6, ["T-18 Checkout", "flow …"]),
    (7, ["T-18 Ch", "eckout…"]),
    (8, ["T-18 Che", "ckout f…"]),
    (9, ["T-18 Chec", "kout flo…"]),
    (10, ["T-18 Check", "out flow …"]),
    (11, ["T-18 Checko", "ut flow fo…"]),
    (12, ["T-18 Checkou", "t flow for …"]),
    (13, ["T-18 Checkout", "flow for all…"]),
    (14, ["T-18 Checkout", "flow for all …"]),
    (15, ["T-18 Checkout", "flow for all s…"]),
    (16, ["T-18 Checkout", "flow for all sh…"]),
    (17, ["T-18 Checkout", "flow for all sho…"]),
    (18, ["T-18 Checkout flow", "for all shops"]),
    (21, ["T-18 Checkout flow", "for all shops late 3d"]),
    (22, ["T-18 Checkout flow for", "all shops late 3d"]),
    (23, ["T-18 Checkout flow for", "all shops late 3d #gdpr"]),
    (26, ["T-18 Checkout flow for all", "shops late 3d #gdpr"]),
    (32, ["T-18 Checkout flow for all shops", "late 3d #gdpr"]),
)
_SHORT_CARD: Layouts = (
    (6, ["T-18 Pay", "■ blocked"]),
    (17, ["T-18 Pay", "■ blocked late 3d"]),
    (26, ["T-18 Pay ■ blocked late 3d"]),
)
_SHORT_CHOSEN: Layouts = (
    (6, ["T-18 Pay"]),
    (7, ["T-18 Pa", "y"]),
    (8, ["T-18 Pay"]),
    (10, ["T-18 Pay", "■ blocked"]),
    (18, ["T-18 Pay", "■ blocked late 3d"]),
    (26, ["T-18 Pay ■ blocked late 3d"]),
)
_WORD_CARD: Layouts = (
    (6, ["T-18 Responsibilities", "of all"]),
    (24, ["T-18 Responsibilities of", "all"]),
    (28, ["T-18 Responsibilities of all"]),
)
_WORD_CHOSEN: Layouts = (
    (6, ["T-18 Responsibilities", "of all"]),
    (7, ["T-18 Re", "sponsi…"]),
    (8, ["T-18 Res", "ponsibi…"]),
    (9, ["T-18 Resp", "onsibili…"]),
    (10, ["T-18 Respo", "nsibiliti…"]),
    (11, ["T-18 Respon", "sibilities…"]),
    (12, ["T-18 Respons", "ibilities o…"]),
    (13, ["T-18 Responsi", "bilities of …"]),
    (14, ["T-18 Responsib", "ilities of all"]),
    (15, ["T-18 Responsibi", "lities of all"]),
    (16, ["T-18 Responsibil", "ities of all"]),
    (17, ["T-18 Responsibili", "ties of all"]),
    (18, ["T-18 Responsibilit", "ies of all"]),
    (19, ["T-18 Responsibiliti", "es of all"]),
    (20, ["T-18 Responsibilitie", "s of all"]),
    (21, ["T-18 Responsibilities", "of all"]),
    (24, ["T-18 Responsibilities of", "all"]),
    (28, ["T-18 Responsibilities of all"]),
)
_WIDE_CARD: Layouts = (
    (6, ["T-18 新しいウェブサイトの構築", "!2"]),
    (8, ["T-18 新", "しい… !2"]),
    (9, ["T-18 新し", "いウ… !2"]),
    (10, ["T-18 新し", "いウェ… !2"]),
    (11, ["T-18 新しい", "ウェブ… !2"]),
    (12, ["T-18 新しい", "ウェブサ… !2"]),
    (13, ["T-18 新しいウ", "ェブサイ… !2"]),
    (14, ["T-18 新しいウ", "ェブサイト… !2"]),
    (15, ["T-18 新しいウェ", "ブサイトの… !2"]),
    (16, ["T-18 新しいウェ", "ブサイトの構… !2"]),
    (17, ["T-18 新しいウェブ", "サイトの構築 !2"]),
    (19, ["T-18 新しいウェブサ", "イトの構築 !2"]),
    (21, ["T-18 新しいウェブサイ", "トの構築 !2"]),
    (23, ["T-18 新しいウェブサイト", "の構築 !2"]),
    (25, ["T-18 新しいウェブサイトの", "構築 !2"]),
    (27, ["T-18 新しいウェブサイトの構", "築 !2"]),
    (29, ["T-18 新しいウェブサイトの構築", "!2"]),
    (32, ["T-18 新しいウェブサイトの構築 !2"]),
)
_WIDE_CHOSEN: Layouts = (
    (6, ["T-18 新しいウェブサイトの構築", "!2"]),
    (7, ["T-18 新", "しいウ…"]),
    (9, ["T-18 新し", "いウェブ…"]),
    (11, ["T-18 新しい", "ウェブサイ…"]),
    (13, ["T-18 新しいウ", "ェブサイトの…"]),
    (15, ["T-18 新しいウェ", "ブサイトの構築"]),
    (17, ["T-18 新しいウェブ", "サイトの構築 !2"]),
    (19, ["T-18 新しいウェブサ", "イトの構築 !2"]),
    (21, ["T-18 新しいウェブサイ", "トの構築 !2"]),
    (23, ["T-18 新しいウェブサイト", "の構築 !2"]),
    (25, ["T-18 新しいウェブサイトの", "構築 !2"]),
    (27, ["T-18 新しいウェブサイトの構", "築 !2"]),
    (29, ["T-18 新しいウェブサイトの構築", "!2"]),
    (32, ["T-18 新しいウェブサイトの構築 !2"]),
)
_SPACED_CARD: Layouts = (
    (6, ["T-18 結帳 流程 測試", "!2"]),
    (8, ["T-18 結", "帳 … !2"]),
    (9, ["T-18 結帳", "流程 … !2"]),
    (11, ["T-18 結帳", "流程 測… !2"]),
    (12, ["T-18 結帳", "流程 測試 !2"]),
    (14, ["T-18 結帳 流程", "測試 !2"]),
    (19, ["T-18 結帳 流程 測試", "!2"]),
    (22, ["T-18 結帳 流程 測試 !2"]),
)
_SPACED_CHOSEN: Layouts = (
    (6, ["T-18 結帳", "流程 …"]),
    (7, ["T-18 結", "帳 流…"]),
    (8, ["T-18 結", "帳 流程…"]),
    (9, ["T-18 結帳", "流程 測試"]),
    (12, ["T-18 結帳", "流程 測試 !2"]),
    (14, ["T-18 結帳 流程", "測試 !2"]),
    (19, ["T-18 結帳 流程 測試", "!2"]),
    (22, ["T-18 結帳 流程 測試 !2"]),
)


@pytest.mark.parametrize(
    ("fields", "whole", "layouts"),
    [
        ({"title": "Checkout flow for all shops", "tags": ("gdpr",), **LATE}, False, _LONG_CARD),
        ({"title": "Checkout flow for all shops", "tags": ("gdpr",), **LATE}, True, _LONG_CHOSEN),
        ({"title": "Pay", "blocked": "ill", **LATE}, False, _SHORT_CARD),
        ({"title": "Pay", "blocked": "ill", **LATE}, True, _SHORT_CHOSEN),
        ({"title": "Responsibilities of all"}, False, _WORD_CARD),
        ({"title": "Responsibilities of all"}, True, _WORD_CHOSEN),
        ({"title": "新しいウェブサイトの構築", "priority": 2}, False, _WIDE_CARD),
        ({"title": "新しいウェブサイトの構築", "priority": 2}, True, _WIDE_CHOSEN),
        ({"title": "結帳 流程 測試", "priority": 2}, False, _SPACED_CARD),
        ({"title": "結帳 流程 測試", "priority": 2}, True, _SPACED_CHOSEN),
    ],
)
def test_a_card_has_these_lines_at_each_width(
    fields: dict[str, Any], *, whole: bool, layouts: Layouts
) -> None:
    figures = figures_of(a_project(), a_task("T-18", **fields))
    known = dict(layouts)
    expected: list[str] = []
    for width in range(6, 34):
        expected = known.get(width, expected)
        lines = card(figures, ONE, width, whole).lines
        assert [" ".join(cell.text for cell in line) for line in lines] == expected, width


def is_whole(width: int, **fields: Any) -> bool:
    """Whether a card shows its title and its facts whole at a width."""
    figures = figures_of(a_project(), a_task("T-18", **fields))
    lines = card(figures, ONE, width).lines
    facts = card_content(figures, ONE)[1]
    words = " ".join(cell.text for line in lines for cell in line if cell not in facts)
    fits = all(cell_width(" ".join(cell.text for cell in line)) <= width for line in lines)
    return fits and words == f"T-18 {fields['title']}" and all(fact in lines[-1] for fact in facts)


@pytest.mark.parametrize("facts", [{}, {"priority": 1}, {"priority": 1, "tags": ("gdpr",)}, LATE])
@pytest.mark.parametrize(
    "title",
    [
        "a bb", "a bb ccc dddd", "dddd ccc bb a", "Checkout flow for all shops",
        "one quite-long-word in it", "aaaaaaaaaaaa b", "b aaaaaaaaaaaa", "ab cd ef gh ij kl mn op",
    ],
)  # fmt: skip
def test_a_card_says_the_least_width_at_which_all_of_it_is_shown(
    title: str, facts: dict[str, Any]
) -> None:
    figures = figures_of(a_project(), a_task("T-18", title=title, **facts))
    least = card(figures, ONE, 40).least
    assert is_whole(least, title=title, **facts)
    assert not any(is_whole(width, title=title, **facts) for width in range(6, least))


@pytest.mark.parametrize(
    ("title", "least"),
    [
        ("新しいウェブサイトの構築", 17),
        ("結帳", 7),
        ("結帳流", 8),
        ("結帳 流程 測試", 12),
        ("Pay", 8),
    ],
)
def test_a_title_of_wide_characters_needs_half_of_what_it_takes(title: str, least: int) -> None:
    figures = figures_of(a_project(), a_task("T-18", title=title, priority=2))
    assert card(figures, ONE, 40).least == least
