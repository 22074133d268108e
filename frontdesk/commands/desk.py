"""Commands of the Desk: views, filter, marks, sort and preview."""

from __future__ import annotations

from frontdesk.commands.command import Command, Needs
from frontdesk.i18n import N_

_HERE = ("desk",)
_LISTS = ("desk", "team")
_RUN = "frontdesk.screens.acts.looking:"
_KEEP = "frontdesk.screens.acts.keeping:"


def _look(
    id: str,  # noqa: A002  the field's name
    keys: tuple[str, ...],
    name: str,
    help: str,  # noqa: A002  the field's name
    run: str,
    needs: Needs = Needs.NOTHING,
    argument: str | None = None,
    screens: tuple[str, ...] = _HERE,
) -> Command:
    return Command(f"desk.{id}", keys, name, help, screens, run, needs=needs, argument=argument)


DESK = (
    _look("open", ("enter",), N_("open it"), N_("Open the ticket under the cursor."),
          "frontdesk.screens.acts.going:ticket", Needs.TICKET, screens=_LISTS),
    _look("filter", ("slash",), N_("filter"),
          N_('Filter the view: status:open @me pri:1 site:poznan "no dial tone" !closed'),
          _RUN + "filter_tickets"),
    *(
        _look(f"view_{key}", (key,), N_("view"), N_("Show the saved view with this number."),
              _RUN + "view", argument=key)
        for key in "123456789"
    ),
    _look("last_view", ("minus",), N_("last view"), N_("Back to the view before this one."),
          _RUN + "last_view"),
    _look("keep_view", ("plus",), N_("keep view"),
          N_("Keep what is shown, filter and order, as a view of your own."), _KEEP + "keep"),
    _look("drop_view", (), N_("drop view"), N_("Drop the saved view that is shown."),
          _KEEP + "drop"),
    _look("sort", ("s",), N_("sort"), N_("Sort the list by something else."), _RUN + "sort"),
    _look("preview", ("v",), N_("preview"),
          N_("Show or hide the preview; in a ticket, its facts."), _RUN + "preview",
          screens=("desk", "ticket")),
    _look("mark", ("space",), N_("mark"), N_("Mark the ticket and move down."), _RUN + "mark",
          screens=_LISTS),
    _look("range", ("V",), N_("range"), N_("Mark from the last mark to the cursor."),
          _RUN + "mark_range", screens=_LISTS),
    _look("all", ("asterisk",), N_("all"), N_("Mark all tickets of the filter."),
          _RUN + "mark_all",
          screens=_LISTS),
    _look("mark_query", (), N_("mark by query"),
          N_("Mark every ticket of a query, in this list or not."),
          "frontdesk.screens.acts.marking:by_query", screens=_LISTS),
)  # fmt: skip
