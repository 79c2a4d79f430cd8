"""One call of the Bot API: its parameters, however they were encoded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.practice.refusals import bad_request
from bot.practice.store import Json

TRUE = {"true", "1", "yes"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name, its parameters and its files.

    Forms carry every value as text, nested ones as JSON in that text; JSON bodies carry them as they are.
    """

    method: str
    parameters: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text parameter, empty where it lacks."""
        value = self.parameters.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number, `default` where it lacks or is none."""
        try:
            return int(self.parameters[name])
        except (KeyError, TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return str(self.parameters.get(name, "")).lower() in TRUE

    def json(self, name: str) -> Any:
        """A nested parameter; None where it lacks.

        Raises:
            RefusedError: it is no JSON.
        """
        value = self.parameters.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def object(self, name: str) -> Json | None:
        """A nested parameter that must be an object."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    def array(self, name: str) -> list[Any] | None:
        """A nested parameter that must be an array."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: array expected")
        return value


async def read_call(method: str, request: Request) -> Call:
    """Reads a call from a query string, a form (urlencoded or multipart) or a JSON body."""
    parameters: dict[str, Any] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            parameters |= await request.json()
        except (TypeError, ValueError):
            raise bad_request("can't parse JSON object") from None
    else:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    key = f"{name}{len(uploads)}" if name in uploads else name
                    mime = value.content_type or "application/octet-stream"
                    uploads[key] = Upload(value.filename or name, mime, await value.read())
                else:
                    parameters[name] = value
    return Call(method, parameters, uploads)
