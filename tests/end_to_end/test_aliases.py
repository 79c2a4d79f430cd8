"""Other names of schools, learnt from whoever used them."""

from tests.end_to_end.stage import SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Stage

SAID = "今天在银溪小学讲了禁毒,200人"


async def test_a_name_once_explained_is_known_from_then_on(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, SAID)
    assert "名录里没有「银溪小学」" in card.text
    offer = (await stage.say(VICE_PRINCIPAL, "银城小学"))[-1]
    assert offer.text == "💡 以后「银溪小学」就是银城小学?"
    _, [learnt] = await stage.press(VICE_PRINCIPAL, offer, "是,记住")
    assert learnt.text == "✅ 记住了,以后认得「银溪小学」。"
    [card] = await stage.say(SECOND_VICE_PRINCIPAL, SAID.replace("200", "150"))
    assert "🏫 银城小学" in card.text


async def test_a_name_is_taught_only_while_it_is_asked_about(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    offer = (await stage.say(VICE_PRINCIPAL, "银城小学"))[-1]
    await stage.press(VICE_PRINCIPAL, offer, "是,记住")
    assert "过期" in await stage.press_data(VICE_PRINCIPAL, offer.id, "1:alias:1")
