"""The map of an import as an event log needs it: one row is an event, and the case is the ticket.

What the events say (who had it when, when it was resolved) is asked of no column beside them; a
map that names such columns for ``import history`` serves for the log of the same system too.
"""

from __future__ import annotations

from frontdesk.channels.mapping import ImportMap, Log
from frontdesk.errors import BadInputError
from frontdesk.i18n import _

SAID = frozenset(
    {
        "external_ref", "status", "pending_reason", "tier", "team", "assignee", "opened_at",
        "updated_at", "first_response_at", "resolved_at", "closed_at",
    }
)  # fmt: skip
"""Our fields that the events say."""


class LogMap(ImportMap):
    """A map of which ``[log]`` is used, and of ``[columns]`` what the events do not say."""

    log: Log

    @classmethod
    def of(cls, rules: ImportMap) -> LogMap:
        """The same map for one row an event.

        Raises:
            BadInputError: the map has no ``[log]``.
        """
        if rules.log is None:
            raise BadInputError(
                _("the map has no [log]"),
                _("say which columns hold case, activity and at; docs/imports.md has one to copy"),
            )
        plain = rules.model_dump(exclude_unset=True)
        for part in ("columns", "constants", "values"):
            kept = plain.get(part, {}).items()
            plain[part] = {name: value for name, value in kept if name not in SAID}
        names = plain["values"] | rules.values.model_dump(include={"team", "assignee"})
        return cls.model_validate(plain | {"values": names})

    def theirs(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return tuple(dict.fromkeys([*self.log.theirs(), *super().theirs()]))
