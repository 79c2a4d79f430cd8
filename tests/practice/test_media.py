from __future__ import annotations

import struct

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, TelegramError

from bot.practice.pictures import picture_size
from tests.practice.players import Players

CHAT = 800100002


def png(width: int, height: int) -> bytes:
    """As much of a PNG as tells its size."""
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"
    )


def jpeg(width: int, height: int) -> bytes:
    """As much of a JPEG as tells its size."""
    application = b"\xff\xe0" + struct.pack(">H", 16) + bytes(14)
    frame = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + bytes(10)
    return b"\xff\xd8" + application + frame


@pytest.fixture(autouse=True)
async def started(players: Players) -> None:
    await players.say("/start")


@pytest.mark.parametrize("picture", [png, jpeg])
async def test_a_photo_knows_its_size(bot: Bot, picture: object) -> None:
    assert callable(picture)
    sent = await bot.send_photo(CHAT, picture(640, 480), caption="<b>课堂</b>", parse_mode="HTML")
    assert [(photo.width, photo.height) for photo in sent.photo] == [(640, 480)]
    assert (sent.caption, sent.caption_entities[0].type) == ("课堂", "bold")


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"\xff\xd8\xff", b"GIF89a", jpeg(1, 1)[:14]])
def test_what_is_no_picture_has_no_size(content: bytes) -> None:
    assert picture_size(content) is None


async def test_a_document_comes_back_byte_for_byte(bot: Bot) -> None:
    sent = await bot.send_document(CHAT, b"totals", filename="汇总.xlsx")
    assert sent.document
    assert (sent.document.file_name, sent.document.file_size) == ("汇总.xlsx", 6)
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"totals"


async def test_a_file_can_be_sent_again_by_its_id(bot: Bot) -> None:
    first = await bot.send_document(CHAT, b"totals", filename="a.txt")
    assert first.document
    again = await bot.send_document(CHAT, first.document.file_id)
    assert again.document == first.document


async def test_a_document_is_no_photo(bot: Bot) -> None:
    sent = await bot.send_document(CHAT, b"totals", filename="a.txt")
    assert sent.document
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as Photo"):
        await bot.send_photo(CHAT, sent.document.file_id)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no picture", "(?i)IMAGE_PROCESS_FAILED"),
        (png(9000, 2000), "(?i)PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "(?i)PHOTO_INVALID_DIMENSIONS"),
        (png(1, 1) + bytes(10 * 1024 * 1024), "too big for a photo"),
    ],
)
async def test_a_photo_that_telegram_refuses_is_refused(bot: Bot, content: bytes, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.send_photo(CHAT, content)


async def test_an_empty_file_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(CHAT, b"", filename="a.txt")


async def test_nothing_is_fetched_from_the_web(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await bot.send_photo(CHAT, "https://example.org/a.png")


async def test_an_unknown_file_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/HTTP URL specified"):
        await bot.send_document(CHAT, "nonsense")
    with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("nonsense")


async def test_a_caption_is_at_most_1024_units(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(CHAT, b"x", filename="a.txt", caption="法" * 1025)


async def test_a_caption_can_be_edited(bot: Bot) -> None:
    sent = await bot.send_document(CHAT, b"x", filename="a.txt", caption="一")
    edited = await bot.edit_message_caption(CHAT, sent.message_id, caption="二")
    assert not isinstance(edited, bool)
    assert edited.caption == "二"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("三", CHAT, sent.message_id)


async def test_an_album_is_one_group_of_messages(bot: Bot) -> None:
    album = await bot.send_media_group(
        CHAT, [InputMediaPhoto(png(10, 10), caption="一"), InputMediaPhoto(png(20, 10))]
    )
    assert len({message.media_group_id for message in album}) == 1
    assert [message.caption for message in album] == ["一", None]


async def test_an_album_is_of_one_kind(bot: Bot) -> None:
    mixed: list[InputMediaPhoto | InputMediaDocument] = [
        InputMediaPhoto(png(10, 10)),
        InputMediaDocument(b"x", filename="a.txt"),
    ]
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await bot.send_media_group(CHAT, mixed)


async def test_an_album_is_two_to_ten(bot: Bot) -> None:
    one = [InputMediaPhoto(png(10, 10))]
    with pytest.raises(BadRequest, match="at least 2"):
        await bot.send_media_group(CHAT, one)
    with pytest.raises(BadRequest, match="Too many messages to send as an album"):
        await bot.send_media_group(CHAT, one * 11)


async def test_a_persons_album_comes_as_separate_messages_of_one_group(bot: Bot, players: Players) -> None:
    files = [("photo", (f"{n}.png", png(10, 10), "image/png")) for n in range(2)]
    await players.upload(files, **{"from": "vice_principal", "text": "课堂照片"})
    photos = [update.message for update in (await bot.get_updates())[1:] if update.message]
    assert len({photo.media_group_id for photo in photos}) == 1
    assert [photo.caption for photo in photos] == ["课堂照片", None]


async def test_a_file_needs_no_words(bot: Bot, players: Players) -> None:
    sent = await players.upload([("document", ("名单.csv", b"x", "text/csv"))], **{"from": "vice_principal"})
    assert "caption" not in sent
    assert sent["document"]["file_name"] == "名单.csv"


async def test_a_file_needs_the_right_token(bot: Bot, players: Players) -> None:
    sent = await bot.send_document(CHAT, b"x", filename="a.txt")
    assert sent.document
    file = await bot.get_file(sent.document.file_id)
    file_path = (file.file_path or "").replace("practice/", "wrong/")
    with pytest.raises(TelegramError, match="Unauthorized"):
        await bot.request.retrieve(file_path)
    with pytest.raises(TelegramError, match="Not Found"):
        await bot.request.retrieve((file.file_path or "") + "x")
