"""`gradkit lti`: LMSs that may open a service's homework, and the service's keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.base.errors import GradkitError
from autograder.base.text import one_line

if TYPE_CHECKING:
    from autograder.lti.tool import LtiTool

_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.group()
def lti() -> None:
    """Register LMSs with a service (LTI 1.3). FOLDER is that of `gradkit serve`."""


@lti.command()
@click.argument("folder", type=_FOLDER)
def invite(folder: Path) -> None:
    """Print an address with which an LMS registers itself: its administrator pastes it there.

    For Moodle, Canvas and others with dynamic registration; valid once, for a week.
    """
    with _tool(folder) as tool:
        from autograder.lti import platforms, registration

        click.echo(registration.address(tool, platforms.invite(tool.engine)))


@lti.command()
@click.argument("folder", type=_FOLDER)
@click.option("--issuer", required=True, help="The LMS's issuer, such as https://lms.edu.")
@click.option("--client", required=True, help="The client id that the LMS gave this tool.")
@click.option("--auth", "auth_url", required=True, help="Its OIDC authentication address.")
@click.option("--token", "token_url", required=True, help="Its access token address.")
@click.option("--keys", "keys_url", required=True, help="Its key set's (JWKS) address.")
@click.option("--deployment", "deployments", multiple=True, help="A deployment id; repeatable.")
@click.option(
    "--origin", "origins", multiple=True, help="Another origin that shows the tool in a frame."
)
@click.option("--audience", default="", help="The audience of token requests (default: --token).")
@click.option("--name", default="", help="A name for it.")
def add(folder: Path, deployments: tuple[str, ...], **said: str) -> None:
    """Register an LMS by hand, or update its entry."""
    with _tool(folder) as tool:
        from autograder.lti import platforms

        origins = tuple(said.pop("origins"))
        number = platforms.add(
            tool.engine, platforms.Registered(**said, origins=origins), deployments
        )
        click.echo(f"{number}: {one_line(said['issuer'])} client {one_line(said['client'])}")


@lti.command("list")
@click.argument("folder", type=_FOLDER)
def list_(folder: Path) -> None:
    """List the LMSs, and what to enter in each of them."""
    with _tool(folder) as tool:
        from autograder.lti import platforms

        for platform, places in platforms.all_of(tool.engine):
            where = ", ".join(map(one_line, places)) or "the first that comes"
            click.echo(
                f"{platform.id}: {one_line(platform.name)}: {one_line(platform.issuer)} "
                f"client {one_line(platform.client)}, deployments: {where}"
            )
        for name, path in (("login", "/login"), ("launch", "/launch"), ("keys", "/jwks")):
            click.echo(f"{name}: {tool.address(path)}")


@lti.command()
@click.argument("folder", type=_FOLDER)
@click.argument("platform", type=int)
@click.argument("deployment")
def place(folder: Path, platform: int, deployment: str) -> None:
    """Allow another DEPLOYMENT of an LMS, as a refusal names it."""
    with _tool(folder) as tool:
        from autograder.lti import platforms

        found = platforms.numbered(tool.engine, platform)
        platforms.add(tool.engine, found, (deployment,))
        click.echo(f"{platform}: {one_line(found.name)}: {one_line(deployment)}")


@lti.command()
@click.argument("folder", type=_FOLDER)
def rotate(folder: Path) -> None:
    """Make a new key; the old one stays published for a month."""
    with _tool(folder) as tool:
        click.echo(f"new signing key: {tool.keys.rotate()}")


@contextmanager
def _tool(folder: Path) -> Iterator[LtiTool]:
    """Open a service's tables and keys, without its assignments."""
    try:
        from autograder.lti.tool import LtiTool
        from autograder.records.address import address_of
        from autograder.records.database import connected
        from autograder.service.site import KEYS, read_settings
    except ImportError as error:
        raise GradkitError(
            f"the service needs {error.name}: pip install '.[serve]' in gradkit's folder"
        ) from None
    settings = read_settings(folder)
    engine = connected(address_of(folder, settings.database))
    try:
        yield LtiTool(engine, folder / KEYS, settings.address, (), settings.inside)
    finally:
        engine.dispose()
