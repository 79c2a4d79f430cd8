"""How large a picture is, read from its first bytes: PNG and JPEG, what phones and charts make."""

from __future__ import annotations

from struct import unpack_from

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
JPEG_SIZE_MARKERS = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The start-of-frame markers (ITU-T T.81, table B.1)."""


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no picture that we know."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = unpack_from(">II", content, 16)
        return width, height
    return _jpeg_size(content) if content.startswith(JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = unpack_from(">BH", content, at + 1)
        if marker in JPEG_SIZE_MARKERS:
            height, width = unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length
    return None
