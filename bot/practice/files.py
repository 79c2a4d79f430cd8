"""Photos and documents: kept in the folder, known by their file id."""

from __future__ import annotations

import json
import secrets
from pathlib import Path, PurePosixPath
from typing import Literal

from bot.practice.call import Call, Upload
from bot.practice.pictures import picture_size
from bot.practice.refusals import RefusedError, bad_request
from bot.practice.store import Json, dump
from bot.practice.world import World

Media = Literal["photo", "document"]
MEGABYTE = 1024 * 1024
MAX_UPLOAD = 50 * MEGABYTE
MAX_PHOTO = 10 * MEGABYTE
MAX_DOWNLOAD = 20 * MEGABYTE
MAX_SIDES = 10_000
MAX_RATIO = 20


def keep_file(world: World, upload: Upload, kind: Media) -> Json:
    """Keeps a file; returns the part of a message that shows it.

    Raises:
        RefusedError: it is too large, empty, or no picture.
    """
    size = len(upload.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > MAX_UPLOAD:
        raise RefusedError(413, "Request Entity Too Large")
    about: Json = {"file_size": size}
    if kind == "photo":
        about |= _dimensions(upload.content)
        suffix = ".png" if upload.mime_type == "image/png" else ".jpg"
    else:
        about |= {"file_name": upload.name, "mime_type": upload.mime_type}
        suffix = PurePosixPath(upload.name).suffix[:16]
    path = f"{kind}s/file_{world.store.next('files') - 1}{suffix}"
    place = disk_path(world, path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(upload.content)
    body = {"file_id": secrets.token_urlsafe(36), "file_unique_id": secrets.token_urlsafe(9), **about}
    world.store.run("INSERT INTO files VALUES (?, ?, ?)", body["file_id"], path, dump(body))
    return shown_file(body, kind)


def sent_file(world: World, call: Call, kind: Media) -> Json:
    """The part of a message for the file a call sends: uploaded with it, or known by its id."""
    value = call.text(kind)
    upload = call.uploads.get(value.removeprefix("attach://") if value.startswith("attach://") else kind)
    if upload:
        return keep_file(world, upload, kind)
    if not value:
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    found = find_file(world, value)
    if found is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    body, path = found
    if not path.startswith(kind):
        other = "Document" if kind == "photo" else "Photo"
        raise bad_request(f"can't use file of type {other} as {kind.capitalize()}")
    return shown_file(body, kind)


def shown_file(body: Json, kind: Media) -> Json:
    return {"photo": [body]} if kind == "photo" else {"document": body}


def find_file(world: World, file_id: str) -> tuple[Json, str] | None:
    """What is known of a file, and its path in the Bot API's sense."""
    row = world.store.row("SELECT * FROM files WHERE file_id = ?", file_id)
    return (json.loads(row["body"]), row["path"]) if row else None


def downloadable(world: World, path: str) -> Path | None:
    """The file at this path of the Bot API; None where none was ever kept."""
    known = world.store.row("SELECT 1 FROM files WHERE path = ?", path)
    return disk_path(world, path) if known else None


def disk_path(world: World, path: str) -> Path:
    return world.folder / "files" / path


def _dimensions(content: bytes) -> Json:
    """Width and height of a photo, within https://core.telegram.org/bots/api#sendphoto's limits."""
    if len(content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    size = picture_size(content)
    if size is None or min(size) < 1:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}
