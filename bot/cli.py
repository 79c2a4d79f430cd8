"""The `pufa` command: a registry. A command's module is imported only when that command runs."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "run": "bot.commands.run",
    "backup": "bot.commands.backup",
    "compile": "bot.commands.compile_report",
    "doctor": "bot.commands.doctor",
    "export": "bot.commands.export",
    "import": "bot.commands.import_files",
    "migrate": "bot.commands.migrate",
    "restore": "bot.commands.restore",
    "sample": "bot.commands.sample",
    "summary": "bot.commands.summary",
    "understand": "bot.commands.understand",
}
"""Name → module; the module's click command has the name of the module."""


class _Registry(click.Group):
    """A group that imports the command asked for (click's own pattern for lazy subcommands)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), module.rpartition(".")[2])
        return command


@click.group(cls=_Registry, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """普法助手: what a school district does in legal education, recorded by chat."""
