"""/mine: one's own entries by month, to open, change and undo."""

from tests.end_to_end.stage import CONTACT, VICE_PRINCIPAL, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"


async def test_without_entries_it_shows_how_to_make_one(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "/mine")
    assert answer.text.startswith("您还没有登记")


async def test_months_newest_first_then_entries_then_the_entry_itself(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, LECTURE.replace("今天", "5月20日"))
    await stage.say(VICE_PRINCIPAL, LECTURE.replace("今天", "6月3日"))
    [months] = await stage.say(VICE_PRINCIPAL, "/mine")
    assert months.buttons == ("2024-06(2)", "2024-05(1)", "⏱ 我的课时")
    _, [listed] = await stage.press(VICE_PRINCIPAL, months, "2024-06(2)")
    assert listed.buttons == ("✅ 6.26 龙洲小学 法治讲座", "✅ 6.3 龙洲小学 法治讲座")
    _, [card] = await stage.press(VICE_PRINCIPAL, listed, listed.buttons[1])
    assert "6月3日" in card.text
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280", reply_to=card.id)
    assert [entry.audience for entry in await stage.entries()] == [300, 300, 280]


async def test_what_was_logged_for_somebody_is_in_the_lists_of_both(stage: Stage) -> None:
    await stage.say(CONTACT, LECTURE)
    for who in (CONTACT, VICE_PRINCIPAL):
        [months] = await stage.say(who, "/mine")
        assert months.buttons[0] == "2024-06(1)"
