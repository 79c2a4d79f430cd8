"""Every PUFA_* variable: read once, validated, passed in; nothing else reads the environment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SECRET = re.compile("[A-Za-z0-9_-]{0,256}")
"""What Telegram takes as a webhook's secret (https://core.telegram.org/bots/api#setwebhook)."""


class SettingsError(Exception):
    """A variable is wrong; the text names it and says what it should be."""


class Settings(BaseSettings):
    """The settings table of the README, from the environment or `.env`."""

    model_config = SettingsConfigDict(env_prefix="PUFA_", env_file=".env", extra="ignore", frozen=True)

    token: SecretStr = Field(SecretStr(""), description="a bot's token, as @BotFather gives it")
    data_dir: Path = Field(Path("data"), description="a folder that may be written to")
    database_url: str = Field("", description="sqlite:///… or postgresql://…")
    telegram_api: str = Field("https://api.telegram.org", description="an http:// or https:// address")
    proxy: str = Field("", description="an http:// or socks5:// address")
    officers: Annotated[tuple[int, ...], NoDecode] = Field((), description="Telegram ids with commas between")
    timezone: ZoneInfo = Field(ZoneInfo("Asia/Shanghai"), description="a time zone such as Asia/Shanghai")
    send_rate: float = Field(30, ge=0, description="a number of messages a second, 0 for no limit")
    chat_rate: float = Field(1, ge=0, description="a number of messages a second to one chat, 0 for no limit")
    webhook_url: str = Field("", description="an https:// address at which Telegram reaches us")
    webhook_listen: str = Field("127.0.0.1:8443", description="an address of this machine with a port")
    webhook_secret: SecretStr = Field(SecretStr(""), description="up to 256 letters, digits, _ and -")
    practice_host: str = Field("127.0.0.1", description="an address of this machine")
    practice_port: int = Field(8321, ge=0, le=65535, description="a free port from 1 to 65535")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="DEBUG, INFO, WARNING or ERROR"
    )

    @field_validator("officers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql://", "postgres://")):
            raise ValueError
        return value

    @field_validator("telegram_api", "webhook_url")
    @classmethod
    def _web_address(cls, value: str, about: ValidationInfo) -> str:
        given = value or about.field_name != "webhook_url"
        if given and not value.startswith(("http://", "https://")):
            raise ValueError
        return value.rstrip("/")

    @field_validator("webhook_listen")
    @classmethod
    def _with_a_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not (host and port.isdecimal() and int(port) <= 65535):
            raise ValueError
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _as_telegram_takes_it(cls, value: SecretStr) -> SecretStr:
        if not SECRET.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @property
    def practice(self) -> bool:
        """Without a token the assistant serves the practice chat."""
        return not self.token.get_secret_value()

    @property
    def database(self) -> str:
        """The database's URL: the one given, or a file in the data folder, practice and real kept apart."""
        name = "practice.db" if self.practice else "pufa.db"
        return self.database_url or f"sqlite:///{self.data_dir / name}"

    def make_folders(self) -> None:
        """Make the folders that we write to.

        Raises:
            SettingsError: one can't be made.
        """
        folders = {"PUFA_DATA_DIR": self.data_dir}
        if self.database.startswith("sqlite:///"):
            folders["PUFA_DATABASE_URL"] = Path(self.database.removeprefix("sqlite:///")).parent
        for name, folder in folders.items():
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SettingsError(f"{name} is wrong: {folder} can't be made ({error.strerror}).") from None


def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: one sentence naming the first wrong variable and what it should be.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        expected = Settings.model_fields[name].description
        raise SettingsError(f"PUFA_{name.upper()} is wrong: it should be {expected}.") from None
