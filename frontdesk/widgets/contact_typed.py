"""What stands in the contact form, as one plain value: kept as a draft, looked at, filed.

Pure: it refuses to know widgets and the store. What was typed is never dropped: equipment that
the register does not have goes into the words, a caller it does not have becomes a newcomer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from frontdesk.i18n import _
from frontdesk.terms import Channel, Impact, Kind, Urgency
from frontdesk.text import clip_words, fold

SUBJECT = 120
"""Characters of the words that become the subject when none was typed."""
_MAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"\+?\(?\d[\d\s()/.-]{4,}\d")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands.

    Attributes:
        who: what is typed for the caller; ``requester``: the code it was completed to;
            ``newcomer``: the person is to be entered in the register under what is typed.
        equipment: what is typed; ``asset``: the tag it was completed to; ``piece``: the type as
            which it is to be entered in the register.
        place, category: codes; empty where the register's or the policy's own guess is to hold.
        kind: ``None``: what tickets of the category are.
        operation: makes a second filing of the same form harmless.
    """

    who: str = ""
    requester: str = ""
    newcomer: bool = False
    what: str = ""
    words: str = ""
    equipment: str = ""
    asset: str = ""
    piece: str = ""
    place: str = ""
    category: str = ""
    channel: Channel = Channel.PHONE
    impact: Impact = Impact.PERSON
    urgency: Urgency = Urgency.NORMAL
    kind: Kind | None = None
    operation: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been typed; what merely stands at its usual value is nothing."""
        return not (
            any(text.strip() for text in (self.who, self.what, self.words, self.equipment))
            or self.place
            or self.category
        )

    @property
    def subject(self) -> str:
        """The subject; without one, the first words of what was said."""
        return self.what.strip() or clip_words(self.words.strip(), SUBJECT)

    @property
    def said(self) -> str:
        """The words, with the equipment in them that the register does not have."""
        words = self.words.strip()
        unknown = self.equipment.strip()
        if not unknown or self.asset or self.piece:
            return words
        line = _("Equipment, not in the register: {what}").format(what=unknown)
        return f"{words}\n{line}" if words else line

    def after(self, earlier: Typed) -> Typed:
        """This form with what was in an earlier one, so that neither is lost."""
        parts = (earlier.who, earlier.what, earlier.words, earlier.equipment)
        lines = [_("Earlier draft:"), *(each.strip() for each in parts if each.strip())]
        return replace(self, words="\n".join([*([self.words] if self.words else []), *lines]))

    def draft(self) -> dict[str, str]:
        """What is kept while typing, by field; empty for a blank form."""
        if self.is_blank:
            return {}
        body = {each.name: str(getattr(self, each.name) or "") for each in fields(self)}
        return {**body, "newcomer": "yes" if self.newcomer else ""}


def from_draft(body: Mapping[str, str]) -> Typed:
    """The form as it was kept; what a later version wrote and this one cannot read is left out."""
    known = {each.name for each in fields(Typed)}
    values: dict[str, object] = {
        name: text for name, text in body.items() if name in known and name != "newcomer"
    }
    enums = (("channel", Channel), ("impact", Impact), ("urgency", Urgency), ("kind", Kind))
    for name, kind in enums:
        word = str(values.pop(name, ""))
        if word in {each.value for each in kind}:
            values[name] = kind(word)
    return Typed(**values, newcomer=bool(body.get("newcomer")))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom the register does not have, out of one typed line."""

    name: str
    email: str | None = None
    phone: str | None = None


def newcomer_of(line: str) -> Newcomer:
    """Name, mail address and telephone number of what was typed for an unknown caller.

    >>> newcomer_of("Ewa Lis 61 555 0199 ewa@lis.example")
    Newcomer(name='Ewa Lis', email='ewa@lis.example', phone='61 555 0199')
    """
    mail = _MAIL.search(line)
    rest = line.replace(mail.group(), " ") if mail else line
    phone = _PHONE.search(rest)
    rest = rest.replace(phone.group(), " ") if phone else rest
    name = " ".join(rest.split(" ")).strip(" ,;·<>")
    name = " ".join(name.split())
    email = mail.group().strip("<>,;").lower() if mail else None
    number = phone.group().strip() if phone else None
    if not name:
        name = email.partition("@")[0].replace(".", " ").title() if email else (number or "")
    return Newcomer(name, email, number)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of equipment that the register does not have, out of one typed line."""

    tag: str
    type: str
    model: str = ""


def piece_of(line: str, types: Iterable[str]) -> Piece | None:
    """Tag, type and model of equipment, in that order; ``None`` while one of the first two lacks.

    Args:
        types: those that the desk knows; one of several words is typed as words.

    >>> piece_of("SN-9004 desk phone Zandt 24", ["desk_phone", "switch"])
    Piece(tag='SN-9004', type='desk_phone', model='Zandt 24')
    """
    tag, *rest = line.split() or [""]
    if not any(char.isdigit() for char in tag):
        return None
    said = [fold(word) for word in rest]
    for known in sorted(types, key=len, reverse=True):
        words = fold(known).replace("_", " ").split()
        if words and said[: len(words)] == words:
            return Piece(tag, known, " ".join(rest[len(words) :]))
    return None
