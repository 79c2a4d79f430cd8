"""Ties of entries to campaigns: by rule worked out here, so that they can't be stale; by hand kept.

An entry is tied by rule to every active campaign in whose window it was held, if the campaign has its kind
(or asks for none) and one of its topics (or names none). A hand tie or a hand removal always wins.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    delete,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act, Period
from db.models import Campaign, CampaignKind, CampaignTopic, Entry, EntryTopic, HandTie

BY_RULE, BY_HAND = "rule", "hand"


def rule() -> ColumnElement[bool]:
    """That an entry is tied to a campaign by rule, whatever was said by hand."""
    topics = exists().where(CampaignTopic.campaign_id == Campaign.id)
    kinds = select(CampaignKind.kind).where(CampaignKind.campaign_id == Campaign.id)
    shared = exists().where(
        CampaignTopic.campaign_id == Campaign.id,
        EntryTopic.entry_id == Entry.id,
        EntryTopic.topic == CampaignTopic.topic,
    )
    return and_(
        Entry.held_on.between(Campaign.tied_from, Campaign.tied_to),
        or_(~topics, shared),
        or_(~kinds.exists(), Entry.kind.in_(kinds)),
    )


def tied() -> Select[int, int]:
    """Pairs of entry and campaign that are tied; to be narrowed by whoever asks."""
    hand = (
        select(HandTie.tied)
        .where(HandTie.entry_id == Entry.id, HandTie.campaign_id == Campaign.id)
        .scalar_subquery()
    )
    return select(Entry.id.label("entry_id"), Campaign.id.label("campaign_id")).where(
        Campaign.active, or_(hand.is_(True), and_(hand.is_(None), rule()))
    )


def untouched_rule(period: Period | None = None) -> ColumnElement[bool]:
    """That an entry is tied to a campaign by rule, nobody said otherwise, and it is of a period, if given.

    `counted_on` is `held_on` where that is known: the days are named twice for the sake of the index, which
    is to look up no others than those that campaign and period share.
    """
    hand = exists().where(HandTie.entry_id == Entry.id, HandTie.campaign_id == Campaign.id)
    return and_(Entry.counted_on.between(*_days(period)), rule(), ~hand)


def _days(period: Period | None) -> tuple[ColumnElement[date], ColumnElement[date]]:
    start, end = Campaign.tied_from, Campaign.tied_to
    if period is None:
        return start.expression, end.expression
    return (
        case((start > period.start, start), else_=period.start),
        case((end < period.end, end), else_=period.end),
    )


def tied_apart() -> CompoundSelect[int, int]:
    """The same pairs as `tied`, those by rule and those by hand apart: along indexes, among many."""
    ruled = select(Entry.id.label("entry_id"), Campaign.id.label("campaign_id")).join(
        Campaign, untouched_rule()
    )
    hand = select(HandTie.entry_id, HandTie.campaign_id).join(Campaign, Campaign.id == HandTie.campaign_id)
    return union_all(ruled.where(Campaign.active), hand.where(Campaign.active, HandTie.tied))


async def of_entry(session: AsyncSession, entry_id: int) -> list[tuple[int, str]]:
    """The campaigns that an entry is tied to, and whether by rule or by hand, earliest first."""
    query = tied().where(Entry.id == entry_id).order_by(Campaign.starts_on, Campaign.id)
    ids = list(await session.scalars(query.with_only_columns(Campaign.id)))
    hand = set(await session.scalars(select(HandTie.campaign_id).where(HandTie.entry_id == entry_id)))
    return [(id_, BY_HAND if id_ in hand else BY_RULE) for id_ in ids]


async def schools_with(session: AsyncSession, campaign_id: int, states: Collection[str]) -> set[int]:
    """The schools that have an entry in one of these states tied to the campaign."""
    query = tied().where(Campaign.id == campaign_id, Entry.state.in_(states), Entry.school_id.is_not(None))
    found = await session.scalars(query.with_only_columns(Entry.school_id).distinct())
    return {id_ for id_ in found if id_}


async def entries_of(session: AsyncSession, campaign_id: int) -> list[int]:
    """The recorded entries that are tied to a campaign, newest first."""
    query = tied().where(Campaign.id == campaign_id, Entry.state == "recorded")
    ids = query.with_only_columns(Entry.id).order_by(Entry.held_on.desc(), Entry.id.desc())
    return list(await session.scalars(ids))


async def untied(session: AsyncSession, campaign_id: int, held: Period) -> list[int]:
    """The recorded entries held in this time that are not tied to a campaign, newest first."""
    theirs = tied().where(Campaign.id == campaign_id).with_only_columns(Entry.id).scalar_subquery()
    query = select(Entry.id).where(Entry.state == "recorded", Entry.held_on.between(held.start, held.end))
    query = query.where(Entry.id.not_in(theirs))
    return list(await session.scalars(query.order_by(Entry.held_on.desc(), Entry.id.desc())))


async def by_hand(session: AsyncSession, entry_id: int, campaign_id: int, act: Act, *, tied: bool) -> None:
    """Tie an entry to a campaign, or untie it, whatever the rule says now or later."""
    this = (HandTie.entry_id == entry_id, HandTie.campaign_id == campaign_id)
    await session.execute(delete(HandTie).where(*this))
    session.add(HandTie(entry_id=entry_id, campaign_id=campaign_id, tied=tied, by=act.by, at=act.at))
    await session.flush()
