"""An agent at work on a store: who acts, by which policy, at what time. Verbs take it first.

It refuses to change anything by itself; that is what the verbs are for.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.engine import Connection, RowMapping

from frontdesk import policy, rights
from frontdesk.errors import NotFoundError, RefusedError, StoreError
from frontdesk.i18n import _
from frontdesk.query import Filter
from frontdesk.store import tables as t
from frontdesk.store.unit import Store
from frontdesk.terms import Role
from frontdesk.text import nearest, safe
from frontdesk.times import parse_time
from frontdesk.typist import system_login as system_login

if TYPE_CHECKING:
    from frontdesk.desk.act import Act


def draw() -> str:
    """A random id: for an operation, or the salt of a text."""
    return secrets.token_hex(16)


Progress = Callable[[str, int, int], None]
"""Told the phase of something long, how many are done, and of how many."""


def silent(_phase: str, _done: int, _total: int) -> None:
    """Nobody waits to hear how far it is."""


def wall() -> datetime:
    """The time now."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """One agent at one store.

    Attributes:
        actor: who acts, with rights. ``agent_id``: the same person's row; 0 while a store is being
            founded and has nobody yet.
        typed_by: the operating-system user at the keyboard.
        zone: the zone of the actor's site, in which local times are meant.
        clock: what ``now`` asks; ``fixed``: the time given by ``--at`` instead.
        keep: ``False`` in a preview: every verb is rolled back.
        skip: a refused ticket of several is left out and reported, not raised.
        seen: the version of each ticket that the actor saw, where several are changed.
        progress: told how far a change of many tickets is; what it raises ends the change.
        within: the operation under way that every verb becomes a part of (``desk.macros``).
        draw: where ids and salts come from (a demo draws them from its seed).
        demo: whether the store is a demo, on which anybody may try anything.
    """

    store: Store
    actor: rights.Actor
    agent_id: int
    policy: policy.Policy
    typed_by: str
    zone: ZoneInfo
    clock: Callable[[], datetime] = wall
    fixed: datetime | None = None
    keep: bool = True
    skip: bool = False
    seen: Mapping[int, int] = field(default_factory=dict)
    progress: Progress = silent
    within: Act | None = None
    draw: Callable[[], str] = field(default=draw)
    demo: bool = False

    @classmethod
    def open(
        cls,
        location: str | Path | None = None,
        login: str | None = None,
        *,
        at: str | datetime | None = None,
    ) -> Office:
        """Go to work on a store.

        Args:
            location: a path or address; left out: ``FRONTDESK_STORE``, else the user's own.
            login: who acts; left out: ``FRONTDESK_AS``, else the operating-system user.
            at: when things happen; left out: ``FRONTDESK_NOW``, else now.

        Raises:
            StoreError: the store cannot be used.
            NotFoundError: nobody with that login works at this desk.
            RefusedError: no right to act for others, or to set the time.
        """
        store = Store.open(location)
        try:
            return _enter(store, login or os.environ.get("FRONTDESK_AS"), at)
        except BaseException:
            store.close()
            raise

    def now(self) -> datetime:
        """When what is done now happens: aware UTC."""
        return self.fixed or self.clock()

    def now_in(self, wanted: Filter) -> Filter:
        """A filter that has been told what time it is here, for ``due:`` and its like."""
        return wanted.at(self.now(), self.zone, self.policy.clocks.soon)

    def preview(self) -> Office:
        """The same office, whose verbs are run and then rolled back."""
        return replace(self, keep=False)

    def lenient(self, seen: Mapping[int, int] | None = None, progress: Progress = silent) -> Office:
        """The same office, whose bulk verbs leave out what is refused, and report it.

        Args:
            seen: the version of each ticket that the actor saw; one whose touched fields, or
                status, somebody has changed since is refused as overtaken.
            progress: told how far it is; what it raises ends the change, and nothing is kept.
        """
        return replace(self, skip=True, seen=seen or {}, progress=progress)

    def refreshed(self) -> Office:
        """The same office under the policy in force now: a desk may have adopted another one."""
        with self.store.read() as connection:
            rules = current_policy(connection)
        return self if rules is self.policy else replace(self, policy=rules)

    def acting_as(self, login: str) -> Office:
        """The same store with somebody else acting.

        Raises:
            NotFoundError: nobody with that login works at this desk.
        """
        with self.store.read() as connection:
            row = _agent(connection, login)
        return replace(
            self, actor=_actor(row), agent_id=row["id"], zone=ZoneInfo(row["timezone"] or "UTC")
        )

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def _enter(store: Store, login: str | None, at: str | datetime | None) -> Office:
    typist = system_login()
    with store.read() as connection:
        settings: dict[str, str] = dict(
            connection.execute(select(t.setting.c.key, t.setting.c.value)).all()
        )
        demo = settings.get("demo_actor")
        row = _agent(connection, login or _who(connection, typist, demo))
        actor = _actor(row)
        may = _rights_of_typist(connection, typist, actor, demo=bool(demo))
        rules = current_policy(connection)
    zone = ZoneInfo(row["timezone"] or "UTC")
    moment = at or os.environ.get("FRONTDESK_NOW") or None
    fixed = parse_time(moment, zone) if isinstance(moment, str) else moment
    if fixed is not None and not demo:
        rights.authorize(may, "backdate")
    return Office(store, actor, row["id"], rules, typist, zone, fixed=fixed, demo=bool(demo))


def _who(connection: Connection, typist: str, demo: str | None) -> str:
    known = connection.execute(
        select(t.agent.c.id).where(t.agent.c.login == typist, t.agent.c.active)
    ).first()
    return typist if known or not demo else demo


def _rights_of_typist(
    connection: Connection, typist: str, actor: rights.Actor, *, demo: bool
) -> rights.Actor:
    """Whose rights count for acting as somebody else, and for setting the time."""
    if demo or typist == actor.login:
        return actor
    try:
        own = _actor(_agent(connection, typist))
    except NotFoundError:
        own = None
    above = actor.role is Role.ADMINISTRATOR and own is not None and own.role is not actor.role
    if own is None or above or rights.why_not(own, "act_for") is not None:
        raise RefusedError(
            _("{typist} may not act for {login}").format(typist=typist, login=actor.login),
            _("leave out --as, or ask a supervisor"),
        )
    return own


def _agent(connection: Connection, login: str) -> RowMapping:
    own = ("id", "login", "name", "role", "authority", "active")
    statement = (
        select(
            *(t.agent.c[name] for name in own),
            t.team.c.code.label("team"),
            t.team.c.tier,
            t.site.c.timezone,
        )
        .select_from(
            t.agent.join(t.team, t.team.c.id == t.agent.c.team_id).outerjoin(
                t.site, t.site.c.id == t.agent.c.site_id
            )
        )
        .where(t.agent.c.login == login)
    )
    row = connection.execute(statement).mappings().first()
    if row is not None and row["active"]:
        return row
    if row is not None:
        raise NotFoundError(
            _("{login} no longer works at this desk").format(login=safe(login, 80)),
            _("act as somebody who does, or ask a supervisor for `frontdesk agent edit`"),
        )
    logins = [name for (name,) in connection.execute(select(t.agent.c.login).limit(2000))]
    near = nearest(login, logins)
    hint = _("add the login with `frontdesk agent add`, or act as somebody with --as")
    if near:
        hint = _("nearest: {names}; {hint}").format(names=", ".join(near), hint=hint)
    title = _("nobody with the login {login!r} works at this desk")
    raise NotFoundError(title.format(login=safe(login, 80)), hint)


def _actor(row: RowMapping) -> rights.Actor:
    return rights.Actor(
        login=row["login"],
        name=row["name"],
        role=Role(row["role"]),
        team=row["team"],
        tier=row["tier"],
        authority=row["authority"],
    )


@lru_cache(maxsize=8)
def _parsed(text: str) -> policy.Policy:
    return policy.parse(text)


def current_policy(connection: Connection) -> policy.Policy:
    """The policy in force: the one adopted last.

    Raises:
        StoreError: the store has none.
    """
    latest = select(t.policy.c.text).order_by(t.policy.c.id.desc()).limit(1)
    text = connection.execute(latest).scalar()
    if text is None:
        raise StoreError(
            _("the store has no policy"), _("restore a backup, or run `frontdesk doctor`")
        )
    return _parsed(text)
