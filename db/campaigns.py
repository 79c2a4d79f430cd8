"""Campaigns: kept, changed, found; what schools said to them; the days that officers know better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import records
from bot.records import Period
from db.base import Base, insert_new
from db.models import (
    Campaign,
    CampaignKind,
    CampaignReply,
    CampaignSchool,
    CampaignTopic,
    DayOverride,
)

COLUMNS = ("title", "theme", "asks", "active", "provisional", "round", "since")


def _record(row: Campaign) -> records.Campaign:
    return records.Campaign(
        period=Period(row.starts_on, row.ends_on),
        laws=tuple(row.laws),
        topics=tuple(sorted(one.topic for one in row.topics)),
        kinds=tuple(sorted(one.kind for one in row.kinds)),
        school_kinds=tuple(row.school_kinds),
        school_ids=frozenset(one.school_id for one in row.schools),
        steps=row.steps,
        id=row.id,
        **{name: getattr(row, name) for name in COLUMNS},
    )


async def load(session: AsyncSession, ids: Iterable[int]) -> dict[int, records.Campaign]:
    """The campaigns of these ids."""
    rows = await session.scalars(select(Campaign).where(Campaign.id.in_(set(ids))))
    return {row.id: _record(row) for row in rows}


async def of_year(session: AsyncSession, year: int) -> list[records.Campaign]:
    """Every campaign of a year, earliest first."""
    query = select(Campaign).where(Campaign.year == year).order_by(Campaign.starts_on, Campaign.id)
    return [_record(row) for row in await session.scalars(query)]


async def active_between(session: AsyncSession, start: date, end: date) -> list[records.Campaign]:
    """The active campaigns that touch these days, earliest first."""
    query = select(Campaign).where(Campaign.active, Campaign.starts_on <= end, Campaign.ends_on >= start)
    return [_record(row) for row in await session.scalars(query.order_by(Campaign.starts_on, Campaign.id))]


async def themes_of(session: AsyncSession, year: int) -> dict[str, bool]:
    """The theme days that are known for a year, and whether they are on."""
    query = select(Campaign.theme, Campaign.active).where(Campaign.year == year, Campaign.theme.is_not(None))
    return {theme: active for theme, active in await session.execute(query) if theme}


async def themes_known(session: AsyncSession, years: Iterable[int]) -> dict[int, int]:
    """How many theme days of each of these years are written down."""
    query = select(Campaign.year, func.count()).where(Campaign.year.in_(years), Campaign.theme.is_not(None))
    return dict((await session.execute(query.group_by(Campaign.year))).all())


async def add(session: AsyncSession, year: int, several: Sequence[tuple[records.Campaign, Period]]) -> None:
    """Keep new theme days of a year, each with its window; those that another process just kept stay."""
    await _insert(session, Campaign, [_columns(campaign, window) for campaign, window in several])
    known = await session.execute(select(Campaign.theme, Campaign.id).where(Campaign.year == year))
    ids = dict(known.all())
    topics = [(ids[campaign.theme], topic) for campaign, _ in several for topic in campaign.topics]
    await _insert(session, CampaignTopic, [{"campaign_id": id_, "topic": topic} for id_, topic in topics])


async def _insert(session: AsyncSession, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert_new(session, model), rows)


async def keep(session: AsyncSession, campaign: records.Campaign, window: Period) -> records.Campaign:
    """Keep a campaign, new or changed; `window` is when what is held is tied to it. The same with its id."""
    row = await session.get_one(Campaign, campaign.id) if campaign.id else Campaign()
    if campaign.id:
        row.topics, row.kinds, row.schools = [], [], []
        await session.flush()
    for name, value in _columns(campaign, window).items():
        setattr(row, name, value)
    row.topics = [CampaignTopic(topic=one) for one in campaign.topics]
    row.kinds = [CampaignKind(kind=one) for one in campaign.kinds]
    row.schools = [CampaignSchool(school_id=one) for one in sorted(campaign.school_ids)]
    session.add(row)
    await session.flush()
    return replace(campaign, id=row.id)


def _columns(campaign: records.Campaign, window: Period) -> dict[str, Any]:
    """The campaign's own row, without what other tables hold of it."""
    return {
        **{name: getattr(campaign, name) for name in COLUMNS},
        "year": campaign.period.start.year,
        "starts_on": campaign.period.start,
        "ends_on": campaign.period.end,
        "tied_from": window.start,
        "tied_to": window.end,
        "laws": list(campaign.laws),
        "school_kinds": list(campaign.school_kinds),
        "steps": {step: dict(changed) for step, changed in campaign.steps.items()},
    }


async def turn_later(session: AsyncSession, theme: str, year: int, *, on: bool) -> None:
    """The theme day's occurrences after this year that are written down already are on, or off."""
    later = update(Campaign).where(Campaign.theme == theme, Campaign.year > year)
    await session.execute(later.values(active=on))


async def remove(session: AsyncSession, id_: int) -> None:
    """Take away a campaign that was declared and never on."""
    await session.execute(delete(Campaign).where(Campaign.id == id_, Campaign.theme.is_(None)))


async def replies(session: AsyncSession, campaign_id: int) -> dict[int, str]:
    """What schools said to a campaign: `planned` or `declined`, by school id."""
    query = select(CampaignReply.school_id, CampaignReply.reply)
    rows = await session.execute(query.where(CampaignReply.campaign_id == campaign_id))
    return dict(rows.all())


async def reply(
    session: AsyncSession, campaign_id: int, school_ids: Iterable[int], said: str, act: records.Act
) -> None:
    """What these schools say to a campaign from now on."""
    ids = list(school_ids)
    old = (CampaignReply.campaign_id == campaign_id, CampaignReply.school_id.in_(ids))
    await session.execute(delete(CampaignReply).where(*old))
    session.add_all(
        CampaignReply(campaign_id=campaign_id, school_id=one, reply=said, by=act.by, at=act.at) for one in ids
    )
    await session.flush()


async def overrides(session: AsyncSession) -> dict[date, bool]:
    """The days that are worked, or not, other than the published calendar says."""
    rows = await session.execute(select(DayOverride.day, DayOverride.works).order_by(DayOverride.day))
    return dict(rows.all())


async def override(session: AsyncSession, days: Mapping[date, bool | None], by: int | None) -> None:
    """Say of days whether they are worked; None: as the published calendar says."""
    await session.execute(delete(DayOverride).where(DayOverride.day.in_(days)))
    rows = [{"day": day, "works": works, "by": by} for day, works in days.items() if works is not None]
    if rows:
        await session.execute(insert_new(session, DayOverride), rows)
