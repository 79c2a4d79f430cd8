"""/report in chat: made apart, delivered as files, a snapshot that a later one is compared with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Answer, Compilation
from tests.end_to_end.stage import NOW, OFFICER, VICE_PRINCIPAL, Stage
from tests.end_to_end.stage import stage as opened

FILES = ["2024年法治工作报告.docx", "2024年法治工作数据.xlsx", "2024年法治工作图表.png"]


async def delivered(stage: Stage) -> list[str]:
    """The names of the files in the officer's chat."""
    found = await stage.players.get(f"chats/{OFFICER}/messages", after=0)
    return [one["document"]["file_name"] for one in found["messages"] if "document" in one]


async def test_a_report_is_promised_then_delivered(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学讲了防欺凌,300人")
    promise, report, *_ = await stage.say(OFFICER, "/report 2024")
    assert "正在编制 2024年" in promise.text
    assert report.text.startswith("📄 2024年报告(截至 2024年6月26日)")
    assert "待填" in report.text
    assert await delivered(stage) == FILES


async def test_a_later_report_says_what_changed_and_which_entries_did_it(stage: Stage) -> None:
    await stage.say(OFFICER, "/report 2024")
    await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学讲了防欺凌,300人")
    await stage.say(OFFICER, "公告通知 25条")
    _promise, report, *_ = await stage.say(OFFICER, "/report 2024")
    assert "法治副校长开展法治宣传教育、讲座 0场次 → 1场次" in report.text
    assert "变动的登记 1 条" in report.text
    _, [listed] = await stage.press(OFFICER, report, "🔎 变动的登记")
    assert any("龙洲小学" in button for button in listed.buttons)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("龙洲小学 2024", "没看懂「龙洲小学」。报告总是全区的"),
        ("2024-06-30 2024-01-01", "「2024-06-30 2024-01-01」的结束早于开始"),
    ],
)
async def test_what_is_not_understood_is_refused_and_named(stage: Stage, words: str, reason: str) -> None:
    [refused] = await stage.say(OFFICER, f"/report {words}")
    assert reason in refused.text


async def test_what_is_no_period_is_said_so_and_nobody_else_may(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "/report 明白")
    assert "/report 2024" in reply.text
    [refused] = await stage.say(VICE_PRINCIPAL, "/report 2024")
    assert "编制" not in refused.text
    await stage.press(OFFICER, reply, "📥 报告模板")
    assert await delivered(stage) == ["报告模板.docx"]


async def test_a_report_asked_for_before_a_stop_is_made_at_the_next_start(
    database_url: str, tmp_path: Path
) -> None:
    asked: Any = Compilation(
        starts_on=NOW.date().replace(month=1, day=1),
        ends_on=NOW.date().replace(month=12, day=31),
        asked_at=NOW,
        chat_id=OFFICER,
    )
    async with opened(database_url, tmp_path, waiting=[asked]) as stage:
        await stage.settled()
        assert await delivered(stage) == FILES
        async with stage.database.read() as session:
            assert await session.scalar(select(Compilation.state)) == "made"
            assert len(list(await session.scalars(select(Answer.id).where(Answer.method == "document")))) == 3


async def test_a_summary_says_what_has_changed_since_the_report_of_its_period(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学讲了防欺凌,300人")
    await stage.say(OFFICER, "/report 2024")
    [unchanged] = await stage.say(OFFICER, "/summary 2024")
    assert "那份报告以来" not in unchanged.text
    await stage.say(VICE_PRINCIPAL, "昨天在世通学校讲了禁毒,200人")
    [summary] = await stage.say(OFFICER, "/summary 2024")
    assert "自 2024年6月26日 那份报告以来有变动的数字:" in summary.text
    assert "法治副校长开展法治宣传教育、讲座 1场次 → 2场次" in summary.text
    _, [listed] = await stage.press(OFFICER, summary, "🔎 变动的登记")
    assert [button for button in listed.buttons if "世通学校" in button]
    [other] = await stage.say(OFFICER, "/summary 上半年")
    assert "那份报告以来" not in other.text


async def test_a_summary_tells_of_changes_that_cancel_out(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学讲了防欺凌,300人")
    await stage.say(OFFICER, "/report 2024")
    await stage.press(VICE_PRINCIPAL, card, "↩️ 撤销")
    await stage.say(VICE_PRINCIPAL, "昨天在龙洲小学讲了防欺凌,300人")
    [summary] = await stage.say(OFFICER, "/summary 2024")
    assert "自 2024年6月26日 那份报告以来变动的登记 2 条" in summary.text
    _, [listed] = await stage.press(OFFICER, summary, "🔎 变动的登记")
    assert sum("龙洲小学" in button for button in listed.buttons) == 2


async def test_a_report_that_looks_back_leaves_the_chain_as_it_was(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学讲了防欺凌,300人")
    await stage.say(OFFICER, "/report 2024")
    _promise, report, *_ = await stage.say(OFFICER, "/report 2024 截至 2024-06-20")
    assert "那份报告以来" not in report.text
    [summary] = await stage.say(OFFICER, "/summary 2024")
    assert "那份报告以来" not in summary.text


async def test_a_report_that_looks_back_opens_the_entries_changed_by_its_moment(stage: Stage) -> None:
    await stage.say(OFFICER, "/report 2024")
    await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学讲了防欺凌,300人")
    await stage.move_to(NOW + timedelta(days=2))
    await stage.say(VICE_PRINCIPAL, "今天下午在世通学校讲了禁毒,300人")
    await stage.hear(OFFICER)
    said = await stage.say(OFFICER, "/report 2024 截至 2024-06-27")
    [report] = (one for one in said if one.text.startswith("📄 2024年报告"))
    assert "变动的登记 1 条" in report.text
    _, [listed] = await stage.press(OFFICER, report, "🔎 变动的登记")
    assert sum("学" in button for button in listed.buttons) == 1


async def test_a_report_of_half_a_year_asks_for_no_yearly_figures(stage: Stage) -> None:
    _promise, report, *_ = await stage.say(OFFICER, "/report 2024年上半年")
    assert "年度数据按自然年统计" in report.text
    assert "待填 " not in report.text
    assert report.buttons == ("🔍 出报告前的检查",)
