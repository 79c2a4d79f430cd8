"""Schools, people and appointments as officers see them: lines, cards, and the buttons to change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from bot.chat.buttons import Button, Rows, button, in_rows
from bot.chat.cards import View
from bot.chat.wording import Wording
from bot.services.roster.keeping import FIELDS
from bot.services.roster.terms import YEARS
from db.appointments import Post, Term
from db.history import masked
from db.particulars import Person, School


def post_name(t: Wording, post: Post) -> str:
    """What somebody is: `法治副校长 · 龙洲小学`; plain, for buttons too."""
    return f"{t(f'role.{post.role}')} · {post.school or t('stranger.bureau')}"


def term_text(t: Wording, term: Term) -> str:
    """From when to when."""
    start, end = (day.isoformat() if day else t("roster.open") for day in term)
    return f"{start} — {end}"


def _post_line(view: View, post: Post, what: str) -> Markup:
    key = "post" if post.in_force(view.today) else "post_ended" if _over(post, view.today) else "post_coming"
    return view.t(f"roster.{key}", what=what, term=term_text(view.t, post.term))


def _over(post: Post, today: date) -> bool:
    return post.ends_on is not None and post.ends_on < today


def person_text(view: View, person: Person, posts: Sequence[Post], accounts: int) -> Markup:
    """All that the roster says of somebody, with the telephone masked (rule 12)."""
    t = view.t
    lines = [t("roster.person", name=person.name)]
    if person.employer or person.dispatched_by:
        said = " · ".join(filter(None, (person.employer, person.dispatched_by)))
        lines.append(t("roster.employer", said=said))
    if person.telephone:
        lines.append(t("roster.telephone", telephone=masked(person.telephone)))
    if person.born:
        lines.append(t("roster.born", year=person.born))
    lines += [_post_line(view, post, post_name(t, post)) for post in _in_order(view, posts)]
    if not posts:
        lines.append(t("roster.no_post"))
    lines.append(t("roster.bound" if accounts else "roster.unbound"))
    if person.provisional:
        lines.append(t("roster.provisional"))
    return Markup("\n").join(lines)


def _in_order(view: View, posts: Sequence[Post]) -> list[Post]:
    """Those that hold or are to hold first."""
    return sorted(posts, key=lambda post: _over(post, view.today))


def person_buttons(view: View, person: Person, posts: Sequence[Post]) -> Rows:
    """What can be done about somebody."""
    if not view.may_change:
        return ()
    t = view.t
    held = [post for post in _in_order(view, posts) if not _over(post, view.today)]
    return (
        *((button(f"📌 {post_name(t, post)}", "post", post.id),) for post in held),
        (
            button(t("button.appoint"), "appoint", person.id),
            button(t("button.edit"), "fields", "person", person.id),
            button(t("button.merge"), "merge", "person", person.id),
        ),
        (
            button(t("button.account"), "member", person.id),
            button(t("button.history"), "history", "all", "person", person.id, 0),
        ),
    )


def school_text(view: View, school: School, posts: Sequence[Post], count: int) -> Markup:
    """All that the roster says of a school, who is there now or soon, and how much was logged this year."""
    t = view.t
    lines = [t("roster.school", name=school.name)]
    if school.closed_on:
        lines.append(t("roster.closed", day=school.closed_on.isoformat()))
    lines += list(_school_details(t, school))
    lines += [
        _post_line(view, post, f"{post.person} · {t(f'role.{post.role}')}")
        for post in posts
        if not _over(post, view.today)
    ]
    lines.append(t("roster.logged", year=view.today.year, count=count))
    return Markup("\n").join(lines)


def _school_details(t: Wording, school: School) -> Iterator[Markup]:
    said = [school.kind, school.township]
    if school.pupils is not None:
        said.append(t("roster.pupils", count=school.pupils))
    if school.model_level:
        said.append(t("roster.model_level", level=school.model_level))
    if any(said):
        yield t("roster.details", said=Markup(" · ").join(filter(None, said)))
    if school.aliases:
        yield t("roster.aliases", aliases=t("card.and").join(school.aliases))


def school_buttons(view: View, school: School, posts: Sequence[Post]) -> Rows:
    """What can be done about a school: its people open, and officers change it."""
    t = view.t
    held = [post for post in posts if not _over(post, view.today)]
    if not view.may_change:
        opens = {post.person_id: button(f"👤 {post.person}", "person", post.person_id) for post in held}
        return in_rows([*opens.values()], 2)
    if school.closed_on:
        return ((button(t("button.reopen"), "reopen", school.id),), _more(t, school))
    opens_posts = [button(f"📌 {post.person} {t(f'role.{post.role}')}", "post", post.id) for post in held]
    return (
        *in_rows(opens_posts, 2),
        (
            button(t("button.appoint"), "hire", school.id),
            button(t("button.edit"), "fields", "school", school.id),
            button(t("button.merge"), "merge", "school", school.id),
        ),
        (button(t("button.close"), "close", school.id, 0), *_more(t, school)),
    )


def _more(t: Wording, school: School) -> tuple[Button, ...]:
    return (button(t("button.history"), "history", "all", "school", school.id, 0),)


def post_text(view: View, post: Post) -> Markup:
    """One appointment."""
    what = f"{post.person} · {post_name(view.t, post)}"
    return _post_line(view, post, what)


def post_buttons(view: View, post: Post) -> Rows:
    """A term for one that has none, a further one for one that ends, its end, its dates, its person."""
    t = view.t
    action, label = ("renew", "button.renew") if post.ends_on else ("term", "button.term")
    lengths = [button(t(label, years=years), action, post.id, years) for years in YEARS]
    dates = [
        button(t(f"roster.field.appointment.{name}"), "fill", "appointment", post.id, name)
        for name in FIELDS["appointment"]
    ]
    around = [button(f"👤 {post.person}", "person", post.person_id)]
    around += [button(f"🏫 {post.school}", "school", post.school_id)] if post.school else []
    if not view.may_change:
        return (tuple(around),)
    if not _over(post, view.today):
        dates.insert(0, button(t("button.end"), "end", post.id))
    return (tuple(lengths), tuple(dates), tuple(around))


def field_buttons(t: Wording, kind: str, id_: int) -> Rows:
    """Which field of a school or person to change."""
    fields = [button(t(f"roster.field.{kind}.{name}"), "fill", kind, id_, name) for name in FIELDS[kind]]
    return (*in_rows(fields, 3), (button(t("button.back"), kind, id_),))
