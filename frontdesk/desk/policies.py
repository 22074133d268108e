"""The desk's rules are changed: another policy comes into force, for everybody at once.

Open tickets are counted by it from now on; what was pinned when a ticket ended stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col, select

from frontdesk import golden, rights
from frontdesk import policy as policies
from frontdesk.desk.act import Act
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.desk.operation import acting
from frontdesk.errors import BadInputError, CheckFailedError, OvertakenError, RefusedError
from frontdesk.i18n import _, plural
from frontdesk.models import Event, PolicyRecord, Team
from frontdesk.rows import Done
from frontdesk.terms import Subject


def adopt(office: Office, text: str, *, operation: str | None = None) -> Done:
    """Bring a policy into force; ``made`` is its number.

    Args:
        text: the policy file as it was written, comments included.

    Raises:
        BadInputError: it cannot be used, names teams that do not exist, or is in force already,
            comments and golden cases included.
        CheckFailedError: one of its golden cases fails.
    """
    rights.authorize(office.actor, "policy_adopt")
    rules = policies.parse(text)
    hold(rules)
    if (before := repeated(office, "policy_adopt", operation)) is not None:
        return before
    with acting(office, "policy_adopt", operation=operation) as act:
        if _in_force(act).text == text:
            raise BadInputError(_("that policy is in force already"), _("nothing was changed"))
        _bring(act, rules, text, "adopt", {})
    return act.done()


def turn_back(act: Act, past: Event) -> None:
    """Bring the policy back into force that an adoption took out of it: another adoption.

    Raises:
        OvertakenError: another policy is in force by now.
        RefusedError: there was none before; or as ``adopt``, for the earlier one.
    """
    rights.authorize(act.office.actor, "policy_adopt")
    now, was_adopted = _in_force(act), act.session.get_one(PolicyRecord, past.subject_id)
    if now.text != was_adopted.text:
        raise OvertakenError(
            _("policy: {who} has adopted another one since").format(who=now.adopted_by),
            _("take that back first, or adopt the one that you want by its hash"),
        )
    before = select(PolicyRecord).where(col(PolicyRecord.id) < past.subject_id)
    earlier = act.session.exec(before.order_by(col(PolicyRecord.id).desc())).first()
    if earlier is None:
        raise RefusedError(_("there was no policy before it"), _("adopt another one instead"))
    rules = policies.parse(earlier.text)
    hold(rules)
    _bring(act, rules, earlier.text, act.verb, {"undoes": past.id})


def _in_force(act: Act) -> PolicyRecord:
    latest = select(PolicyRecord).order_by(col(PolicyRecord.id).desc()).limit(1)
    return act.session.exec(latest).one()


def _bring(
    act: Act, rules: policies.Policy, text: str, verb: str, known: Mapping[str, object]
) -> None:
    """Write a policy as the one in force, with its event.

    Raises:
        BadInputError: it names teams that do not exist.
    """
    teams = act.session.exec(select(Team.code)).all()
    if missing := policies.missing_teams(rules, teams):
        raise BadInputError(
            _("the policy names teams that do not exist: {teams}").format(teams=", ".join(missing)),
            _("add them with `frontdesk team add`, or mend the policy"),
        )
    before = {"hash": _in_force(act).hash}
    act.made = act.add(
        PolicyRecord(
            hash=rules.hash, text=text, adopted_at=act.at, adopted_by=act.office.actor.login
        )
    )
    after = {"hash": rules.hash, **known}
    entry = act.record(Subject.POLICY, act.made, verb, before, after)
    act.session.get_one(PolicyRecord, act.made).version = entry.seq


def hold(rules: policies.Policy) -> None:
    """Hold a policy to its golden cases.

    Raises:
        CheckFailedError: one of them fails.
    """
    failed = [tested for tested in golden.run(rules) if not tested.holds]
    if not failed:
        return
    first = failed[0]
    title = plural(
        "{n} golden case fails: “{name}”", "{n} golden cases fail, the first: “{name}”", len(failed)
    ).format(name=first.case.name)
    came = _("it came to: {what}").format(what=golden.came(first))
    raise CheckFailedError(title, came + "; " + _("`frontdesk policy test` shows every case"))
