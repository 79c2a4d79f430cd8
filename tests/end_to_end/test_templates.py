"""The bureau's own template of the report: sent in chat, checked, used, taken back."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from tests.end_to_end.stage import OFFICER, VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.test_export import files
from tests.reports.test_report import body, own

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def send(stage: Stage, who: int, content: bytes, name: str = "新模板.docx", **more: str) -> list[Reply]:
    """Send a Word file; what the assistant then says."""
    await stage.players.upload([("document", (name, content, WORD))], **{"from": str(who), **more})
    return await stage.hear(who)


async def report(stage: Stage) -> str:
    """What the report says that is made now."""
    await stage.say(OFFICER, "/report 2024")
    made = [
        one["document"] for one in await files(stage, OFFICER) if "报告.docx" in one["document"]["file_name"]
    ]
    return body(Document(BytesIO(await stage.players.download(made[-1]["file_id"]))))


async def test_a_template_sent_is_used_from_then_on_until_it_is_taken_back(stage: Stage) -> None:
    [used] = await send(stage, OFFICER, own("我局讲座{{ lectures }}。"))
    assert "以后的报告用这个模板:新模板.docx(有 1 种占位符" in used.text
    assert await report(stage) == "我局讲座0场次。"
    await stage.press(OFFICER, used, "↩️ 用回系统模板")
    assert "法治政府建设工作报告" in await report(stage)


async def test_a_template_with_an_unknown_placeholder_is_refused_by_its_name(stage: Stage) -> None:
    [refused] = await send(stage, OFFICER, own("讲座{{ lecturs }}"))
    assert "lecturs" in refused.text
    _, [listed] = await stage.press(OFFICER, refused, "📖 占位符一览")
    assert "lectures 法治副校长开展法治宣传教育、讲座(场次)" in listed.text
    assert "法治政府建设工作报告" in await report(stage)


async def test_all_that_is_unknown_is_named_whole_and_in_the_persons_language(stage: Stage) -> None:
    [refused] = await send(stage, OFFICER, own("{{ foo.bar }}共{{ lecturs }}"))
    assert "没有这样的占位符:\n{{ foo.bar }}、{{ lecturs }}" in refused.text
    [unclear] = await send(stage, OFFICER, own("{% if all_led %}{{ lectures }}"))
    assert "for 要有 endfor,if 要有 endif):\n{% if all_led %}" in unclear.text


async def test_a_file_that_is_no_word_file_is_said_so_in_chinese(stage: Stage) -> None:
    [refused] = await send(stage, OFFICER, b"x")
    assert "这不是完好的 Word 文件" in refused.text


async def test_the_template_in_force_is_the_one_that_is_handed_out(stage: Stage) -> None:
    [asked] = await stage.say(OFFICER, "/report 明白")
    await stage.press(OFFICER, asked, "📥 报告模板")
    await send(stage, OFFICER, own("{{ essays }}"))
    await stage.press(OFFICER, asked, "📥 报告模板")
    assert [one["document"]["file_name"] for one in await files(stage, OFFICER)] == [
        "报告模板.docx",
        "新模板.docx",
    ]


async def test_a_word_file_that_is_no_template_changes_nothing(stage: Stage) -> None:
    [plain] = await send(stage, OFFICER, own("通知"))
    assert "没有占位符" in plain.text
    [old] = await send(stage, OFFICER, b"x", name="旧.doc")
    assert "另存为 .docx" in old.text
    [broken] = await send(stage, OFFICER, b"x")
    assert "用不了" in broken.text
    assert "法治政府建设工作报告" in await report(stage)


async def test_what_is_written_with_a_word_file_counts(stage: Stage) -> None:
    said = "今天在龙洲小学讲禁毒,300人"
    for who in (OFFICER, VICE_PRINCIPAL):
        await send(stage, who, own("教案"), name="教案.docx", text=said)
    assert [entry.audience for entry in await stage.entries()] == [300, 300]


async def test_nobody_but_officers_changes_the_template(stage: Stage) -> None:
    await send(stage, VICE_PRINCIPAL, own("{{ lectures }}"))
    assert "法治政府建设工作报告" in await report(stage)
