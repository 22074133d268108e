"""The register: places, teams, people, equipment, suppliers. Added, edited, loaded in bulk.

Names, mail and telephone numbers of people never stand in an event, only their digests. Nothing
is ever removed: who has left is set inactive, what is gone is retired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from frontdesk import codes, rights
from frontdesk.desk import lookup
from frontdesk.desk.act import Act
from frontdesk.desk.inputs import checked
from frontdesk.desk.loading import BadRows, filled
from frontdesk.desk.office import Office
from frontdesk.desk.operation import acting
from frontdesk.desk.register_inputs import CHANGES, INPUTS, StockInput
from frontdesk.desk.register_rows import (
    MODELS,
    Codes,
    Entry,
    coded,
    entries,
    key_of,
    known,
    same_person,
    stocked,
    write,
)
from frontdesk.desk.register_rules import check
from frontdesk.errors import BadInputError, RefusedError
from frontdesk.i18n import _
from frontdesk.models import Part, Row
from frontdesk.rows import Done, Loaded
from frontdesk.terms import Subject
from frontdesk.text import safe

Values = Mapping[str, object]


def add(office: Office, subject: Subject, values: Values) -> Done:
    """Add an entry to a register; ``made`` is its id (of a roster's several windows, the last).

    Args:
        values: field to value, as typed or as a TOML file has them; other entries by their codes.

    Raises:
        BadInputError: a field that does not exist or cannot be so.
        NotFoundError: the code of another register that does not exist.
        RefusedError: no right to it, or the code is taken.
    """
    with acting(office, right(subject, "add")) as act:
        act.made = enter(act, subject, values)
    return act.done()


def enter(act: Act, subject: Subject, values: Values) -> int:
    """Add an entry inside somebody's operation; its id. Raises as ``add``."""
    rights.authorize(act.office.actor, right(subject, "add"))
    given = checked(INPUTS[subject], values)
    new = entries(Codes(act), subject, given, whole=True)
    there = known(act, subject, new)
    for index, entry in enumerate(new):
        if key_of(subject, entry) in there:
            raise taken(subject, entry)
        check(act, subject, entry, new[:index])
    if subject is Subject.REQUESTER:
        coded(act, new)
    return write(act, subject, new)[-1].number


def edit(office: Office, subject: Subject, code: str, values: Values) -> Done:
    """Change an entry of a register; ``made`` is its id.

    Args:
        code: its code, login or tag; of a window of the roster, its number.
        values: the fields to change; an empty value clears what can be empty.

    Raises:
        NotFoundError: there is no such entry.
        BadInputError, RefusedError: as for ``add``.
    """
    rights.authorize(office.actor, right(subject, "edit"))
    if not values:
        raise BadInputError(_("nothing to change"), _("say --set field=value"))
    given = checked(CHANGES[subject], values)
    with acting(office, right(subject, "edit")) as act:
        row = _named(act, subject, code)
        changed = entries(Codes(act), subject, given, whole=False)
        if len(changed) > 1:
            raise BadInputError(
                _("weekdays: a window is on one day"), _("edit the others by their numbers")
            )
        entry = changed[0]
        entry.onto(row)
        other = known(act, subject, [entry]).get(key_of(subject, entry), row)
        if other is not row:
            raise taken(subject, entry)
        check(act, subject, entry)
        act.made = write(act, subject, [entry])[0].number
    return act.done()


def load(
    office: Office,
    subject: Subject,
    rows: Iterable[Values],
    *,
    skip_bad: bool = False,
    first: int = 1,
) -> Loaded:
    """Bring many entries into a register, in one transaction; loading them again changes nothing.

    An entry that is in the register already is changed where its row says something else.

    Args:
        rows: as for ``add``; an empty value is one that was not given.
        skip_bad: leave bad rows out and report them, instead of loading nothing.
        first: the number of the first row, for what is said about a bad one.

    Raises:
        FrontdeskError: the first bad row, by its number and column.
    """
    rights.authorize(office.actor, right(subject, "import"))
    with acting(office, right(subject, "import")) as act:
        codes, bad = Codes(act), BadRows(_fields(subject), skip=skip_bad)
        read: list[tuple[int, Entry]] = []
        for number, values in enumerate(rows, first):
            with bad.row(number):
                given = checked(INPUTS[subject], filled(values))
                new = entries(codes, subject, given, whole=True)
                read += [(number, entry) for entry in new]
        good = _matched(act, subject, read, bad)
        if subject is Subject.REQUESTER:
            coded(act, good)
        became = Counter(one.what for one in write(act, subject, good))
    return Loaded(
        act.stamp.operation,
        added=became["added"],
        changed=became["changed"],
        unchanged=became["unchanged"],
        skipped=tuple(bad.skipped),
    )


def _matched(
    act: Act, subject: Subject, read: Sequence[tuple[int, Entry]], bad: BadRows
) -> list[Entry]:
    """The entries that can be written, each put onto the row that it changes."""
    standing = known(act, subject, [entry for _number, entry in read])
    seen: dict[tuple[object, ...], int] = {}
    good: list[Entry] = []
    for number, entry in read:
        with bad.row(number):
            key = key_of(subject, entry)
            row = standing.get(key)
            if subject is Subject.REQUESTER and key == (None,):
                row = same_person(act, entry.columns)
                key = ("", entry.columns["folded"], entry.columns["email"],
                       entry.columns["phone_digits"])  # fmt: skip
            if key in seen:
                raise BadInputError(
                    _("the same as row {n}").format(n=seen[key]), _("leave one of them out")
                )
            if row is not None:
                entry.onto(row)
            check(act, subject, entry, good)
            seen[key] = number
            good.append(entry)
    return good


def stock(office: Office, rows: Iterable[Values]) -> Loaded:
    """Set how many of a part lie at a site: rows of ``part``, ``site`` and ``count``.

    Raises:
        FrontdeskError: the first bad row, by its number and column; nothing is set then.
    """
    rights.authorize(office.actor, "part_edit")
    changed = unchanged = 0
    with acting(office, "part_edit") as act:
        codes, bad = Codes(act), BadRows(set(StockInput.model_fields), skip=False)
        for number, values in enumerate(rows, 1):
            with bad.row(number):
                given = checked(StockInput, filled(values))
                part = lookup.by_key(act.session, Part, given.part)
                if stocked(act, part, {codes.id_of("site", given.site): given.count}):
                    changed += 1
                else:
                    unchanged += 1
        act.session.flush()
    return Loaded(act.stamp.operation, changed=changed, unchanged=unchanged)


def _fields(subject: Subject) -> set[str]:
    return set(INPUTS[subject].model_fields)


def right(subject: Subject, what: str) -> str:
    """The right to add, edit or import entries of a register.

    Raises:
        BadInputError: there is no such register.
    """
    if subject not in MODELS:
        raise BadInputError(
            _("{noun} is no register").format(noun=codes.noun(subject)),
            _("known: {names}").format(names=", ".join(MODELS)),
        )
    return f"{subject}_{what}"


def _named(act: Act, subject: Subject, code: str) -> Row:
    """The row that a code names; a window of the roster is named by its number."""
    if subject is Subject.REQUESTER:
        return lookup.requester(act.session, code)
    if subject is not Subject.SHIFT:
        return lookup.by_key(act.session, MODELS[subject], code)
    number = int(code) if code.isdecimal() and len(code) < 10 else 0
    return lookup.by_number(act.session, MODELS[subject], number, "shift")


def taken(subject: Subject, entry: Entry) -> RefusedError:
    """The refusal of an entry whose code another one has."""
    code = safe(str(key_of(subject, entry)[0]), 80)
    if subject is Subject.SHIFT:
        return RefusedError(
            _("there is a window from {starts} on that day already").format(
                starts=entry.columns["starts"]
            ),
            _("`frontdesk shift list` shows it"),
        )
    return RefusedError(
        _("{noun} {code!r} exists already").format(noun=codes.noun(subject), code=code),
        _("change it with `frontdesk {noun} edit`, or choose another code").format(noun=subject),
    )
