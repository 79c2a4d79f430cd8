"""What a message is for: understanding.md, "Intent"; and what a correction changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.understanding.saying import said


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("log", "今天一小讲完防拐 178人 下周三再去二小 帮我提醒"),
        ("log", "昨天在一小讲交通安全,205人。另外想问一下,我今年一共讲了几场?"),
        ("log", "昨天家长打电话问孩子被拖欠工资怎么办,答复了,1次"),
        ("log", "昨天在一小讲《压岁钱归谁》,200人"),
        ("log", "昨天一小的防溺水讲座我没去成,张法官替我讲的,200人"),
        ("log", "昨天讲交通安全,学生240,改一下,是214"),
        ("plan", "明天下午去桃花仑小学讲反诈"),
        ("plan", "刚接到一小通知,周五下午防溺水讲座,学生200人"),
        ("plan", "12月4日上午:9点一小、10点二小,每校约300人,都是宪法"),
        ("plan", "一小的宪法讲座改到12月3号了"),
        ("plan", "待会儿去一小讲防溺水,大概200人"),
        ("plan", "12月安排:\n2日 一小 宪法\n4日 二小 宪法"),
        ("correct", "刚才人数打错 应为280"),
        ("correct", "上午报的一小那场,主题应该是禁毒"),
        ("correct", "18号报的一小防欺凌人数应为168人"),
        ("correct", "更正:昨天一小防溺水实到235人"),
        ("cancel", "上一条作废 改到明天了"),
        ("cancel", "今天一小那节课没上成,学校停水"),
        ("cancel", "今天原定去一小讲两场,学校临时开家长会,没讲"),
        ("cancel", "昨天报的一小那场其实推迟到下周了"),
        ("query", "我这学期一共讲了几场?"),
        ("query", "昨天在一小讲禁毒的是哪位?"),
        ("query", "昨天一小讲了没有"),
        ("query", "今年全区讲禁毒一共几场,覆盖多少学生?按学校列给我"),
        ("help", "请问怎么改人数?"),
        ("help", "报错了怎么撤回"),
        ("smalltalk", "收到👌"),
        ("smalltalk", "【通知】请各校于11月30日前上报履职情况"),
        ("smalltalk", "王警官昨天讲得太好了,给您点赞"),
        ("smalltalk", "李法官在一小讲得真好"),
        ("smalltalk", "一小的孩子们听得很认真"),
        ("smalltalk", ""),
        ("smalltalk", "150"),
        ("smalltalk", "280人左右"),
        ("smalltalk", "两百人"),
    ],
)
def test_a_message_is_for_one_of_seven_things(intent: str, text: str) -> None:
    assert said(text).intent == intent


def test_a_plan_carries_kind_day_school_and_topics() -> None:
    (plan,) = said("下周三去一中做宪法讲座").plans
    assert (plan.kind, plan.held_on, plan.school, plan.topics) == (
        "lecture",
        date(2026, 12, 2),
        "第一中学",
        ("constitution",),
    )


def test_a_bare_weekday_in_a_plan_is_the_coming_one() -> None:
    (plan,) = said("周五要在一小录一节法治公开课").plans
    assert plan.held_on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("刚才人数打错 应为280", {"audience": 280}),
        ("补充 昨天那场是2课时不是1", {"class_hours": 2}),
        ("更正:刚才那条的学校是桃花岭小学,不是桃花仑小学", {"school": "桃花岭小学"}),
        ("改一下上一条,日期是11月19日,人数198", {"held_on": date(2026, 11, 19), "audience": 198}),
        ("上一条主题不是禁毒,是反诈", {"topics": ("fraud",)}),
        ("刚报的那条类型不对,是带学生参观,不是讲座", {"kind": "visit"}),
        ("我和张所一起去的,算一场", {"sessions": 1}),
        ("学校错了,是一小", {"school": "第一小学"}),
        ("日期不对,是昨天", {"held_on": date(2026, 11, 24)}),
        ("不是龙洲小学,是龙洲中学", {"school": "龙洲中学"}),
        ("是龙洲中学,不是龙洲小学", {"school": "龙洲中学"}),
        ("时间搞错了,应该是上周五", {"held_on": date(2026, 11, 20)}),
    ],
)
def test_a_correction_says_which_fields_change(text: str, fix: dict[str, Any]) -> None:
    assert dict(said(text).fix) == fix
