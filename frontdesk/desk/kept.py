"""What people keep to use again: saved views, canned answers, macros; their own or everybody's.

What is dropped stays in its row, out of use, and comes back under the same name; each change is on
the trail. Everybody keeps for themselves, supervisors for all. It refuses a query that cannot be
understood, a placeholder that nothing fills, and a macro that could not be run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from sqlmodel import col, select

from frontdesk import codes, placeholders, query, rights
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import Input, Line, Words, checked
from frontdesk.desk.macros import MacroInput, keepable
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.past import overtaken, sides
from frontdesk.errors import FrontdeskError, NotFoundError, RefusedError
from frontdesk.i18n import _
from frontdesk.insight import registered
from frontdesk.insight.views import SHIPPED
from frontdesk.models import Event, Kept
from frontdesk.query import Order
from frontdesk.rows import Done
from frontdesk.terms import KeptKind, Subject
from frontdesk.text import fold, nearest, safe

Place = Annotated[int, Field(ge=0, le=9)]


class ViewInput(Input):
    """A saved view.

    Attributes:
        query: as it is typed behind ``/``; whose it means by ``@me`` is seen by whoever looks.
        sort: an order of lists. ``place``: 1 to 9, the key that shows it; 0: after the others.
    """

    query: Annotated[str, StringConstraints(strip_whitespace=True, max_length=query.LONGEST)]
    sort: Order = Order.PRIORITY
    place: Place = 0


class AnswerInput(Input):
    """A canned answer.

    Attributes:
        text: what is written; ``{requester}`` and its like are filled when it is used.
        language: what it is written in, as in ``pl``.
    """

    text: Annotated[Words, Field(min_length=1, max_length=20_000)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "en"


INPUTS: Mapping[KeptKind, type[Input]] = {
    KeptKind.VIEW: ViewInput,
    KeptKind.ANSWER: AnswerInput,
    KeptKind.MACRO: MacroInput,
}


def keep(
    office: Office,
    kind: KeptKind,
    name: str,
    values: Mapping[str, object],
    *,
    shared: bool = False,
    fresh: bool = False,
) -> Done:
    """Keep something under a name, or change what is kept there; ``made`` is its id.

    Args:
        values: fields of ``INPUTS``, as typed; of what is kept already the others stay.
        shared: everybody's, not the actor's own.
        fresh: refuse what is kept already, instead of changing it.

    Raises:
        BadInputError: a field that cannot be so; a view's query, with the character.
        RefusedError: no right to it, or ``fresh`` and it exists.
    """
    rights.authorize(office.actor, "keep_shared" if shared else "keep")
    title = checked(_Named, {"name": name}).name
    with acting(office, "keep") as act:
        row = _found(act, kind, title, shared=shared)
        if row is not None and row.active and fresh:
            raise RefusedError(
                _("{noun} {name!r} exists already").format(
                    noun=codes.noun(kind), name=safe(title, 80)
                ),
                _("change it with `frontdesk {noun} edit`, or choose another name").format(
                    noun=kind
                ),
            )
        before = row.body if row is not None and row.active else {}
        body = _checked(act, kind, title, {**before, **values})
        if row is None:
            owner = 0 if shared else office.agent_id
            row = Kept(kind=kind, owner_id=owner, name=title, folded=fold(title))
            act.add(row)
        _free_letter(act, row, body.get("letter", ""))
        row.name, row.body, row.active = title, body, True
        _recorded(act, row, "keep", {"body": dict(before)}, {"body": body})
    return act.done()


def keep_all(
    office: Office,
    kind: KeptKind,
    several: Sequence[tuple[str, Mapping[str, object]]],
    *,
    shared: bool = False,
) -> Done:
    """Keep several things under their names, all of them or none; ``made`` is the last one's id.

    Raises:
        FrontdeskError: the first that cannot be kept, by its name.
    """
    made = None
    with acting(office, "keep") as act:
        for name, values in several:
            try:
                inside = replace(office, within=act)
                made = keep(inside, kind, name, values, shared=shared).made
            except FrontdeskError as error:
                title = f"{safe(name, 80)}: {error.title}"
                raise type(error)(title, error.hint) from None
    return replace(act.done(), made=made)


def drop(office: Office, kind: KeptKind, name: str, *, shared: bool = False) -> Done:
    """Use something no longer.

    Raises:
        NotFoundError: nothing is kept under that name; the nearest are named.
    """
    rights.authorize(office.actor, "keep_shared" if shared else "keep")
    with acting(office, "drop") as act:
        row = _found(act, kind, name, shared=shared)
        if row is None or not row.active:
            raise _missing(act, kind, name, shared=shared)
        row.active = False
        _recorded(act, row, "drop", {"active": True}, {"active": False})
    return act.done()


def turn_back(act: Act, past: Event) -> None:
    """Put a view or an answer back to what it was before an event; a dropped one comes back.

    Raises:
        OvertakenError: it has been changed since.
    """
    row = act.session.get_one(Kept, past.subject_id)
    rights.authorize(act.office.actor, "keep" if row.owner_id else "keep_shared")
    before, after = sides(past)
    now = _stands(row)
    if any(now[name] != after[name] for name in before) or ("body" in before and not row.active):
        raise overtaken(act, past, row.name, row.kind)
    wanted = {**now, **before}
    if before.get("body") == {}:  # it was not kept then
        wanted = {"active": False, "body": row.body}
    row.active, row.body = wanted["active"], wanted["body"]
    then = _stands(row)
    _recorded(
        act,
        row,
        act.verb,
        {name: now[name] for name in now if now[name] != then[name]},
        {name: then[name] for name in now if now[name] != then[name]} | {"undoes": past.id},
    )


def _stands(row: Kept) -> dict[str, Any]:
    """How something stands, in the words of its events."""
    return {"active": row.active, "body": dict(row.body)}


class _Named(Input):
    """The name of something that is kept."""

    name: Line


def _checked(act: Act, kind: KeptKind, name: str, values: Mapping[str, object]) -> dict[str, str]:
    """What is kept, as text by field."""
    office = act.office
    given = checked(INPUTS[kind], values)
    if isinstance(given, ViewInput):
        if fold(name) in {fold(word) for key, label in SHIPPED for word in (key, label, _(label))}:
            raise RefusedError(
                _("the view {name!r} ships with the desk").format(name=safe(name, 80)),
                _("choose another name"),
            )
        actor = office.actor
        wanted = query.parse(given.query, actor.login, actor.team or "")
        registered.checked(office.store, wanted)
    elif isinstance(given, AnswerInput):
        placeholders.check(given.text)
    elif isinstance(given, MacroInput):
        return keepable(act, given)
    return {name: str(value) for name, value in given.model_dump(mode="json").items()}


def _free_letter(act: Act, row: Kept, letter: str) -> None:
    """Refuse a letter that runs another macro of the same owner."""
    if not letter:
        return
    same = select(Kept).where(
        col(Kept.kind) == row.kind, col(Kept.owner_id) == row.owner_id, col(Kept.active)
    )
    for other in act.session.exec(same):
        if other.id != row.id and other.body.get("letter") == letter:
            raise RefusedError(
                _("{letter} runs {name!r} already").format(
                    letter=letter, name=safe(other.name, 80)
                ),
                _("choose another letter, or change that one's"),
            )


def _found(act: Act, kind: KeptKind, name: str, *, shared: bool) -> Kept | None:
    statement = select(Kept).where(
        col(Kept.kind) == kind,
        col(Kept.owner_id) == (0 if shared else act.office.agent_id),
        col(Kept.folded) == fold(name.strip()),
    )
    return act.session.exec(statement).first()


def _missing(act: Act, kind: KeptKind, name: str, *, shared: bool) -> NotFoundError:
    owner = 0 if shared else act.office.agent_id
    names: Sequence[str] = act.session.exec(
        select(Kept.name).where(
            col(Kept.kind) == kind, col(Kept.owner_id) == owner, col(Kept.active)
        )
    ).all()
    near = nearest(name, names)
    hint = _("nearest: {names}").format(names=", ".join(safe(each, 80) for each in near))
    return NotFoundError(
        _("there is no {noun} {code!r}").format(noun=codes.noun(kind), code=safe(name, 80)),
        hint if near else _("`frontdesk {noun} list` shows what there is").format(noun=kind),
    )


def _recorded(
    act: Act, row: Kept, verb: str, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    assert row.id is not None
    act.made = row.id
    row.version = act.record(Subject.KEPT, row.id, verb, before, after).seq
