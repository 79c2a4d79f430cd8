"""When things go wrong: everything is answered at least once, nothing is recorded twice (rule 1)."""

from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.practice.faults import Fault, FaultKind
from db.models import Account, Answer, Entry, InboxRow
from tests.end_to_end.stage import NOW, OFFICER, VICE_PRINCIPAL, Stage
from tests.end_to_end.stage import stage as opened

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"


async def states(stage: Stage) -> set[tuple[str, int]]:
    """The states that updates are in, each with the most attempts that one in it has had."""
    async with stage.database.read() as session:
        rows = (await session.execute(select(InboxRow.state, InboxRow.attempts))).all()
    return {(state, max(n for s, n in rows if s == state)) for state, _ in rows}


@pytest.mark.parametrize("kind", ["500", "429", "lost_request", "lost_answer"])
async def test_a_report_is_answered_though_telegram_stumbles(stage: Stage, kind: FaultKind) -> None:
    stage.server.world.faults.add(Fault(kind, "sendMessage", count=1, seconds=1))
    cards = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert len(cards) == (2 if kind == "lost_answer" else 1)  # a receipt may come twice, never not at all
    assert {card.text.partition("\n")[0] for card in cards} == {"✅ 已登记 · 法治讲座 1 场"}
    assert len(await stage.entries()) == 1


async def test_a_chat_waits_for_its_own_answers_only(stage: Stage) -> None:
    await stage.players.post("blocks", person=OFFICER, blocked=True)
    await stage.settled()
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert "已登记" in card.text


async def test_an_update_that_comes_twice_makes_one_entry_and_one_answer(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.players.post("repeats")
    assert await stage.hear(VICE_PRINCIPAL) == []
    assert len(await stage.entries()) == 1


async def test_asking_for_updates_goes_on_after_trouble(stage: Stage) -> None:
    stage.server.world.faults.add(Fault("500", "getUpdates", count=2))
    await stage.say(VICE_PRINCIPAL, "/mine")
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert "已登记" in card.text


async def test_what_cannot_be_handled_is_set_aside_with_a_number_and_the_chat_goes_on(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    async with stage.database.write() as session:
        await session.execute(update(Entry).values(kind="a kind that a later version removed"))
    [told] = await stage.say(VICE_PRINCIPAL, "上一条作废")
    assert told.text.startswith("⚠️ 这条消息没能处理,编号 ")
    number = told.text.partition("编号 ")[2][:8]
    [officer_told] = await stage.hear(OFFICER)
    assert number in officer_told.text
    assert "李建国" in officer_told.text
    assert ("failed", 3) in await states(stage)
    assert [entry.state for entry in await stage.entries()] == ["recorded"]
    [alive] = await stage.say(VICE_PRINCIPAL, "/help")
    assert "普法助手" in alive.text


async def test_an_officer_whose_message_fails_is_told_once(stage: Stage) -> None:
    await stage.say(OFFICER, "李建国" + LECTURE)
    async with stage.database.write() as session:
        await session.execute(update(Entry).values(kind="a kind that a later version removed"))
    told = await stage.say(OFFICER, "上一条作废")
    assert len(told) == 1


async def test_whoever_blocked_us_is_unreachable_until_they_write_again(stage: Stage) -> None:
    async def unreachable() -> bool:
        async with stage.database.read() as session:
            query = select(Account.unreachable_at).where(Account.id == VICE_PRINCIPAL)
            return await session.scalar(query) is not None

    await stage.players.post("blocks", person=VICE_PRINCIPAL, blocked=True)
    await stage.settled()
    assert await unreachable()
    await stage.players.post("blocks", person=VICE_PRINCIPAL, blocked=False)
    await stage.say(VICE_PRINCIPAL, "/start")
    assert not await unreachable()


async def test_an_answer_follows_a_group_that_became_a_supergroup(stage: Stage) -> None:
    group = await stage.players.post("groups", title="法治群", members=[OFFICER], type="group")
    stage.server.world.faults.add(Fault("500", "sendMessage", count=1))
    await stage.players.say("/summary", OFFICER, chat=group["id"])
    moved = await stage.players.post("upgrades", **{"from": OFFICER, "chat": group["id"]})
    answers = [*await stage.hear(group["id"]), *await stage.hear(moved["id"])]
    assert [answer.text for answer in answers] == ["请私聊我使用命令。"]


async def test_an_answer_to_nobody_is_given_up(database_url: str, tmp_path: Path) -> None:
    owed = Answer(chat_id=1234, method="say", parameters={"text": "?", "reply_to": None}, state="waiting")
    async with opened(database_url, tmp_path, waiting=[owed]) as stage, stage.database.read() as session:
        assert await session.scalar(select(Answer.state).where(Answer.chat_id == 1234)) == "refused"


async def test_what_waited_when_we_stopped_is_taken_up_at_the_start(
    database_url: str, tmp_path: Path
) -> None:
    payload = {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": int(NOW.timestamp()),
            "chat": {"id": VICE_PRINCIPAL, "type": "private", "first_name": "李建国"},
            "from": {"id": VICE_PRINCIPAL, "is_bot": False, "first_name": "李建国"},
            "text": LECTURE,
        },
    }
    row = InboxRow(
        bot_id=1,
        update_id=1,
        chat_id=VICE_PRINCIPAL,
        account_id=VICE_PRINCIPAL,
        payload=payload,
        state="received",
        received_at=NOW.astimezone(UTC),
    )
    owed = Answer(
        chat_id=OFFICER, method="say", parameters={"text": "旧答复", "reply_to": None}, state="waiting"
    )
    async with opened(database_url, tmp_path, waiting=[row, owed]) as stage:
        [entry] = await stage.entries()
        assert entry.audience == 300
        found = await stage.players.get(f"chats/{OFFICER}/messages", after=0)
        assert "旧答复" in [one.get("text") for one in found["messages"]]
