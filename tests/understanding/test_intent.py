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
        ("log", "昨天一小的防溺水讲座我没去成,换李警官去的,200人"),
        ("cancel", "昨天一小的防溺水讲座我没去成,换李警官下周去"),
        ("log", "还有一场没报,12月4号一小宪法200人"),
        ("log", "昨天讲交通安全,学生240,改一下,是214"),
        ("plan", "明天下午去桃花仑小学讲反诈"),
        ("plan", "提醒我明天去三小的事"),
        ("plan", "跟您说下下周三去三小的事"),
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
        ("correct", "昨天一小禁毒那次来的是128人,不是182人,记反了"),
        ("correct", "昨天报的二小防溺水,人数漏了,230人"),
        ("correct", "11月12日在一小讲的禁毒,之前上报320人,经核实为302人,特此更正"),
        ("cancel", "【撤回】11月24日 一小 防欺凌 450人"),
        ("cancel", "今天下午一小的防溺水不搞了,400个学生提前放学"),
        ("plan", "今天晚上8点半在二小讲防欺凌,300名学生"),
        ("plan", "今晚八点线上讲反诈,预约已经500人了"),
        ("plan", "这就去一小讲禁毒,200人"),
        ("plan", "周五要和李检一起去一小讲防欺凌,大概300人"),
        ("plan", "邀请函:兹邀请贵所于11月30日到我校讲课,师生600人参加。一小"),
        ("plan", "Invited to speak at 一小 on Dec 2, drugs, 200 pupils"),
        ("log", "接上级安排,11.20在一小搞消防演练,200人"),
        ("log", "昨天带三小五年级72人参观法院,本来安排两小时,后来改成一个半小时"),
        ("log", "上次200人,这次在一小讲禁毒还是200人"),
        ("query", "昨天一小禁毒是200人还是210人"),
        ("query", "上周五二小那场防欺凌有300人吗?"),
        ("query", "11月12日一小那场讲座登记的是不是260人"),
        ("query", "昨天在职教中心讲劳动法的那场有没有人报过,约400人的"),
        ("help", "怎样导出我这学期的登记表?"),
        ("help", "咋个撤回刚才那条"),
        ("query", "昨天一小那场是讲禁毒还是讲反诈"),
        ("log", "那个昨天一小讲的禁毒 200人不是300人"),
        ("log", "今天下午5点前在一小讲完了禁毒,200人"),
        ("help", '像"今天一小禁毒200人"这样写可以吗?'),
        ("smalltalk", "恭喜四小被评为全省依法治校示范校!"),
        ("smalltalk", "[转发] 局里通知:11月9日起在一小、二小开展消防演练,每校不少于200人"),
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


@pytest.mark.parametrize("pointing", ["刚才那条", "刚刚那条", "刚刚发的那条"])
def test_when_an_entry_was_sent_is_no_day_of_it(pointing: str) -> None:
    reading = said(f"{pointing}人数应为210")
    assert (reading.fix, [one.field for one in reading.found]) == ({"audience": 210}, ["audience"])


def test_a_plan_carries_kind_day_school_and_topics() -> None:
    (plan,) = said("下周三去一中做宪法讲座").plans
    assert (plan.kind, plan.held_on, plan.school, plan.topics) == (
        "lecture",
        date(2026, 12, 2),
        "第一中学",
        ("constitution",),
    )


def test_a_day_that_may_be_past_is_to_come_where_the_message_looks_like_a_plan() -> None:
    (plan,) = said("记一下周五去二小讲禁毒的事").plans
    assert (plan.held_on, plan.school, plan.topics) == (date(2026, 11, 27), "第二小学", ("drugs",))


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
        ("刚才那条日期搞错了,是周二不是周三", {"held_on": date(2026, 11, 24)}),
        ("二小禁毒那场给记成一小了,帮忙改过来", {"school": "第二小学"}),
        ("上条把二小错写成一小了,请改", {"school": "第二小学"}),
        ("学校搞错咗 系二小唔系一小", {"school": "第二小学"}),
        ("二小那场录成禁毒了,是反诈", {"topics": ("fraud",)}),
        ("昨天二小那场误报为286人,实为268人", {"audience": 268}),
        ("刚才那条人数88→98", {"audience": 98}),
        ("那个人数三百二改三百六", {"audience": 360}),
        ("更正:场次 1->2", {"sessions": 2}),
        ("课时应填2而不是3", {"class_hours": 2}),
        ("那条课时填成2了,应为1.5", {"class_hours": 1.5}),
        ("昨天报的一小防溺水,课时忘填了,1课时", {"class_hours": 1}),
        ("上周三那条(一小防拐骗)人数没写,补一下:小朋友90,家长65", {"audience": 155}),
        ("那场是征文不是讲座,42篇", {"kind": "essay", "cases": 42}),
        ("please change yesterday's entry for 三小: 2 sessions, not 1", {"sessions": 2}),
    ],
)
def test_a_correction_says_which_fields_change(text: str, fix: dict[str, Any]) -> None:
    assert dict(said(text).fix) == fix
