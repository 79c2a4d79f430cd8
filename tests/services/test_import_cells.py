"""What a cell says, however it was typed."""

from datetime import UTC, date, datetime

import pytest

from bot.services.importing.amounts import amount, born, count, hours, telegram_id
from bot.services.importing.cells import Cell, UnreadableError, day, first_day, last_day, names, text
from bot.services.importing.readers import kind, model_level, role, school_kind


@pytest.mark.parametrize(
    "cell",
    [
        date(2024, 9, 1),
        datetime(2024, 9, 1, tzinfo=UTC),
        45536,
        45536.0,
        20240901,
        "2024-09-01",
        "2024.9.1",
        "2024/9/1",
        "2024年9月1日",
        "2024 年 9 月 1 日",
        "２０２４．９．１",
        "2024-09-01 00:00:00",
        "2024年9月",
    ],
)
def test_a_date_may_be_typed_in_many_ways(cell: Cell) -> None:
    assert first_day(cell) == date(2024, 9, 1)


def test_a_month_ends_on_its_last_day() -> None:
    assert last_day("2024年2月") == date(2024, 2, 29)


@pytest.mark.parametrize("cell", ["至今", "长期", "/", "", None])
def test_an_open_end_is_no_date(cell: Cell) -> None:
    assert last_day(cell) is None


@pytest.mark.parametrize("cell", ["明天", "2024-02-30", 2024.9, "2024.1", "1024-09-01", 12, "99999999"])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        first_day(cell)


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        (13800000000.0, "13800000000"),
        ("１３８００", "13800"),
        ("张　三", "张三"),
        (" 区\n法院 ", "区法院"),
        ("Longzhou  School", "Longzhou School"),
        ("第９中学（东）", "第9中学（东）"),
        ("一\x00小\u200b", "一小"),
        ("—", ""),
        ("无", ""),
    ],
)
def test_text_loses_what_only_aligns_or_fills(cell: Cell, plain: str) -> None:
    assert text(cell) == plain


def test_names_are_parted_and_each_is_kept_once() -> None:
    assert names("龙小、龙洲小，龙 小；\nLongzhou Primary School") == (
        "龙小",
        "龙洲小",
        "Longzhou Primary School",
    )


@pytest.mark.parametrize("cell", [1200, "1,200", "１２００人", "1，200名"])
def test_a_count_may_have_marks_and_a_unit(cell: Cell) -> None:
    assert count(cell) == 1200


@pytest.mark.parametrize("cell", ["很多", -3, 12.5])
def test_what_is_no_count_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        count(cell)


@pytest.mark.parametrize("cell", ["@someone", "8.001E+08", 0, 2**52, "-5"])
def test_what_is_no_telegram_id_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        telegram_id(cell)


@pytest.mark.parametrize("cell", ["法治副校长", "法制副校长", "vice_principal", "Legal vice-principal"])
def test_a_role_goes_by_any_of_its_names(cell: Cell) -> None:
    assert role(cell) == "vice_principal"


def test_levels_and_kinds_are_kept_by_their_usual_word() -> None:
    assert (model_level("市级示范校"), school_kind("初级中学"), school_kind("体校")) == ("市", "初中", "体校")


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(UnreadableError):
        model_level("一流")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (300, (300, False)),
        ("约300人", (300, True)),
        ("３００余人", (300, True)),
        ("近 1,200 人次", (1200, True)),
        ("300人左右", (300, True)),
        (0, None),
        ("—", None),
    ],
)
def test_an_amount_may_be_rough_and_none_is_unsaid(cell: Cell, found: object) -> None:
    assert amount(cell) == found


@pytest.mark.parametrize("cell", ["很多", -3, 1.5, "3x"])
def test_what_is_no_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        amount(cell)


@pytest.mark.parametrize(("cell", "found"), [(2, 2.0), (1.5, 1.5), ("2课时", 2.0), (None, None), (0, None)])
def test_class_hours_go_by_tenths(cell: Cell, found: float | None) -> None:
    assert hours(cell) == found


@pytest.mark.parametrize("cell", ["两课时", 0.67, -1])
def test_what_are_no_class_hours_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        hours(cell)


def test_what_was_done_was_done_on_one_day() -> None:
    assert day("2024-09-01 14:30") == date(2024, 9, 1)
    with pytest.raises(UnreadableError):
        day("2024年9月")


@pytest.mark.parametrize("cell", [1968, "１９６８年"])
def test_a_year_of_birth_is_four_digits(cell: Cell) -> None:
    assert born(cell) == 1968


@pytest.mark.parametrize("cell", [68, 2031, "六八年"])
def test_what_is_no_year_of_birth_is_refused(cell: Cell) -> None:
    with pytest.raises(UnreadableError):
        born(cell)


@pytest.mark.parametrize("cell", ["法治讲座", "讲座", "Lecture", "lecture"])
def test_a_kind_goes_by_its_name_or_a_word_that_messages_use(cell: Cell) -> None:
    assert kind(cell) == "lecture"


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnreadableError):
        kind("吃饭")
