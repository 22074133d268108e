"""The contact form's fields and what completes them; ``typed`` and ``put`` are its value.

It refuses to look anything up itself: the screen hands it the functions that do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from frontdesk.i18n import N_, _
from frontdesk.terms import Channel, Impact, Kind, Urgency
from frontdesk.widgets.completing import Completing, Match
from frontdesk.widgets.contact_typed import Typed, newcomer_of, piece_of
from frontdesk.widgets.line_field import LineField
from frontdesk.widgets.turning import Turning
from frontdesk.widgets.words_field import WordsField
from frontdesk.words import fold

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from frontdesk.rows import AssetRow, RequesterRow

NEW = "+"
"""Stands for what is to be entered in the register; of equipment its type follows."""
CHANNELS = (
    (Channel.PHONE, N_("phone")),
    (Channel.COUNTER, N_("counter")),
    (Channel.CHAT, N_("chat")),
    (Channel.EMAIL, N_("e-mail")),
    (Channel.SELF_SERVICE, N_("self-service")),
    (Channel.MONITORING, N_("monitoring")),
)
IMPACTS = (
    (Impact.PERSON, N_("one person")),
    (Impact.GROUP, N_("group")),
    (Impact.SITE, N_("site")),
    (Impact.EVERYONE, N_("everyone")),
)
URGENCIES = (
    (Urgency.LOW, N_("low")),
    (Urgency.NORMAL, N_("normal")),
    (Urgency.HIGH, N_("high")),
    (Urgency.CRITICAL, N_("critical")),
)
KINDS = (
    ("", N_("as the category says")),
    (Kind.INCIDENT, N_("incident")),
    (Kind.REQUEST, N_("request")),
    (Kind.PROBLEM, N_("problem")),
)


class ContactForm(Vertical):
    """Who, what, words, equipment, place, category, impact, urgency, channel, kind."""

    DEFAULT_CSS = """
    ContactForm { height: auto; padding: 0 1; }
    ContactForm Horizontal { height: auto; }
    """

    def __init__(
        self,
        callers: Callable[[str], Awaitable[Sequence[RequesterRow]]],
        equipment: Callable[[str, str], Awaitable[Sequence[AssetRow]]],
    ) -> None:
        """A form.

        Args:
            callers: people whom a typed text may mean.
            equipment: equipment that a text may mean, for a requester's code.
        """
        super().__init__(id="form")
        self._callers_of = callers
        self._equipment_of = equipment
        self._operation = uuid4().hex
        self.places: Sequence[tuple[str, str]] = ()
        self.categories: Sequence[tuple[str, str]] = ()
        self.types: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """The fields."""
        yield Completing(_("who"), self._callers, id="who", none=_("unknown: give a name"))
        yield LineField(_("what"), id="what")
        yield WordsField(_("words"), id="words")
        none = _("goes into the words, or add type")
        yield Completing(_("equipment"), self._equipment, id="equipment", none=none)
        with Horizontal():
            none = _("no such place")
            yield Completing(_("place"), self._places, id="place", eager=True, none=none)
            none = _("no such category")
            yield Completing(_("category"), self._categories, id="category", eager=True, none=none)
        with Horizontal():
            yield Turning(_("impact"), _said(IMPACTS), usual="person", id="impact")
            yield Turning(_("urgency"), _said(URGENCIES), usual="normal", id="urgency")
        with Horizontal():
            yield Turning(_("channel"), _said(CHANNELS), usual="phone", id="channel")
            yield Turning(_("kind"), _said(KINDS), usual="", id="kind")

    def typed(self) -> Typed:
        """The form as it stands."""
        kind = self.query_one("#kind", Turning).value
        who, equipment = self.completing("who"), self.completing("equipment")
        caller, asset = who.chosen, equipment.chosen
        place, category = self.completing("place").chosen, self.completing("category").chosen
        known = caller is not None and caller.value != NEW
        tag = str(asset.value) if asset is not None else ""
        new = tag.startswith(NEW)
        return Typed(
            who=who.text,
            requester=str(caller.value) if caller is not None and known else "",
            newcomer=caller is not None and not known,
            what=self.query_one("#what", LineField).value,
            words=self.query_one("#words", WordsField).value,
            equipment=equipment.text,
            asset="" if new else tag,
            piece=tag.removeprefix(NEW) if new else "",
            place=str(place.value) if place is not None else "",
            category=str(category.value) if category is not None else "",
            channel=Channel(self.query_one("#channel", Turning).value),
            impact=Impact(self.query_one("#impact", Turning).value),
            urgency=Urgency(self.query_one("#urgency", Turning).value),
            kind=Kind(kind) if kind else None,
            operation=self._operation,
        )

    def renew(self) -> None:
        """Makes another contact of what is typed: the earlier one has been filed."""
        self._operation = uuid4().hex

    def put(self, typed: Typed) -> None:
        """Fills the form."""
        self._operation = typed.operation or uuid4().hex
        who = Match(typed.requester or NEW, typed.who)
        known = bool(typed.requester or typed.newcomer)
        self.completing("who").put(typed.who, who if known else None)
        tag = NEW + typed.piece if typed.piece else typed.asset
        asset = Match(tag, typed.equipment) if tag else None
        self.completing("equipment").put(typed.equipment, asset)
        for name, code in (("place", typed.place), ("category", typed.category)):
            codes = dict(self.places if name == "place" else self.categories)
            chosen = Match(code, codes.get(code, code)) if code else None
            self.completing(name).put(code, chosen)
        self.query_one("#what", LineField).put(typed.what)
        self.query_one("#words", WordsField).put(typed.words)
        for name, value in (
            ("channel", typed.channel),
            ("impact", typed.impact),
            ("urgency", typed.urgency),
            ("kind", typed.kind or ""),
        ):
            self.query_one(f"#{name}", Turning).put(str(value))

    def put_back(self, earlier: Typed, typed: Typed) -> None:
        """Fills the form with a draft, below what has been typed into it already.

        A name that is typed at once replaces the one in the draft.
        """
        if typed.is_blank:
            self.put(earlier)
            self.completing("who").mark()
        else:
            self.put(typed.after(earlier))

    def completing(self, name: str) -> Completing[str]:
        """A field that completes."""
        return cast("Completing[str]", self.query_one(f"#{name}", Completing))

    def missing(self) -> str | None:
        """What the form lacks before it can be filed; the cursor goes there."""
        typed = self.typed()
        if not typed.subject:
            self.focus_on("what")
            return _("Say what it is about")
        if (missing := self.who_is_missing()) is not None:
            return missing
        for name, said in (("place", _("no such place")), ("category", _("no such category"))):
            field = self.completing(name)
            if field.text.strip() and field.chosen is None:
                self.focus_on(name)
                return f"{field.text.strip()}: {said}"
        return None

    def who_is_missing(self) -> str | None:
        """Whether the form lacks who it is about; the cursor goes there."""
        typed = self.typed()
        if not typed.requester and not typed.newcomer:
            self.focus_on("who")
            if not typed.who.strip():
                return _("Say who it is, or type unknown")
            return _("{who} is not chosen yet: Enter takes or registers them").format(
                who=typed.who.strip()
            )
        return None

    async def _callers(self, text: str) -> Sequence[Match[str]]:
        found = [caller_match(row) for row in await self._callers_of(text)]
        new = newcomer_of(text)
        facts = " · ".join(each for each in (new.phone, new.email) if each)
        note = _("new: register them") if facts else _("new: add phone or mail")
        if any(char.isalpha() for char in text):
            found.append(Match(NEW, text.strip(), f"+ {note}  {facts}".strip(), sure=False))
        return found

    async def _equipment(self, text: str) -> Sequence[Match[str]]:
        requester = self.typed().requester
        found = [asset_match(row) for row in await self._equipment_of(text, requester)]
        if (piece := piece_of(text, self.types)) is not None:
            facts = f"{piece.tag} · {piece.type.replace('_', ' ')} {piece.model}".strip()
            note = "+ " + _("new: register it  {facts}").format(facts=facts)
            found.append(Match(NEW + piece.type, text.strip(), note, sure=False))
        return found

    async def _places(self, text: str) -> Sequence[Match[str]]:
        return _among(self.places, text)

    async def _categories(self, text: str) -> Sequence[Match[str]]:
        return _among(self.categories, text)

    def focus_on(self, name: str) -> None:
        """Puts the cursor into a field of one line."""
        self.query_one(f"#{name}").query_one(Input).focus()


def _said(values: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(str(value), _(said)) for value, said in values]


def _among(known: Sequence[tuple[str, str]], text: str) -> list[Match[str]]:
    asked = fold(text.strip())
    return [Match(code, name, code) for code, name in known if asked in fold(f"{code} {name}")]


def caller_match(row: RequesterRow) -> Match[str]:
    """Somebody of the register, with what they are recognised by."""
    facts = (row.phone, row.organisation, row.email)
    return Match(row.code, row.name, " · ".join(each for each in facts if each))


def asset_match(row: AssetRow) -> Match[str]:
    """A piece of equipment, with what it is recognised by."""
    facts = (f"{row.type} {row.model}".strip(), row.serial or "", row.requester_name or "")
    return Match(row.tag, row.tag, " · ".join(each for each in facts if each))
