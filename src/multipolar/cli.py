"""The command line: a lazy table of commands, so that asking for help imports nothing heavy."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from pathlib import Path

import click

from multipolar import __version__
from multipolar.errors import MultipolarError, OutputError

COMMANDS = {
    "brief": ("multipolar.commands.brief:brief", "Read an article and hold its claims against the record."),
    "read": ("multipolar.commands.read:command", "Read texts into typed rows with quotes and rules."),
    "demo": ("multipolar.commands.brief:demo", "The same for an article that comes with multipolar."),
    "replicate": ("multipolar.commands.replicate:command", "Make a brief again from its bundle, and say what changed."),
    "measure": ("multipolar.commands.measure:command", "A measure of a state or of two, beside peers and the world."),
    "panel": ("multipolar.commands.panel:command", "Measures of many states and pairs by year, for Python and R."),
    "check": ("multipolar.commands.check:command", "Test one proposition against the record."),
    "precedents": (
        "multipolar.commands.precedents:command",
        "How it went before, by name and year since 1816.",
    ),
    "fit": ("multipolar.commands.fit:command", "Estimate positions of states from their votes."),
    "ledger": ("multipolar.commands.ledger:command", "Forecasts kept, resolved when data arrive, and scored."),
    "who": ("multipolar.commands.who:command", "Who belongs to an organisation or group on a day, in which role."),
    "state": ("multipolar.commands.state:command", "What the record knows of a state on a day."),
    "name": ("multipolar.commands.name:command", "Whom a name means on a day."),
    "code": ("multipolar.commands.code:command", "Codes of states from one system into another, as of a day."),
    "facts": ("multipolar.commands.facts:command", "Your own facts: check, add, list and withdraw them."),
    "export": ("multipolar.commands.export:command", "The record as a data package, a network or statements."),
    "cite": ("multipolar.commands.cite:command", "How to cite multipolar, its sources and its datasets."),
    "data": ("multipolar.commands.data:command", "Show the measures that ship, or build them from their datasets."),
}
"""Each command with the place of its code and the line that help shows, so that help need not import it."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, written without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="multipolar attributes every claim to whoever makes it; it neither endorses nor doubts.",
)
@click.version_option(__version__, prog_name="multipolar")
@click.option(
    "--facts",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Lay your own facts over the record for this call; may be repeated.",
)
@click.pass_context
def root(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Hold what is claimed about world affairs against the record."""
    if ctx.invoked_subcommand != "facts":  # a broken file of facts can always be withdrawn
        from multipolar.commands.own import lay_over

        lay_over(ctx, files)


def _run() -> None:
    """Run the command, and end as it ends."""
    exit_code = root(standalone_mode=False)
    if sys.stdout is not None:  # None where the caller closed it
        sys.stdout.flush()
    if isinstance(exit_code, int) and exit_code:  # what a command gave to click's Exit
        sys.exit(exit_code)


def main() -> None:
    """Run the command line: one line on standard error and a non-zero exit for whatever goes wrong."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that is not UTF-8 shows "?" instead of failing
    try:
        _run()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except MultipolarError as error:
        click.echo(f"multipolar: {error.line()}", err=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except OSError as error:
        with contextlib.suppress(OSError, AttributeError):  # no standard output: the caller closed it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(141)
        failed = OutputError(
            f"cannot be written ({error.strerror or error})", place=str(error.filename or "standard output")
        )
        click.echo(f"multipolar: {failed.line()}", err=True)
        sys.exit(failed.exit_code)
