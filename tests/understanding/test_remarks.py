"""A remark set before, within or after a report changes nothing of what is read."""

from __future__ import annotations

import pytest

from tests.understanding.saying import said

REPORTS = [
    "昨天在第一小学讲防溺水,学生210人",
    "11月18日给八中初二讲网络安全,320人参加,两场",
    "周一帮三中审了食堂合同一份,提了修改意见",
]
REMARKS = [
    "路上堵车堵了半个小时",
    "校长很热情",
    "中午在食堂吃的饭",
    "还发了宣传册两百份",
    "学校派车来接的我",
    "主任说下学期还请我去",
    "校长说下次再讲禁毒",
    "隔壁学校的讲座因为下雨取消了",
    "同事小王帮忙拍的照",
    "我们所去了三个民警",
    "下周还要去别的学校",
    "电视台的记者也来了",
    "开车开了四十公里",
    "回来已经五点多了",
    "这是我今年第十二场",
    "材料是昨晚准备到十二点的",
    "请教育局的张科长也听了",
    "门卫大叔问我要不要喝茶",
    "上个月就约好了的",
    "这个月跑了四趟学校了",
    "学校马上要放假了",
    "学校公众号昨晚发了推文",
    "晚上还要写材料",
    "明天还要开庭",
    "副校长说要给我们单位写感谢信",
    "有几个家长没座位站着听的",
    "去年也去过一次",
    "校长9月1号刚换的",
]


def items(text: str) -> list[tuple[object, ...]]:
    return [
        (i.kind, i.held_on, i.school, i.topics, i.audience, i.sessions, i.cases) for i in said(text).items
    ]


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_changes_nothing_of_a_report(remark: str) -> None:
    changed = []
    for report in REPORTS:
        head, _, tail = report.partition(",")
        for text in (
            f"{remark},{report}",
            f"{head},{remark},{tail}",
            f"{report},{remark}",
            f"{report}。{remark}。",
        ):
            if items(text) != items(report):
                changed.append(text)
    assert changed == []
