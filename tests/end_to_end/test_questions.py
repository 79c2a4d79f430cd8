"""Questions in words: each word that narrows does so, or is said not to be understood."""

import pytest

from tests.end_to_end.stage import (
    BUREAU_ADVISER,
    OFFICER,
    SCHOOL_ADVISER,
    VICE_PRINCIPAL,
    Stage,
)

AT_LONGZHOU = "今天在龙洲小学给300名学生讲了防欺凌,两课时"
AT_TAOHUALUN = "今天在桃花仑小学接待法律咨询3次"
AT_THE_BUREAU = "今天给局里解答法律咨询38余次"


@pytest.mark.parametrize(
    ("asked", "about", "counted"),
    [
        ("法治副校长今年讲了几场?", "法治副校长", "法治讲座 1 场"),
        ("今年法治副校长一共讲了多少课时", "法治副校长", "法治讲座 1 场,2 课时"),
        ("/summary 2024 法治副校长", "法治副校长", "法治讲座 1 场"),
        ("/summary lectures by legal vice-principals 2024", "法治副校长", "法治讲座 1 场"),
        ("/summary 局法律顾问 2024", "局法律顾问", "法律咨询 38余 次"),
        ("/summary the bureau's adviser 2024", "局法律顾问", "法律咨询 38余 次"),
        ("/summary 学校法律顾问 上半年", "学校法律顾问", "法律咨询 3 次"),
        ("/summary 辅导员", "法治辅导员", "还没有登记"),
    ],
)
async def test_a_question_that_names_a_position_is_answered_for_it(
    stage: Stage, asked: str, about: str, counted: str
) -> None:
    await _three_things_are_done(stage)
    [answer] = await stage.say(OFFICER, asked)
    head, *lines = answer.text.splitlines()
    assert head.endswith(f" · {about}")
    assert counted in lines[0]
    assert "没看懂" not in answer.text


async def test_advisers_without_a_tier_are_both_tiers_shown_apart(stage: Stage) -> None:
    await _three_things_are_done(stage)
    [answer] = await stage.say(OFFICER, "/summary 2024 法律顾问")
    assert answer.text.splitlines()[0].endswith(" · 局法律顾问 · 学校法律顾问")
    assert "法律咨询 41余 次" in answer.text
    assert "局法律顾问 38余 次" in answer.text
    assert "学校法律顾问 3 次" in answer.text
    assert "法治讲座" not in answer.text


async def _three_things_are_done(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, AT_LONGZHOU)
    await stage.say(SCHOOL_ADVISER, AT_TAOHUALUN)
    await stage.say(BUREAU_ADVISER, AT_THE_BUREAU)
