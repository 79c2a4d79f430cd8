"""The tester's API, spoken by the tests."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self

import httpx


class Players:
    """Plays the people who write to the bot, over HTTP."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"{url}/practice/", timeout=20, verify=False
        )  # loopback: no certificates to load

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def post(self, path: str, **body: Any) -> Any:
        return _read(await self._http.post(path, json=body))

    async def get(self, path: str, **query: Any) -> Any:
        return _read(await self._http.get(path, params=query))

    async def refused(self, path: str, **body: Any) -> str:
        """Posts what must be refused; returns why."""
        response = await self._http.post(path, json=body)
        assert response.status_code == 400, response.text
        return str(response.json()["error"])

    async def delete(self, path: str) -> Any:
        return _read(await self._http.delete(path))

    async def say(self, text: str, who: str | int = "vice_principal", **more: Any) -> Any:
        """Writes a message; returns it."""
        return await self.post("messages", **{"from": who, "text": text, **more})

    async def press(self, message_id: int, text: str, who: str | int = "vice_principal", **more: Any) -> Any:
        """Presses the button with this text."""
        return await self.post("presses", **{"from": who, "message_id": message_id, "text": text, **more})

    async def upload(self, files: list[tuple[str, tuple[str, bytes, str]]], **fields: Any) -> Any:
        """Sends photos or documents: [("photo", (name, content, type)), …]."""
        return _read(await self._http.post("messages", data=fields, files=files))

    async def download(self, file_id: str) -> bytes:
        """A file that somebody sent."""
        return (await self._http.get(f"files/{file_id}")).content


def _read(response: httpx.Response) -> Any:
    assert response.status_code == 200, response.text
    return response.json()
