"""Which position somebody's work counts under (rule 4)."""

from __future__ import annotations

from datetime import date

from bot.records import Appointment, Entry, Person, School
from bot.services.whose import counted, positions, told_apart

DAY = date(2024, 6, 26)
HERE, THERE = 1, 2


def person(*appointments: Appointment) -> Person:
    return Person(1, "李建国", appointments)


def at(role: str, school_id: int | None, ends_on: date | None = None) -> Appointment:
    return Appointment(role, school_id, starts_on=date(2023, 9, 1), ends_on=ends_on)


def test_the_appointment_at_that_school_decides_before_all_others() -> None:
    both = person(at("adviser", None), at("instructor", THERE), at("vice_principal", HERE))
    assert positions(both, HERE, DAY) == ("vice_principal",)


def test_elsewhere_the_appointment_at_the_bureau_decides() -> None:
    assert positions(person(at("vice_principal", HERE), at("adviser", None)), THERE, DAY) == (
        "bureau_adviser",
    )


def test_without_either_the_only_one_decides() -> None:
    assert positions(person(at("vice_principal", HERE)), THERE, DAY) == ("vice_principal",)


def test_of_several_elsewhere_none_decides() -> None:
    several = person(at("vice_principal", HERE), at("adviser", HERE + 5))
    assert positions(several, THERE, DAY) == ("vice_principal", "school_adviser")


def test_the_same_position_twice_is_one() -> None:
    assert positions(person(at("adviser", HERE), at("adviser", 7)), THERE, DAY) == ("school_adviser",)


def test_an_appointment_that_has_ended_decides_nothing() -> None:
    ended = person(at("vice_principal", HERE, ends_on=date(2024, 6, 25)))
    assert positions(ended, HERE, DAY) == ()


def test_an_officer_counts_under_no_position() -> None:
    assert positions(person(at("officer", None)), HERE, DAY) == ()


def test_the_first_person_decides_for_a_joint_lecture() -> None:
    second = Person(2, "赵卫东", (at("instructor", HERE),))
    first = person(at("vice_principal", HERE))
    entry = Entry("lecture", "recorded", DAY, DAY, School("龙洲小学", id=HERE), people=(first, second))
    assert counted(entry).position == "vice_principal"


def test_nobodys_entry_counts_under_no_position() -> None:
    assert counted(Entry("lecture", "recorded", DAY, DAY, position="contact")).position is None


HERE_TOO = Person(2, "李建国", (at("vice_principal", THERE),))
AT_THERE = Entry("lecture", "recorded", DAY, DAY, School("世通学校", id=THERE))


def test_of_two_who_share_a_name_the_one_at_the_school_is_meant() -> None:
    assert told_apart([person(at("vice_principal", HERE)), HERE_TOO], None, AT_THERE) == [HERE_TOO]


def test_of_two_who_share_a_name_the_writer_is_meant() -> None:
    writer = person(at("vice_principal", HERE))
    assert told_apart([writer, HERE_TOO], writer, AT_THERE) == [writer]


def test_of_two_who_share_a_name_and_cannot_be_told_apart_neither_is_taken() -> None:
    assert told_apart([person(at("adviser", THERE)), HERE_TOO], None, AT_THERE) == []
