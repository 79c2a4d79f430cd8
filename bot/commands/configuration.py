"""The settings, for every command that has any."""

from __future__ import annotations

import click

from bot.settings import Settings, SettingsError, load_settings


def settings() -> Settings:
    """The settings of this process.

    Raises:
        click.ClickException: a variable is wrong; the sentence names it.
    """
    try:
        found = load_settings()
        found.make_folders()
        return found
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
