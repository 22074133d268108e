"""Keeping what is shown as a view of one's own, and dropping one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from frontdesk import desk, query
from frontdesk.commands import undoes
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import _
from frontdesk.terms import KeptKind
from frontdesk.text import safe
from frontdesk.widgets.prompt import Prompt

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.screens.base import ConsoleScreen
    from frontdesk.screens.desk import DeskScreen


async def keep(screen: ConsoleScreen) -> None:
    """Asks for a name, and keeps what the list shows under it."""
    wanted, order = cast("DeskScreen", screen).shown_list

    def kept(office: Office, name: str) -> None:
        typed = query.spelt(wanted, office.actor.login, office.actor.team or "")
        desk.kept.keep(office, KeptKind.VIEW, name, {"query": typed, "sort": order.value})

    async def submit(name: str) -> str | None:
        try:
            await screen.work.do(lambda office: kept(office, name))
        except FrontdeskError as error:
            return str(error)
        return None

    name = await screen.ask(Prompt(_("Keep what is shown as a view called"), submit=submit))
    if name is not None:
        await cast("DeskScreen", screen).read_views(name.strip())
        screen.tell(
            _("{name} is a view of yours now").format(name=safe(name, 40)) + "  ·  " + undoes()
        )


async def drop(screen: ConsoleScreen) -> None:
    """Drops the saved view that is shown; its tickets stay where they are."""
    view = cast("DeskScreen", screen).shown_view
    if view is None or not view.saved:
        screen.tell(_("This view ships with the desk; saved ones can be dropped"))
        return
    try:
        await screen.work.do(lambda office: desk.kept.drop(office, KeptKind.VIEW, view.key))
    except FrontdeskError as error:
        screen.warn(error)
        return
    await cast("DeskScreen", screen).read_views(None)
    screen.tell(
        _("{name} is dropped; its tickets stay").format(name=safe(view.name, 40))
        + "  ·  "
        + undoes()
    )
