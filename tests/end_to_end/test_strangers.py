"""Strangers: told how to ask, let in by an officer with two taps, and then read (rule 12)."""

from pathlib import Path

from tests.end_to_end.stage import OFFICER, ROSTER, STRANGER, VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.stage import stage as opened

LECTURE = "今天在世通学校给200名学生讲了禁毒"
NOBODY: tuple[()] = ()


async def knock(stage: Stage) -> Reply:
    """A stranger reports a lecture; the request that the officer gets."""
    await stage.meet(STRANGER, "钱进 <b>")
    [told] = await stage.say(STRANGER, LECTURE)
    assert "请让管理员点「同意」" in told.text
    [request] = await stage.hear(OFFICER)
    return request


async def test_a_stranger_is_told_how_to_ask_and_the_officer_sees_who(stage: Stage) -> None:
    request = await knock(stage)
    assert f"钱进 <b>(Telegram {STRANGER})" in request.text
    assert LECTURE in request.text
    assert await stage.entries() == []


async def test_a_strangers_start_is_a_request(stage: Stage) -> None:
    await stage.meet(STRANGER, "钱进")
    [told] = await stage.say(STRANGER, "/start")
    assert "请让管理员点「同意」" in told.text
    [request] = await stage.hear(OFFICER)
    assert "钱进" in request.text


async def test_a_stranger_who_writes_again_troubles_no_officer_again(stage: Stage) -> None:
    await knock(stage)
    [told] = await stage.say(STRANGER, "在吗")
    assert told.text.startswith("管理员还没有通过您的申请")
    assert await stage.hear(OFFICER) == []


async def test_two_taps_let_a_stranger_in_and_what_they_wrote_is_read(stage: Stage) -> None:
    request = await knock(stage)
    _, [place] = await stage.press(OFFICER, request, "法治副校长")
    assert "在哪里任职" in place.text
    _, [older] = await stage.press(OFFICER, place, "下一页 ›")
    _, [newer] = await stage.press(OFFICER, older, "‹ 上一页")
    _, [done] = await stage.press(OFFICER, newer, "世通学校")
    assert done.text == "✅ 已让 钱进 <b> 加入:法治副校长 · 世通学校"
    told, card = await stage.hear(STRANGER)
    assert told.text.startswith("✅ 管理员已通过")
    assert "✅ 已登记" in card.text
    totals = await stage.totals()
    assert totals["positions"]["vice_principal"]["kinds"]["lecture"]["audience"] == 200


async def test_the_school_may_be_typed_by_a_short_name(stage: Stage) -> None:
    request = await knock(stage)
    await stage.press(OFFICER, request, "法治副校长")
    [done] = await stage.say(OFFICER, "世通")
    assert done.text.endswith("法治副校长 · 世通学校")


async def test_a_stranger_may_be_of_the_bureau(stage: Stage) -> None:
    request = await knock(stage)
    _, [place] = await stage.press(OFFICER, request, "领导")
    _, [done] = await stage.press(OFFICER, place, "教育局")
    assert done.text.endswith("领导 · 教育局")
    told, refused = await stage.hear(STRANGER)
    assert "领导" in told.text
    assert "只能查看" in refused.text


async def test_a_second_officers_tap_finds_it_settled(stage: Stage) -> None:
    request = await knock(stage)
    _, [place] = await stage.press(OFFICER, request, "法治副校长")
    await stage.press(OFFICER, place, "世通学校")
    await stage.press_data(OFFICER, place.id, f"1:admit:{STRANGER}:officer:0")
    [summary] = (await stage.say(STRANGER, "/summary"))[-1:]
    assert "您和您学校的" in summary.text


async def test_a_refused_stranger_stays_outside(stage: Stage) -> None:
    request = await knock(stage)
    _, [done] = await stage.press(OFFICER, request, "🚫 不同意")
    assert done.text == "🚫 已拒绝 钱进 <b>。"
    await stage.say(STRANGER, LECTURE)
    assert await stage.entries() == []


async def test_a_stranger_may_read_the_help_and_choose_a_language(stage: Stage) -> None:
    await stage.meet(STRANGER, "钱进")
    [shown] = await stage.say(STRANGER, "/help")
    assert "/summary" not in shown.text.partition("命令")[2]
    [choice] = await stage.say(STRANGER, "/settings")
    _, [changed] = await stage.press(STRANGER, choice, "English")
    assert changed.text.startswith("All right")


async def test_whoever_the_settings_name_is_an_officer_from_the_first_message(
    database_url: str, tmp_path: Path
) -> None:
    async with opened(database_url, tmp_path, NOBODY, officers=str(STRANGER)) as stage:
        assert not any("t.me" in line for line in stage.announced)
        await stage.meet(STRANGER, "钱进")
        [hello] = await stage.say(STRANGER, "/start")
        assert hello.text.startswith("您好,钱进")
        [summary] = await stage.say(STRANGER, "/summary")
        assert "48 所学校" in summary.text


async def test_without_an_officer_a_one_time_link_makes_the_first(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url, tmp_path, NOBODY) as stage:
        [link] = [line for line in stage.announced if "t.me" in line]
        token = link.rpartition("start=")[2]
        await stage.meet(STRANGER, "钱进")
        await stage.say(STRANGER, LECTURE)
        replies = await stage.say(STRANGER, f"/start {token}")
        assert replies[0].text.startswith("🔑 您现在是管理员了")
        assert "❓ 是谁做的" in replies[1].text
        await stage.meet(VICE_PRINCIPAL, "李建国")
        [used] = await stage.say(VICE_PRINCIPAL, f"/start {token}")
        assert used.text.startswith("这个链接无效或已用过")
        [outside] = await stage.say(VICE_PRINCIPAL, "/summary")
        assert "请让管理员点「同意」" in outside.text


async def test_with_an_officer_there_is_no_link(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url, tmp_path, ROSTER[:1]) as stage:
        assert not any("t.me" in line for line in stage.announced)
