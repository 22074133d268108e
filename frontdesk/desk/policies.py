"""The desk's rules are changed: another policy comes into force, for everybody at once.

Open tickets are counted by it from now on; what was pinned when a ticket ended stands.
"""

from __future__ import annotations

from sqlmodel import select

from frontdesk import golden, rights
from frontdesk import policy as policies
from frontdesk.desk.act import acting
from frontdesk.desk.office import Office
from frontdesk.desk.once import repeated
from frontdesk.errors import BadInputError, CheckFailedError
from frontdesk.i18n import _, plural
from frontdesk.models import PolicyRecord, Team
from frontdesk.rows import Done
from frontdesk.store import tables as t
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
        teams = act.session.exec(select(Team.code)).all()
        if missing := policies.missing_teams(rules, teams):
            raise BadInputError(
                _("the policy names teams that do not exist: {teams}").format(
                    teams=", ".join(missing)
                ),
                _("add them with `frontdesk team add`, or mend the policy"),
            )
        in_force = (
            act.session.connection()
            .execute(t.policy.select().order_by(t.policy.c.id.desc()).limit(1))
            .mappings()
            .one()
        )
        if in_force["text"] == text:
            raise BadInputError(_("that policy is in force already"), _("nothing was changed"))
        act.made = act.add(
            PolicyRecord(
                hash=rules.hash, text=text, adopted_at=act.at, adopted_by=office.actor.login
            )
        )
        before_it = {"hash": in_force["hash"]}
        entry = act.record(Subject.POLICY, act.made, "adopt", before_it, {"hash": rules.hash})
        act.session.get_one(PolicyRecord, act.made).version = entry.seq
    return act.done()


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
