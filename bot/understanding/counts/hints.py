"""The words beside a number that tell what it counts, as patterns."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.text.noise import BLOT, LATIN_BLOT
from bot.understanding.text.numbers import alternatives

UNITS = data.load("words/units")
PEOPLE = data.load("words/people")["people"]
LABELS: dict[str, str] = {word: field for field, words in UNITS["label"].items() for word in words}
_AUDIENCE, _STAFF = alternatives(PEOPLE["audience"]), alternatives(PEOPLE["staff"])
_SENT = PEOPLE["staff"] + PEOPLE["own"]
HEADS = frozenset(["", *UNITS["unit"]["audience"], *UNITS["unit"]["person"]])
"""Units of people, and none."""
PIECES = frozenset(["", *UNITS["unit"]["cases"], *UNITS["unit"]["person"], *UNITS["unit"]["other"]])

_FILLERS = alternatives(UNITS["filler"])
_FILLER = rf"(?:{_FILLERS})*[ ]?$"
_OF_THEIRS = rf"[ ]of[ ](?:the|their)[ ](?:{_AUDIENCE})(?![ ](?:ask|cr|spok|rais|stay|won|got))"
HEADS_AFTER = re.compile(
    rf"(?:{BLOT}+的)?的?(?:{_AUDIENCE})|{_OF_THEIRS}"
    rf"|[ ](?:in|on|at)[ ](?:(?:the|our|their)[ ])?(?:[a-z]+[ ])?(?:{alternatives(PEOPLE['rooms'])})\b"
    rf"|[ ](?:in|from)[ ]{LATIN_BLOT}{{7}}"
    rf"|[ ](?:{_AUDIENCE})(?![ ]?[共约有]?[0-9一二两三四五六七八九十])"
)
GROUP_AFTER = re.compile(rf"[一-龥]{{1,4}}[班部系组][0-9]|{_AUDIENCE}|{alternatives(PEOPLE['attend'])}")
PARTY = re.compile(rf"(?:{alternatives(PEOPLE['pupils'])})们?[^。;\n]{{0,4}}(?:到|来|去|走进|参观|赴)")
STAFF_AFTER = re.compile(rf"(?:[ ](?=[a-z]))?的?(?:{_STAFF})(?!为|是|:)")
STAFF_NAMED = re.compile(rf"(?!走[进入]|参观)[一-龥]{{0,4}}?(?:{_STAFF})")
STAFF_BEFORE = re.compile(
    rf"(?=[{''.join(sorted({word[0] for word in _SENT}))}])(?<!小)(?!(?<=[{BLOT}生师子])一行)"
    r"(?!(?<=家长)(?:志愿者|义工))"
    rf"(?:{alternatives(_SENT)})"
    rf"(?:(?<!食堂工作人员)(?<!后勤工作人员)(?<!校车司机)[\"”’」)]*[(:]?(?:共|一行|等|各)?[ ]?"
    r"|[一-龥]{0,5}等)$|主讲:?$"
)
SENT = re.compile(
    rf"(?:{alternatives(PEOPLE['offices'])})(?:一共|总共|共|又|也)?(?:来了?|派来?了?|派出了?|去了?|到了?|出动了?)(?:一共|总共|共)?$"
)
"""Before a number of those who came along to help with a talk (消防站来了5名队员)."""
OWN_SENT = re.compile(
    rf"(?:{alternatives(PEOPLE['senders'])})(?:{alternatives(PEOPLE['sending'])})*(?:去|来|到|派|出|安排|出动)[了过]?$"
    rf"|(?:{alternatives(PEOPLE['each_time'])})(?:{alternatives(PEOPLE['senders'])})?都?[是要]?(?:派|出|安排|出动|去)[了过]?$"
)
"""Before a few of the writer's own who went along (我们中队每次去2个人)."""
SENDING = frozenset("来派去到动出排")
"""One of these stands before such a number."""
VISITS = re.compile(rf"(?:{alternatives(PEOPLE['pupils'])})|[^,。;\n]{{0,6}}(?:参观|研学|体验|学习|旁听|听)")
"""After it: they are guests (派出所来了45个学生)."""
HEADS_BEFORE = re.compile(rf"(?:{_AUDIENCE}|{alternatives(PEOPLE['attend'] + PEOPLE['online'])}){_FILLER}")
_SO_OFTEN = {field: alternatives(words) for field, words in UNITS["so_often"].items()}
SO_OFTEN = re.compile(
    rf"(?:(?P<sessions>{_SO_OFTEN['sessions']})|(?P<cases>{_SO_OFTEN['cases']}|[审看改拟]了?{BLOT}+))"
    r"[ ]?[x×*][ ]?$"
)
"""Before a small number: so often it was done (禁毒讲座x2, phone consultation x2)."""
EACH = re.compile(
    rf"(?P<each>{alternatives(list(UNITS['each']))})(?!位|类|种|界|方|级|单位|部门)(?:{_AUDIENCE})?"
    rf"(?:(?:{_FILLERS})*|(?:(?![一二两三四五六七八九十百半场结])[一-龥]){{0,3}})[ ]?$"
)
EACH_ONE = re.compile(
    rf"(?:(?<![^ ,\d人名])|(?=一批|一个?班))(?P<one>{alternatives(list(UNITS['each_one']))})"
    rf"(?:{_AUDIENCE})?{_FILLER}"
)
"""A session is one of several after a pause or a number only (230一场260, but not 讲了一场260)."""
NUMERALS = frozenset("一二三四五六七八九两")
_NO_NUMBER = "(?![ ]?[约近]?[0-9一二两三四五六七八九十百])"
_PER = r"[ ](?:per|(?:in|to|at)[ ](?:each|every|a))[ ]"
EACH_AFTER = re.compile(
    rf"[ ]?(?:in[ ])?(?:each[ ]of|each(?![ ][cs])|apiece)\b"
    rf"|(?P<sessions>一场{_NO_NUMBER}|{_PER}(?:session|talk)\b)"
    rf"|(?P<classes>一(?:个?班|[组排队圈桌]){_NO_NUMBER}|{_PER}class\b)"
)
OF = re.compile(
    r"(?P<sessions>(?:sessions|talks|lectures) (?:of|x|×|\*) )$"
    r"|(?P<classes>(?:class(?:es)?|groups?|teams?|rows?) (?:of|x|×|\*) |班[ ]?[x×*][ ]?)$"
)
TOTAL = re.compile(rf"(?:{alternatives(UNITS['total'])})(?:{_AUDIENCE})?{_FILLER}")
EXPECTED = re.compile(rf"(?:{alternatives(UNITS['expected'])}){_FILLER}")
SPOKE = re.compile(
    rf"(?:{alternatives(UNITS['spoke'])})(?:居然|竟然|[的了有共约竟只就才])*$|(?:{alternatives(UNITS['picked'])})[一-龥]{{0,6}}$"
)
HABITUAL = re.compile(
    rf"(?:{alternatives(UNITS['habit'])})(?:平均|大概|差不多|[都要得能会总也就])+"
    r"(?:接待?|有|收到?|解答|处理|答复|打来)?了?(?:到|约)?$|平均(?:每天|每周|每个?月|一天)[一-龥]{0,4}$"
)
"""Before a number: so many come all the time, whatever is told now (热线一天要接20来个电话)."""
ENGLISH_ASIDE = re.compile(
    rf"[ ](?:(?:of[ ](?:them|whom|the[ ][a-z]+)|{_AUDIENCE})[ ])?(?:{alternatives(UNITS['english_aside'])})\b"
)
"""After a number: what some did by the way, or that they were away (8 kids answered questions)."""
GIVEN = re.compile(r"(?:发|赠|送|捐|奖)[放给]?了?[一-龥]{2,5}$")
GAVE = re.compile("[发送赠捐奖领][放给出掉]?了?$")
HANDED_OUT = re.compile(
    rf"(?:{alternatives(UNITS['handed_out'])})(?:一共|共计?|回?收[回到]?了?|发放|发出|发了?|派发|领了?|送了?"
    r"|大?约|大概|近|了|有|为|:)*[ ]?$"
)
HANDED_AFTER = re.compile(rf"[一-龥{BLOT}]{{0,8}}?(?:{alternatives(UNITS['handed_out'])})")
NUMBERED = re.compile(rf"(?:人数|总数|人头){_FILLER}")
"""Before a number that counts heads whatever comes next (人数是五百六教导主任主持的)."""
COUNTED_AS = re.compile("(?:[算计记]|就这)(?:作|为|成|是|做|我)?$|真正[^,。;\n]{0,6}$")
"""Before cases: so many are to be counted in all (算一件吧)."""
LABEL = re.compile(rf"(?<![\d一二两三四五六七八九十半个])(?P<label>{alternatives(list(LABELS))}){_FILLER}")
_FIGURE = "[0-9一二两三四五六七八九十]"
THINGS = re.compile(rf"(?:多|来|余)?(?:{alternatives(UNITS['things'])})")
UNSAID = re.compile("[^一-龥]|$")
"""After 个 or 名: what is counted is a thing, or is not said."""
_NOT_ONE = r"(?![^,。;\n ]{0,6}(?:没有?人|没一|没有一|无一|无人|一[个人名][也都]?[没不]|[都全谁][也都]?没))"
AWAY = re.compile(
    r"(?![,。;\n]|$)(?:[ ]?是上(?:回|次|周)|(?<=以[上下内])的?(?:讲座|活动|培训|宣讲|课|场)"
    rf"|[^,。;\n ]{{0,8}}(?:{alternatives(UNITS['left'])}))"
)
ABSENT = re.compile(
    rf"(?![,。;\n]|$){_NOT_ONE}"
    rf"(?:(?!{alternatives(UNITS['others'])}|没来得|听|还有|另|其中|[但可只,、。;{BLOT}\s]).){{0,8}}?"
    rf"(?!没来得)(?<![不没])(?:{alternatives(UNITS['absent'])})(?![了约]?{_FIGURE})"
)
"""After a number: they stayed away, or are told of in the talk (3个娃请病假没来, 12人被骗)."""
NOT_COUNTED = re.compile(
    rf"(?:{_AUDIENCE})?(?:(?!{_AUDIENCE}|{_FIGURE}|[+,。;、\s]).){{0,6}}(?:[没不]算|[没未]计入)(?![清错完])"
)
"""After a number: they were there, and are not to be counted (二十几位奶奶在走廊旁听没算)."""
ABSENCE = frozenset(word[0] for word in UNITS["absent"])
"""Without one of these characters nobody is told to have stayed away."""
ASIDE = re.compile(
    r"(?![,。;\n]|$)"
    rf"{_NOT_ONE}(?!参加|听)[^,。;\n 嘛啊呢吧嗯哦]{{0,8}}(?:{alternatives(UNITS['aside'])})(?!品?{_FIGURE})"
)
"""After a number: what some did by the way; not what none of them did (196名学生一个没走)."""
CHEATED = re.compile(
    rf"(?:{alternatives(UNITS['cheated'])})(?:[了他她{BLOT}]|一[名个位])*(?:{_AUDIENCE}|人家|别人)?的?$"
)
PERFORMING = re.compile(
    rf"(?:{_AUDIENCE})?(?!{alternatives(UNITS['not_performing'])})(?:{alternatives(UNITS['performing'])})"
)
PLAYED = re.compile(alternatives(UNITS["played"]))
"""After a number: they play a scene; and what is played, told before (模拟法庭,37个人上台)."""
_MORE = ("还有", "另有", "外加", "外带", "捎带", "加上", "再加", "另外")
MORE_CAME = (
    *_MORE,
    *(f"{more}{place}" for more in _MORE for place in ("村里", "镇上", "社区", "乡里", "所里", "学校")),
)
"""Before a number: others who were there too."""
THERE_TOO = re.compile(
    rf"(?:{_AUDIENCE})?(?:[^,。;\n]{{0,8}}站[^,。;\n]{{0,5}}听|[^,。;\n]{{0,5}}[坐跟][^,。;\n]{{0,4}}听"
    r"|[,。;!?\n ]|$)"
)
"""After it and those it counts: no more is said of them, or that they stood there listening."""
AGAINST, MORE = re.compile(r"比(?![赛如例])[^,。;\n]{0,10}$"), re.compile(r"[^,。;\n]{0,4}?[多少强好高低旺]")
FEW_AFTER = re.compile(
    rf"[一-龥]?(?:{alternatives(UNITS['few_after'])})|(?:到(?![场会了课齐位])|去|赴|前往|走进|来到|驱车|开车)"
)
TOLD_TO = re.compile(f"[给为对向](?:[那这咱]|全校|全班|全园)?{BLOT}*$")
_ACT = rf"(?=[一-龥])(?:(?=[跟和]我)|(?!{alternatives(UNITS['joined'])}))"
ACTS, ACT_NOW = re.compile(rf"的?(?>{_AUDIENCE}){_ACT}"), re.compile(_ACT)
"""After a few: they do something (两名学生哭了), rather than sit there."""
LISTED = re.compile(rf"[名位个人\d](?:{_AUDIENCE})?(?:和|与|及|以及|加|加上|、|\+)$")
"""Before a few: they end a list of those who were there (285名学生和8位班主任)."""
FEW_BEFORE = re.compile(
    rf"(?:{alternatives(UNITS['few_before'])}|我[和跟与同][一-龥]{{1,4}}|[所院局庭科]里?[小老](?!师)[一-龥])$"
)
ACTUAL = re.compile(
    rf"(?:只[给对向]|^|[^\w]|[人名位]中?|[\d百十][多余]?[个名位]?(?:{_AUDIENCE}))"
    rf"(?:{alternatives(UNITS['actual'])}|(?<=只[给对向]))(?:约|大概|近|了|有|共|{BLOT})*[ ]?$"
)
ALSO_CAME = re.compile(
    r"(来了|到了)[\d一二两三四五六七八九十百]{1,5}[多余来]?[个名位人]?[一-龥]{1,4}\1$"
    rf"|(?:{_AUDIENCE})[\d一二两三四五六七八九十百]{{1,5}}[多余来]?[个名位]?(?:{_AUDIENCE})[来到]了$"
)
"""Others came too, and are no part of those before (妈妈来了45个爸爸来了12个, 娃娃89个大人来了14个)."""
ACTUALLY = frozenset(["只", *(word[0] for word in UNITS["actual"])])
"""Without one of these characters nobody is said to have come of more."""
CLASS_AFTER = re.compile("[一二三四五六七八九]班")
ONE_OF = re.compile(
    r"(?:一(?:个班?|班|批|拨|场|堂|节|组|队|车|边|辆|桌)|[二三四五六七八九]班|[一-龥]{2}(?:班|专业|社团))"
    r"(?:是|有|约|来了|大概)?[ ]?$"
)
COMPARED = re.compile(r"比[^,。;\n]{1,8}(?:多|少)了?$")
SIGNED_UP = re.compile(
    r"(?:[ ][a-z]+)?[ ](?:had[ ]|were[ ])?(?:signed[ ]up|registered|expected|invited)\b"
    r"[^.;\n]{0,20}?\d[^.;\n]{0,20}?\b(?:came|attended|turned[ ]up|showed[ ]up|made[ ]it)\b"
)
"""After a number, in English: so many meant to come, and how many did is told after it."""
ELSEWHEN = re.compile(
    rf"(?:比(?:{alternatives(UNITS['elsewhen'])})|(?:^|[,。; ])比{BLOT}+)[^,。;\n]{{0,6}}(?:多|少)了?$"
    r"|[跟和与同][^,。;\n]{1,10}比[^,。;\n]{0,3}(?:多|少)了?$"
    r"|(?:上一?[次回]|前一[次回]|[这那]时候)(?:是|才|只|有|来了?|到了?|的){0,3}$"
)
AFTER_YEARS = re.compile(rf"{BLOT}{_FILLER}")
PART = re.compile(r"(?<!前)(?:前|后|头)$")
AWAY_FROM = re.compile(alternatives(PEOPLE["online"] + PEOPLE["watched"]))
ONLINE, WATCHED = (re.compile(alternatives(PEOPLE[group])) for group in ("online", "watched"))
PAUSE = re.compile(r"[,;。!?\n、:+(嘛啊呢吧]|(?<!线上)(?<!直播)另|同步|线下|现场|会场")
SPACE = re.compile("(?<=[一-龥]) ")
"""A space between Chinese words is a pause (线上860人看 线下240人)."""
LATIN_AFTER, LATIN_PAUSE = re.compile(r" [a-z]"), re.compile(r"[,.;!?\n:+(]| and ")
NEXT_CLASS = re.compile(r"[,、; ]{0,2}(?:[二2]|[一-龥□][二2])班")
QUESTIONS = ("个", "条")
QUESTION = re.compile(r"(?:(?:关于|有关)[^,。;\n ]{1,20}|[^,。;\n 人]{1,10}的)问题")
"""Measure words for questions, and what follows one: what is counted are questions (一个关于体罚的问题)."""
SEATS_TAKEN = re.compile(
    rf"[ ]?(?:{alternatives(UNITS['seats'])})[, ]?(?:(?![没不未])[一-龥]){{0,4}}?"
    rf"(?:{alternatives(UNITS['taken'])})[^。;\n]{{0,10}}?(?:{alternatives(UNITS['seatless'])})"
)
"""After a number of seats: all were taken, and others had none (350个位子全坐满,后面还站着20人)."""
FAMILIES = ("家", "户")
ASKED_BY = re.compile(rf"(?:{alternatives(UNITS['asked_by'])}){_FILLER}")
ASKING = re.compile(rf"[^,。;\n留]{{0,8}}?(?:{alternatives(UNITS['asking'])})")
"""Before a number of families and after one: they came for advice (来咨询的有三家, 两家都问抚养权)."""
GROUPS, DIVIDED = ("组", "队", "排", "圈"), tuple(UNITS["divided"])
"""What those who came are divided into, and the words before their number (分成3组)."""
TOLD_BESIDE = {field: tuple(words) for field, words in UNITS["told_beside"].items()}
"""Before a number with a unit of a field: what it counts is told of by the way (话筒换了两回)."""
PERSONS = ("名", "位")
"""Measure words for people, whoever they are."""
