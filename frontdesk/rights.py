"""Who may do what: one ``authorize`` below every face, read from one table.

Pure: an actor and what is known of the ticket go in, nothing or a refusal comes out. It refuses
to know the store, and to judge whether a verb fits a ticket's status (``lifecycle`` does; only
``why_not`` asks both, for keys that are shown as disabled).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from frontdesk import codes, lifecycle
from frontdesk.errors import RefusedError
from frontdesk.i18n import N_, _
from frontdesk.terms import Role, Status


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts.

    Attributes:
        tier: of the team, 1 is the front office.
        authority: the highest complexity that the person decides alone.
    """

    login: str
    name: str
    role: Role
    team: str | None = None
    tier: int = 1
    authority: int = 1
    active: bool = True

    @property
    def leads(self) -> bool:
        """Whether the actor is a supervisor or an administrator."""
        return self.role is not Role.AGENT


class Subject(Protocol):
    """What rights depend on; ``rows.ListRow`` and ``rows.TicketRow`` have it as they are."""

    @property
    def status(self) -> Status: ...  # noqa: D102

    @property
    def team(self) -> str | None: ...  # noqa: D102

    @property
    def assignee(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Held:
    """A ``Subject`` where there is no row: who holds something, by code and login."""

    status: Status = Status.NEW
    team: str | None = None
    assignee: str | None = None


Test = Callable[[Actor, Subject], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: the test for agents, and the same in words.

    Attributes:
        on_ticket: whether it depends on who holds the ticket; supervisors pass those.
    """

    test: Test
    who: str
    hint: str
    on_ticket: bool = True


def _own(actor: Actor, subject: Subject) -> bool:
    return subject.assignee == actor.login


def _ours(actor: Actor, subject: Subject) -> bool:
    return actor.team is not None and subject.team == actor.team


def _mine(actor: Actor, subject: Subject) -> bool:
    return subject.assignee is None or _own(actor, subject) or _ours(actor, subject)


_ASK_HOLDER = N_("{holder} holds it: ask there, or a supervisor")

ANYBODY = Rule(lambda _a, _s: True, N_("everybody at the desk"), "", on_ticket=False)
MINE = Rule(_mine, N_("who holds the ticket and the team"), _ASK_HOLDER)
FIRST = Rule(lambda a, s: a.tier == 1 or _mine(a, s), N_("the team and tier 1"), _ASK_HOLDER)
OURS = Rule(lambda a, s: _own(a, s) or _ours(a, s), N_("the ticket's team"), _ASK_HOLDER)
OWN = Rule(_own, N_("who holds the ticket"), _ASK_HOLDER)
THEMSELVES = Rule(_own, N_("supervisors, and everybody for themselves"), N_("ask a supervisor"))
SUPERVISORS = Rule(
    lambda a, _s: a.leads, N_("supervisors"), N_("ask a supervisor"), on_ticket=False
)
ADMINISTRATORS = Rule(
    lambda a, _s: a.role is Role.ADMINISTRATOR,
    N_("administrators"),
    N_("ask an administrator"),
    on_ticket=False,
)

_TABLE: dict[Rule, str] = {
    ANYBODY: """
        new edit note reply contact route link unlink attach absorb try try_worked try_failed
        request request_begun wake run_due undo redo
        repair_open repair_ship repair_arrive repair_return repair_close repair_cancel
        requester_add requester_edit asset_add asset_edit fix_add fix_edit
        part_take part_put_back keep doctor audit_verify policy_check
    """,
    MINE: "take assign unassign escalate return hand_back wait resume resolve close cancel "
    "merge unmerge",
    FIRST: "reopen",
    OURS: "accept",
    OWN: "decline handover",
    THEMSELVES: "absence",
    SUPERVISORS: """
        act_for balance backdate learn undo_others import export backup audit_seal policy_adopt
        keep_shared
        organisation_add organisation_edit plan_add plan_edit site_add site_edit team_add team_edit
        agent_add agent_edit vendor_add vendor_edit part_add part_edit shift_add shift_edit
        requester_import asset_import organisation_import plan_import site_import team_import
        agent_import vendor_import part_import shift_import fix_import
    """,
    ADMINISTRATORS: "init restore erase doctor_rebuild store_copy",
}

RULES: dict[str, Rule] = {verb: rule for rule, verbs in _TABLE.items() for verb in verbs.split()}
"""Which rule each verb follows; a verb that is not here is refused to everybody, loudly."""

NO_TICKET = Held()


def authorize(actor: Actor, verb: str, subject: Subject | None = None) -> None:
    """Let the actor pass, or refuse.

    Args:
        actor: who acts.
        verb: a key of ``RULES``.
        subject: the ticket; for ``handover`` whose tickets are handed over, for ``absence`` who is
            away, as ``Held(assignee=login)``; left out where the verb concerns no ticket.

    Raises:
        RefusedError: the actor may not; the hint says whom to ask.
        ValueError: there is no such verb, or it needs a ticket and got none.
    """
    refusal = _refusal(actor, verb, subject)
    if refusal is not None:
        raise refusal


def why_not(actor: Actor, verb: str, subject: Subject | None = None) -> str | None:
    """Why the key for the verb is disabled for this actor on this ticket; ``None``: it is not."""
    refusal = None
    if subject is not None and verb in lifecycle.TICKET:
        refusal = lifecycle.blocked(verb, subject.status)
    refusal = refusal or _refusal(actor, verb, subject)
    return None if refusal is None else str(refusal)


def _refusal(actor: Actor, verb: str, subject: Subject | None) -> RefusedError | None:
    rule = RULES.get(verb)
    if rule is None:
        raise ValueError(f"no right is written down for {verb}")
    if not actor.active:
        title = _("{name} no longer works here").format(name=actor.name)
        return RefusedError(title, _("act as somebody who does"))
    if subject is None and rule.on_ticket:
        raise ValueError(f"{verb} is judged by its ticket, and got none")
    if (rule.on_ticket and actor.leads) or rule.test(actor, subject or NO_TICKET):
        return None
    title = _("{verb} is for {who}").format(verb=codes.verb(verb), who=_(rule.who))
    holder = (subject and (subject.assignee or subject.team)) or _("nobody")
    return RefusedError(title, _(rule.hint).format(holder=holder))
