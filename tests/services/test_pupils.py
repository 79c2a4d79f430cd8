"""Names of pupils in messages: likely ones are seen, and hardly anything else is taken for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.services.pupils import likely_pupils
from tests.understanding.sets import DEVELOPMENT, EXAMPLES, messages

SEEN = {
    "张小明同学被打,今天到龙洲小学调解": ("张小明",),
    "今天在龙洲小学训诫了李强": ("李强",),
    "对学生王子豪进行批评教育": ("王子豪",),
    "约谈陈雨欣同学的家长": ("陈雨欣",),
    "调解学生周小雨和学生吴昊之间的纠纷": ("周小雨", "吴昊"),
    "欧阳雪同学离家出走": ("欧阳雪",),
    "帮教对象:刘志强,两次": ("刘志强",),
    "黄明亮打架,黄明亮被处分": ("黄明亮",),
}
PASSED = (
    *("今天给高年级同学讲了防欺凌", "组织学生高唱国歌", "表扬文明同学", "同学们好", "学生李某打人"),
    *("李建国在龙洲小学给300名学生讲课", "陈老师被评为先进", "学生安全教育", "让学生明白法律"),
    *("给学生和家长讲禁毒", "学生程度不一", "王校长约谈家长", "组织学生参观金华法院", "学生常见问题"),
)


@pytest.mark.parametrize(("text", "names"), SEEN.items())
def test_a_likely_pupils_name_is_seen(text: str, names: tuple[str, ...]) -> None:
    assert likely_pupils(text) == names


@pytest.mark.parametrize("text", PASSED)
def test_what_is_no_name_of_a_pupil_is_let_pass(text: str) -> None:
    assert likely_pupils(text) == ()


def test_somebody_of_the_roster_is_no_pupil() -> None:
    assert likely_pupils("约谈李建国", {"李建国"}) == ()


def labelled_texts() -> Iterator[str]:
    for folder in (EXAMPLES, *DEVELOPMENT.values()):
        yield from (message["text"] for message in messages(folder))


def test_of_the_labelled_messages_which_name_no_pupil_none_is_remarked_on() -> None:
    texts = list(labelled_texts())
    assert len(texts) > 1500
    assert [text for text in texts if likely_pupils(text)] == []
