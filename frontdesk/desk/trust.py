"""Trust: whether the history is whole, seals over it, backups, the state of the store.

What is looked at, anybody may look at; seals and backups are a supervisor's, and stand on the
store's own trail. Nothing here mends a history: what does not hold is said.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select

from frontdesk import rights
from frontdesk.audit import Audit, BackupRow, Finding, SealRow
from frontdesk.desk import teaching, timing
from frontdesk.desk.office import Office, current_policy
from frontdesk.desk.operation import acting
from frontdesk.errors import CheckFailedError, FrontdeskError
from frontdesk.i18n import _, plural
from frontdesk.store import backup as backups
from frontdesk.store import chains, likeness, schema, seals, search
from frontdesk.store import doctor as doctors
from frontdesk.store import tables as t
from frontdesk.store.place import Place, explain, find, inspect
from frontdesk.store.reader import connect
from frontdesk.store.revisions import LATEST
from frontdesk.store.unit import Store
from frontdesk.terms import Role, Subject
from frontdesk.typist import system_login

MOST_NAMED = 5
STORE = 1
"""The store's own number, as the subject of what happens to it as a whole."""


def verify(office: Office) -> Audit:
    """Look at every chain, text and seal; what does not hold is in ``findings``.

    Raises:
        StoreError: the file cannot be read.
    """
    rights.authorize(office.actor, "audit_verify")
    place = office.store.place
    try:
        with closing(connect(place)) as connection:
            return chains.verify(connection)
    except sqlite3.Error as error:
        raise explain(error, place) from error


def seal(office: Office) -> SealRow:
    """Seal everything written so far; the latest seal, when nothing was written since.

    Keep its hash somewhere else (printed, mailed, on another host): it witnesses the whole
    history up to it, against whoever can write the store's file.
    """
    rights.authorize(office.actor, "audit_seal")
    with office.store.read() as connection:
        latest = connection.execute(select(t.seal).order_by(t.seal.c.id.desc())).mappings().first()
        newest = connection.execute(select(func.max(t.event.c.id))).scalar() or 0
    if latest is not None and newest <= latest["last_event"]:
        return SealRow(
            latest["id"], latest["at"], latest["last_event"], latest["subjects"], latest["hash"]
        )
    with acting(office, "audit_seal") as act:
        act.record(Subject.STORE, STORE, "audit_seal", {}, {})
        act.unit.flush()
        row = seals.seal(act.session, act.at)
        if row is None or row.id is None:
            raise RuntimeError("a seal that was just made is not there")
        return SealRow(row.id, row.at, row.last_event, row.subjects, row.hash)


def backup(office: Office, file: str | Path, keep: int | None = None) -> BackupRow:
    """Back the store up while others go on working; the copy is opened and verified.

    Args:
        keep: replace an existing backup, keeping this many in all; ``None`` refuses to.

    Raises:
        BadInputError: the file cannot be the backup's.
        StoreError: the copy cannot be made, or does not verify.
    """
    rights.authorize(office.actor, "backup")
    saved = backups.save(office.store.place, file, keep=keep)
    with acting(office, "backup") as act:
        known = {"events": saved.events, "bytes": saved.bytes, "intact": saved.audit.intact}
        act.record(Subject.STORE, STORE, "backup", {}, known)
    return saved


def doctor(location: str | Path | None = None) -> tuple[Finding, ...]:
    """Everything that was looked at in a store, also one that no office can open."""
    found = doctors.examine(find(location))
    if any(finding.check in ("store", "schema") and not finding.good for finding in found):
        return found
    return (*found, _policy(location), *_clocks(location))


def rebuild(location: str | Path | None = None, login: str | None = None) -> tuple[Finding, ...]:
    """Mend what can be made anew: an older schema, the history's guards, the search index, dues.

    A store of an older schema is backed up beside itself first. Tickets and their history are
    never touched.

    Returns:
        What ``doctor`` finds afterwards.

    Raises:
        StoreError: the store cannot be used, or not be brought up to date; nothing was changed.
        RefusedError: somebody else than an administrator asks.
    """
    from frontdesk.store import migrate  # Alembic, on no other path

    place = find(location)
    _may_rebuild(place, login)
    migrate.upgrade(place)
    office = Office.open(location, login)
    try:
        with acting(office, "doctor_rebuild") as act:
            schema.guard(act.session.connection())
            search.rebuild(act.session)
            likeness.rebuild(act.session.connection())
            timing.rebuild(act)
            teaching.recount(act.session.connection())
            act.record(Subject.STORE, STORE, "doctor_rebuild", {}, {"schema": LATEST})
    finally:
        office.close()
    return doctor(location)


def _may_rebuild(place: Place, login: str | None) -> None:
    """Ask for the right before anything is opened: an older schema lets nobody in."""
    inspect(place)
    asked = login or os.environ.get("FRONTDESK_AS") or system_login()
    person = "SELECT login, name, role FROM agent WHERE login = ? AND active"
    demo = "SELECT value FROM setting WHERE key = 'demo_actor'"
    try:
        with closing(connect(place)) as connection:
            if connection.execute(demo).fetchone() is not None:
                return
            found = connection.execute(person, (asked,)).fetchone()
    except sqlite3.Error as error:
        raise explain(error, place) from error
    known = rights.Actor(found[0], found[1], Role(found[2])) if found else None
    nobody = rights.Actor(asked, asked, Role.AGENT)
    rights.authorize(known or nobody, "doctor_rebuild")


def _policy(location: str | Path | None) -> Finding:
    store = Store.open(location)
    try:
        with store.read() as connection:
            policy = current_policy(connection)
        words = _("policy {hash}").format(hash=policy.hash[:12])
        return Finding("policy", True, words)
    except FrontdeskError as error:
        return Finding("policy", False, error.title, error.hint)
    finally:
        store.close()


def _clocks(location: str | Path | None) -> Iterator[Finding]:
    """Whether the columns of every ticket that goes on say what its ledger says."""
    store = Store.open(location)
    try:
        with store.read() as connection:
            policy = current_policy(connection)
            wrong = [number for number, _columns in timing.differing(connection, policy)]
    except FrontdeskError:
        return  # no policy that could be read: that has been said
    finally:
        store.close()
    if wrong:
        words = plural(
            "{n} ticket says otherwise than its ledger when it is due: {numbers}",
            "{n} tickets say otherwise than their ledger when they are due: {numbers}",
            len(wrong),
        )
        named = ", ".join(str(number) for number in wrong[:MOST_NAMED])
        words = words.format(n=len(wrong), numbers=named)
        yield Finding("clocks", False, words, _(doctors.REBUILD))
        return
    yield Finding("clocks", True, _("what is due when follows from the history"))


def demand(findings: tuple[Finding, ...]) -> None:
    """Refuse to call something whole that is not.

    Raises:
        CheckFailedError: naming the first finding, and how many more there are.
    """
    bad = [finding for finding in findings if not finding.good]
    if not bad:
        return
    words = bad[0].words
    if len(bad) > 1:
        words = _("{words} (and {n} more)").format(words=words, n=len(bad) - 1)
    raise CheckFailedError(words, bad[0].hint)
