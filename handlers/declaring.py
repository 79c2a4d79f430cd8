"""Campaigns that officers declare in a sentence: shown back, and told nobody until they are established."""

from __future__ import annotations

from bot.chat.buttons import Pressed
from bot.chat.work import Work
from bot.records import Campaign
from bot.services import declaring, steering
from bot.services.reading import compiled, read_message
from db import campaigns, chats, schools
from db.chats import Asked, Message
from handlers.campaign_card import FIELD, made_card

OTHERWISE = ("correct", "cancel", "query", "help")


async def ask(work: Work, pressed: Pressed) -> None:
    """Ask for the sentence."""
    await _wait(work, {"texts": []})
    work.say(work.t("declare.ask"))
    work.toast(pressed.callback_id)


async def begin(work: Work, text: str) -> bool:
    """Draw up what the words after the command say; whether they say that something is declared."""
    said = await _read(work, text)
    if said.nothing and not said.rest:
        await _wait(work, {"texts": []})
        work.say(work.t("declare.ask"))
    elif said.period or said.deadline or declaring.OPENING.match(text):
        await _draw_up(work, [text])
    else:
        return False
    return True


async def typed(work: Work, asked: Asked, said: Message) -> bool:
    """A sentence that declares, completes or changes a campaign; whether it was one."""
    if not work.me.admits:
        return False
    if "campaign" in asked.details:
        return await _change(work, asked.details["campaign"], said.text)
    texts: list[str] = asked.details["texts"]
    if await _says_otherwise(work, said):
        return False
    if texts and declaring.lacks(await _declared(work, texts)) == "title":
        texts = [said.text, *texts]  # the first words are the title
    elif texts and (await _read(work, said.text)).nothing:
        return False
    else:
        texts = [*texts, said.text]
    await _draw_up(work, texts)
    return True


async def _says_otherwise(work: Work, said: Message) -> bool:
    """Whether a message reports something done, or asks or changes something else."""
    read = await read_message(work.session, said.text, said.sent_at, work.clock.zone)
    done = any(one.audience or (one.held_on and one.held_on <= work.today) for one in read.items)
    return done or read.by_words in OTHERWISE


async def _read(work: Work, text: str) -> declaring.Said:
    directory = await schools.directory(work.session)
    kinds = list(dict.fromkeys(one.kind for one in directory if one.kind))
    return declaring.read(text, work.today, compiled(directory), kinds)


async def _declared(work: Work, texts: list[str]) -> Campaign:
    return declaring.declared(await _read(work, ",".join(texts)), work.today)


async def _draw_up(work: Work, texts: list[str]) -> None:
    """Show the campaign back; where something lacks, ask for that one thing."""
    campaign = await _declared(work, texts)
    lacking = declaring.lacks(campaign)
    if lacking:
        await _wait(work, {"texts": texts})
        work.say(work.t(f"declare.lacks_{lacking}"))
        return
    there = await campaigns.of_year(work.session, campaign.period.start.year)
    same = next((one for one in there if _same(one, campaign)), None)
    await _show(work, same or await steering.draw_up(work.session, campaign, work.act("message")))


def _same(one: Campaign, other: Campaign) -> bool:
    return (one.title, one.period) == (other.title, other.period)


async def _change(work: Work, campaign_id: int, text: str) -> bool:
    campaign = (await campaigns.load(work.session, [campaign_id])).get(campaign_id)
    if campaign is None or campaign.active:
        return False
    new = declaring.changed(campaign, await _read(work, text), work.today)
    if new is None:
        return False
    await _show(work, await steering.amend(work.session, campaign, new, work.act("message")))
    return True


async def _show(work: Work, campaign: Campaign) -> None:
    text, rows = await made_card(work, campaign)
    if campaign.active:
        await chats.stop_asking(work.session, work.chat_id)
        work.say(text, rows)
    else:
        await _wait(work, {"campaign": campaign.id})
        work.say(text + "\n\n" + work.t("declare.check"), rows)


async def _wait(work: Work, details: dict[str, object]) -> None:
    await chats.ask(work.session, Asked(work.chat_id, None, FIELD, details=details), work.clock.now())
