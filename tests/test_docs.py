"""The documents say what is there."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from bot import data
from bot.cli import COMMANDS, main
from bot.settings import Settings
from handlers.commands import COMMANDS as HANDLED

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPENDENCIES = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_chat_command_is_handled_and_the_other_way_round() -> None:
    assert list(HANDLED) == list(data.commands())


@pytest.mark.parametrize("command", data.commands().values(), ids=lambda one: one.key)
def test_the_readme_lists_the_chat_command(command: data.Command) -> None:
    assert f"| `/{command.key}` | {command.en} |" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_lists_the_shell_command_and_it_has_help(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert f"| `pufa {name}" in README
    assert command is not None
    assert command.help


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_lists_the_setting_and_it_says_what_it_should_be(name: str) -> None:
    assert f"| `PUFA_{name.upper()}` |" in README
    assert Settings.model_fields[name].description


@pytest.mark.parametrize("requirement", PROJECT["project"]["dependencies"])
def test_each_dependency_has_its_reason(requirement: str) -> None:
    name = re.split(r"[~\[]", requirement, maxsplit=1)[0]
    assert f"| {name} |" in DEPENDENCIES
