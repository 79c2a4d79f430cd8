"""The chat page, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Page, expect
from telegram import Bot

from bot import data
from bot.practice import PracticeServer, Scene
from bot.records import School
from bot.understanding import Directory, read
from tests.practice.browser import OpenPage, contrasts, keep_shot, nameless, take_step
from tests.practice.players import Players
from tests.practice.scripted import scripted
from tests.practice.test_media import png


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
async def test_a_newcomer_logs_corrects_and_reads_by_doing_what_the_page_suggests(
    server: PracticeServer, open_page: OpenPage, locale: str
) -> None:
    async with scripted(server):
        page = await open_page(locale=locale)
        for shown in ("300 人", "280 人", "", "12 场"):  # the third moves the clock; this bot reminds nobody
            await take_step(page)
            await expect(page.locator(".message.bot").last).to_contain_text(shown)
            await keep_shot(page, f"tour-{locale}-{shown.split()[0] if shown else 'clock'}")
            await page.locator(".tour-next").click()
        await page.locator(".tour-next").click()  # the report: this bot makes none
        await expect(page.locator(".tour")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_assistant_understands_what_the_tour_suggests(language: str) -> None:
    directory = Directory([School("龙洲小学", ("Longzhou Primary School",), "小学")])
    moment = datetime(2026, 11, 23, 16, tzinfo=UTC)
    steps = {step["feature"]: step[language].get("say", "/") for step in Scene().tour()}
    said = {feature: text for feature, text in steps.items() if not text.startswith("/")}
    intents = {
        key: read(text, moment, directory, ZoneInfo("Asia/Shanghai")).intent for key, text in said.items()
    }
    assert intents == {"log": "log", "correct": "correct", "summary": "query"}


async def test_what_was_written_before_does_not_finish_a_step(players: Players, open_page: OpenPage) -> None:
    await players.say("/start")
    await players.say("昨天说的")
    page = await open_page()
    await expect(page.get_by_text("昨天说的")).to_be_visible()
    await expect(page.locator(".tour .primary")).to_have_text("放进输入框")


async def write(page: Page, text: str) -> None:
    await page.locator("textarea").fill(text)
    await page.keyboard.press("Enter")


async def test_buttons_change_in_place_and_say_what_was_done(
    server: PracticeServer, players: Players, open_page: OpenPage
) -> None:
    await players.say("/start")
    async with scripted(server):
        page = await open_page()
        await write(page, "讲给300人听")
        await page.get_by_role("button", name="↩️ 撤销").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("已登记 已撤销")).to_be_visible()
        await expect(page.locator("textarea")).to_be_focused()
        await expect(page.locator(".toast")).to_have_text("已撤销")
        await expect(page.get_by_role("button", name="↩️ 撤销")).to_have_count(0)
        await expect(page.locator(".message.bot")).to_have_count(2)


async def test_an_alert_waits_until_it_is_read(
    server: PracticeServer, players: Players, open_page: OpenPage
) -> None:
    await players.say("/start")
    async with scripted(server):
        page = await open_page()
        await write(page, "讲给300人听")
        await page.get_by_role("button", name="👥 同行").click()
        await expect(page.get_by_role("dialog")).to_contain_text("请发姓名")
        await page.get_by_role("button", name="知道了").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_writing_editing_and_replying_need_no_mouse(players: Players, open_page: OpenPage) -> None:
    await players.say("/start")
    page = await open_page()
    await page.keyboard.type("第一行")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("第二行")
    await page.keyboard.press("Enter")
    own = page.locator(".message.own").last
    await expect(own.locator(".text")).to_have_text("第一行\n第二行")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Control+A")
    await page.keyboard.type("改好了")
    await page.keyboard.press("Enter")
    await expect(own.locator(".text")).to_have_text("改好了")
    await expect(own.locator(".edited")).to_be_visible()
    await own.get_by_role("button", name="回复").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type("补充一句")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.own").last.locator(".quoted")).to_contain_text("改好了")
    await expect(page.locator("textarea")).to_be_focused()


async def test_commands_are_chosen_from_a_menu(
    server: PracticeServer, players: Players, open_page: OpenPage
) -> None:
    await players.say("/start")
    async with scripted(server):
        page = await open_page()
        await page.keyboard.type("/")
        await expect(page.locator(".menu li")).to_have_count(2)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.own").last).to_contain_text("/summary")


async def test_pictures_are_seen_and_files_come_back(
    players: Players, open_page: OpenPage, tmp_path: Path
) -> None:
    await players.say("/start")
    page = await open_page()
    picture, table = tmp_path / "课堂.png", tmp_path / "名单.csv"
    picture.write_bytes(png(40, 30))
    table.write_text("学校,人数", encoding="utf-8")
    await page.locator("input[type=file]").set_input_files([picture, table])
    await expect(page.locator(".chips li")).to_have_count(2)
    await write(page, "今天的照片")
    await expect(page.locator(".message.own img")).to_be_visible()
    await expect(page.locator(".message.own").nth(1)).to_contain_text("今天的照片")
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="名单.csv").click()
    download = await downloading.value
    assert download.suggested_filename == "名单.csv"
    await download.save_as(tmp_path / "back.csv")
    assert (tmp_path / "back.csv").read_bytes() == table.read_bytes()


async def test_the_assistant_is_seen_typing(
    server: PracticeServer, players: Players, open_page: OpenPage
) -> None:
    await players.say("/start")
    async with scripted(server):
        page = await open_page()
        await write(page, "typing")
        await expect(page.locator(".status")).to_have_text("正在输入…")


async def test_two_people_are_side_by_side_and_others_show_what_they_missed(
    server: PracticeServer, players: Players, open_page: OpenPage
) -> None:
    await players.say("/start")
    async with scripted(server):
        page = await open_page()
        await page.get_by_role("button", name="并排打开 王芳").click()
        await expect(page.locator(".pane")).to_have_count(2)
        await players.say("300", who="contact")
        await expect(page.locator(".pane").nth(1)).to_contain_text("已登记")
        await expect(page.locator(".pane").nth(0)).not_to_contain_text("已登记")
        await players.say("300", who="officer")
        await expect(page.get_by_role("button", name="周敏").locator(".unread")).to_have_text("2")
        await keep_shot(page, "two")
        await page.get_by_role("button", name="关闭这一栏").click()
        await expect(page.locator(".pane")).to_have_count(1)


async def test_the_clock_moves_for_everyone(server: PracticeServer, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="12月4日 08:00").click()
    await expect(page.locator(".clock-hour")).to_have_text("08:00")
    await expect(page.locator(".clock-day")).to_contain_text("12月4日")
    assert server.clock.now().strftime("%m-%d %H:%M") == "12-04 00:00"
    await page.locator(".clock-form input").fill("2027-06-26T09:30")
    await page.get_by_role("button", name="拨到").click()
    await expect(page.locator(".clock-hour")).to_have_text("09:30")
    assert server.clock.now().isoformat().startswith("2027-06-26T01:30")


async def test_the_tour_takes_the_newcomer_along(tmp_path: Path, browser: Browser) -> None:
    everything = tuple(step["feature"] for step in data.load("tour")["steps"])
    async with PracticeServer(tmp_path, port=0, scene=Scene(features=everything)) as server:
        page = await browser.new_page(locale="zh-CN")
        await page.goto(server.url)
        await page.get_by_role("button", name="按「开始」打招呼").click()
        for _ in range(2):
            await page.get_by_role("button", name="下一步").click()
        await page.get_by_role("button", name="把时钟拨到那天早上").click()
        await expect(page.locator(".clock-face")).to_contain_text("08:0012月4日")
        for _ in range(2):
            await page.get_by_role("button", name="下一步").click()
        await expect(page.locator(".tour-count")).to_have_text("导览 5/5")
        await expect(page.locator(".as")).to_contain_text("周敏")
        await page.close()


async def test_a_second_click_while_the_clock_moves_does_not_move_it_a_year_on(
    tmp_path: Path, browser: Browser
) -> None:
    async with PracticeServer(tmp_path, port=0, scene=Scene(features=("reminder",))) as server:
        page = await browser.new_page(locale="zh-CN")
        await page.goto(server.url)
        await page.get_by_role("button", name="按「开始」打招呼").click()
        before = server.clock.now()
        move = page.get_by_role("button", name="把时钟拨到那天早上")
        await move.evaluate("button => { button.click(); button.click(); }")
        await page.locator(".tour.done").wait_for()
        await expect(move).to_have_count(0)
        assert server.clock.now() - before < timedelta(366)
        await page.close()


def test_a_step_of_a_missing_feature_is_left_out() -> None:
    assert [step["feature"] for step in Scene(features=("log", "summary")).tour()] == ["log", "summary"]
    assert len(data.load("tour")["steps"]) == 5


async def test_text_is_never_markup(players: Players, open_page: OpenPage) -> None:
    await players.say("/start")
    page = await open_page()
    await write(page, "<img src=x onerror=alert(1)><b>粗</b>")
    own = page.locator(".message.own").last
    await expect(own.locator(".text")).to_have_text("<img src=x onerror=alert(1)><b>粗</b>")
    await expect(own.locator(".text img, .text b, .text strong")).to_have_count(0)


async def test_a_link_to_the_assistant_starts_it_here(
    bot: Bot, players: Players, open_page: OpenPage
) -> None:
    said = await players.say("/start")
    await bot.send_message(said["chat"]["id"], "邀请：https://t.me/pufa_practice_bot?start=abc")
    page = await open_page()
    await page.get_by_role("button", name="https://t.me/pufa_practice_bot?start=abc").click()
    await expect(page.locator(".message.own").last).to_contain_text("/start abc")


async def test_blocking_is_a_click_and_so_is_unblocking(players: Players, open_page: OpenPage) -> None:
    await players.say("/start")
    page = await open_page()
    await page.get_by_role("button", name="屏蔽助手", exact=True).click()
    await page.get_by_role("button", name="解除屏蔽").click()
    await expect(page.locator("textarea")).to_be_visible()


async def test_the_language_is_everyones_and_lasts(players: Players, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="Who do you want to be?")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Who do you want to be?")).to_be_visible()
    said = await players.say("/start")
    assert said["from"]["language_code"] == "en"


async def test_a_restart_is_not_noticed(tmp_path: Path, browser: Browser) -> None:
    async with PracticeServer(tmp_path, port=0) as before, Players(before.url) as players:
        await players.say("/start")
        page = await browser.new_page(locale="zh-CN")
        await page.goto(before.url)
        await expect(page.locator(".message")).to_have_count(1)
    port = int(before.url.rsplit(":", 1)[1])
    async with PracticeServer(tmp_path, port=port) as after, Players(after.url) as players:
        await players.say("重启以后")
        await expect(page.get_by_text("重启以后")).to_be_visible(timeout=20_000)
        await page.close()


async def test_it_fits_a_narrow_screen(server: PracticeServer, players: Players, open_page: OpenPage) -> None:
    async with scripted(server):
        page = await open_page(viewport={"width": 360, "height": 640})
        await page.get_by_role("button", name="按「开始」打招呼").click()
        await write(page, "讲给300人听")
        await expect(page.get_by_role("button", name="↩️ 撤销")).to_be_in_viewport()
        await keep_shot(page, "narrow")
        await page.get_by_role("button", name="人物、时钟与导览").click()
        await keep_shot(page, "narrow-side")
        await page.get_by_role("button", name="周敏").click()
        await expect(page.locator(".as")).to_contain_text("周敏")
        assert await page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_text_has_contrast_and_all_controls_have_names(
    server: PracticeServer, players: Players, open_page: OpenPage, scheme: str
) -> None:
    await players.say("/start")
    async with scripted(server):
        page = await open_page(color_scheme=scheme)
        await write(page, "讲给300人听")
        await expect(page.get_by_role("button", name="↩️ 撤销")).to_be_visible()
        await write(page, "今年讲了几场？")
        await expect(page.get_by_role("button", name="展开")).to_be_visible()
        await page.locator(".message.own").last.get_by_role("button", name="回复").click()
        await page.keyboard.type("/")
        await keep_shot(page, f"chat-{scheme}")
        measured = await contrasts(page)
        assert len(measured) > 40
        assert [text for text in measured if text["ratio"] < 4.5] == []
        assert await nameless(page) == []
