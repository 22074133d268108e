"""Known fixes: written, changed, withdrawn, loaded in bulk, and indexed for the search.

A fix is never removed: tickets and records of attempts name it. A withdrawn one is not offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, create_model
from sqlalchemy import delete
from sqlmodel import col, select

from frontdesk import rights
from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import Input, Line, SubjectLine, Words, checked
from frontdesk.desk.loading import BadRows, filled
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.past import overtaken, sides
from frontdesk.desk.past import text as past_text
from frontdesk.desk.register_inputs import Codes, Language
from frontdesk.errors import BadInputError, FrontdeskError, NotFoundError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Event, Fix, FixStep, Tier
from frontdesk.rows import Done, Loaded
from frontdesk.store import search
from frontdesk.terms import Subject

TEXTS = frozenset({"title", "symptom", "steps"})
"""Of these an event holds a digest."""

Values = Mapping[str, object]
NOTHING: Values = MappingProxyType({})


def _lines(value: object) -> object:
    """Steps as typed: one on each line."""
    if not isinstance(value, str):
        return value
    return [line.strip() for line in value.splitlines() if line.strip()]


class FixInput(Input):
    """A known fix.

    Attributes:
        symptom: what callers say, phrasings parted by `` / ``.
        tier: the lowest that may run it; ``minutes``: what its author reckons.
        steps: each one thing to do, spoken with the caller.
        id: its number, when it comes from a file that has numbers.
    """

    id: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    title: Line
    symptom: Annotated[Words, Field(max_length=20_000)] = ""
    category: str | None = None
    asset_types: Codes = ()
    tier: Annotated[int, Field(ge=1, le=6)] = 1
    minutes: Annotated[int, Field(ge=1, le=480)] = 10
    language: Language = "en"
    active: bool = True
    steps: Annotated[
        tuple[SubjectLine, ...], BeforeValidator(_lines), Field(min_length=1, max_length=50)
    ]


_REQUIRED: dict[str, Any] = {
    name: (Annotated[known.annotation, *known.metadata], Field(default=None))
    for name, known in FixInput.model_fields.items()
    if known.is_required()
}
FixChanges: type[Input] = create_model("FixInput", __base__=FixInput, **_REQUIRED)
"""The same with nothing required: which fields were given says what is to change."""


def add(office: Office, values: Values) -> Done:
    """Write a known fix; ``made`` is its number.

    Raises:
        BadInputError: a field that does not exist or cannot be so, an unknown category.
        RefusedError: no right to it, or the number is taken.
    """
    rights.authorize(office.actor, "fix_add")
    given = checked(FixInput, values)
    with acting(office, "fix_add") as act:
        if given.id is not None and act.session.get(Fix, given.id) is not None:
            raise RefusedError(
                _("there is a fix {number} already").format(number=given.id),
                _("change it with `frontdesk fix edit`, or leave the number out"),
            )
        act.made = _add(act, _fields(act, given, whole=True))
    return act.done()


def edit(office: Office, number: int, values: Values) -> Done:
    """Change a known fix; its record stays.

    Raises:
        NotFoundError: there is no such fix.
        BadInputError: a field that does not exist or cannot be so.
    """
    rights.authorize(office.actor, "fix_edit")
    if not values:
        raise BadInputError(_("nothing to change"), _("say --set field=value"))
    given = checked(FixChanges, values)
    with acting(office, "fix_edit") as act:
        row = lookup.fix(act.session, number)
        fields = _fields(act, given, whole=False)
        if fields.pop("id", number) != number:
            raise RefusedError(_("the number of a fix stays as it is"))
        _change(act, row, fields, "edit")
        act.made = number
    return act.done()


def withdraw(office: Office, number: int) -> Done:
    """Offer a known fix no more.

    Raises:
        RefusedError: it has been withdrawn already.
    """
    return _set_active(office, number, active=False)


def restore(office: Office, number: int) -> Done:
    """Offer a withdrawn fix again."""
    return _set_active(office, number, active=True)


def _set_active(office: Office, number: int, *, active: bool) -> Done:
    rights.authorize(office.actor, "fix_edit")
    with acting(office, "fix_edit") as act:
        row = lookup.fix(act.session, number)
        verb = "restore" if active else "withdraw"
        if not _change(act, row, {"active": active}, verb):
            state = _("in use") if active else _("withdrawn")
            raise RefusedError(
                _("fix {number} is {state} already").format(number=number, state=state)
            )
        act.made = number
    return act.done()


def turn_back(act: Act, past: Event) -> None:
    """Put a known fix back to what it was before an event; its record stays.

    Raises:
        OvertakenError: it has been changed since.
        RefusedError: a text of it has been erased.
    """
    rights.authorize(act.office.actor, "fix_edit")
    row = lookup.fix(act.session, past.subject_id)
    before, after = sides(past)
    names = list({**before, **after})
    now = _standing(act, row, names)
    if any(now[name] != _restored(act, name, after.get(name)) for name in names):
        raise overtaken(act, past, row.title)
    then = {name: _restored(act, name, before.get(name)) for name in names}
    _change(act, row, then, act.verb, {"undoes": past.id})


def _restored(act: Act, name: str, held: Any) -> Any:
    """A value of an event as the fix holds it; an event leaves empty texts out."""
    if name not in TEXTS:
        return held
    words = past_text(act, name, held) or ""
    return tuple(words.splitlines()) if name == "steps" else words


def load(
    office: Office, rows: Iterable[Values], *, skip_bad: bool = False, first: int = 1
) -> Loaded:
    """Bring many known fixes in, in one transaction; loading them again changes nothing.

    A fix that is there already, by number or else by title, is changed where its row differs.

    Raises:
        FrontdeskError: the first bad row, by its number and column.
    """
    rights.authorize(office.actor, "fix_import")
    became: Counter[str] = Counter()
    with acting(office, "fix_import") as act:
        bad = BadRows(set(FixInput.model_fields), skip=skip_bad)
        for number, values in enumerate(rows, first):
            with bad.row(number):
                became[_load(act, checked(FixInput, filled(values)))] += 1
    return Loaded(
        act.stamp.operation,
        added=became["added"],
        changed=became["changed"],
        unchanged=became["unchanged"],
        skipped=tuple(bad.skipped),
    )


def _load(act: Act, given: FixInput) -> str:
    row = act.session.get(Fix, given.id) if given.id is not None else None
    if row is None and given.id is None:
        same = select(Fix).where(col(Fix.title) == given.title).order_by(col(Fix.id))
        row = act.session.exec(same).first()
    if row is None:
        _add(act, _fields(act, given, whole=True))
        return "added"
    fields = _fields(act, given, whole=False)
    fields.pop("id", None)
    return "changed" if _change(act, row, fields, "edit") else "unchanged"


def _fields(act: Act, given: Input, *, whole: bool) -> dict[str, Any]:
    """The columns of what was given, checked against ladder and policy; ``steps`` beside them."""
    names = type(given).model_fields if whole else given.model_fields_set
    found = {name: getattr(given, name) for name in names}
    if "category" in found:
        try:
            found["category"] = lookup.category(act.office.policy, found["category"])
        except FrontdeskError as error:
            raise type(error)(f"category: {error.title}", error.hint) from None
    if "asset_types" in found:
        found["asset_types"] = list(found["asset_types"])
    if "tier" in found and act.session.get(Tier, found["tier"]) is None:
        raise NotFoundError(
            _("tier: the ladder has no tier {tier}").format(tier=found["tier"]),
            _("`frontdesk team list` shows the tiers in use"),
        )
    return found


def _add(act: Act, fields: dict[str, Any]) -> int:
    steps = fields.pop("steps")
    row = Fix(**fields)
    number = act.add(row)
    _steps(act, number, steps)
    shown = {name: value for name, value in fields.items() if value is not None and name != "id"}
    row.version = act.record(
        Subject.FIX, number, "add", {}, _kept(act, {**shown, "steps": steps})
    ).seq
    search.index_fixes(act.session, [(number, row.title, row.symptom)])
    return number


def _standing(act: Act, row: Fix, names: Iterable[str]) -> dict[str, Any]:
    """How a fix stands, by column; ``steps`` beside them."""
    number = lookup.ident(row)
    return {name: _steps_of(act, number) if name == "steps" else getattr(row, name)
            for name in names}  # fmt: skip


def _change(
    act: Act, row: Fix, fields: dict[str, Any], verb: str, known: Mapping[str, object] = NOTHING
) -> bool:
    """Change what differs, with an event; whether anything did."""
    number = lookup.ident(row)
    was = _standing(act, row, fields)
    differ = [name for name in fields if was[name] != fields[name]]
    if not differ:
        return False
    for name in differ:
        if name == "steps":
            _steps(act, number, fields[name])
        else:
            setattr(row, name, fields[name])
    before = _kept(act, {name: was[name] for name in differ})
    after = _kept(act, {name: fields[name] for name in differ})
    row.version = act.record(Subject.FIX, number, verb, before, {**after, **known}).seq
    act.session.flush()
    search.index_fixes(act.session, [(number, row.title, row.symptom)])
    return True


def _steps_of(act: Act, number: int) -> tuple[str, ...]:
    statement = select(FixStep.text).where(col(FixStep.fix_id) == number)
    return tuple(act.session.exec(statement.order_by(col(FixStep.position))))


def _steps(act: Act, number: int, steps: Sequence[str]) -> None:
    act.session.execute(delete(FixStep).where(col(FixStep.fix_id) == number))
    act.session.add_all(
        FixStep(fix_id=number, position=position, text=text)
        for position, text in enumerate(steps, 1)
    )
    act.session.flush()


def _kept(act: Act, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as an event holds them: of texts the digest."""
    kept: dict[str, Any] = {}
    for name, value in values.items():
        if name not in TEXTS:
            kept[name] = value
        elif value:
            kept[name] = act.text("\n".join(value) if name == "steps" else value)
    return kept
