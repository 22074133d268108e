"""The contact form: one form for whoever is on the line; beside it, live, what the desk would do.

Enter completes and moves on, ``ctrl+s`` files by the proposed route from any field, Enter on a
route files by that one. What is typed is kept in the store while typing, and stays when filing
is refused or the form is left; it refuses to forget anything unless that is said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.containers import Container
from textual.widgets import Input

from frontdesk.commands import with_keys
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import N_, _
from frontdesk.screens import contact_reading as reading
from frontdesk.screens import request_reading as requests
from frontdesk.screens.base import ConsoleScreen
from frontdesk.screens.contact_reading import Filed, RouteLine, Sight
from frontdesk.terms import Channel, Route
from frontdesk.widgets.contact_form import ContactForm, asset_match, caller_match
from frontdesk.widgets.contact_typed import Typed, from_draft
from frontdesk.widgets.contact_ways import ways_of
from frontdesk.widgets.field import Field
from frontdesk.widgets.keeping import AGAIN, Body, Keeping
from frontdesk.widgets.leaving import keep_on
from frontdesk.widgets.question import Question
from frontdesk.widgets.swift import passed_on
from frontdesk.widgets.turning import Turning
from frontdesk.widgets.ways import Ways
from frontdesk.widgets.working import begin

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from frontdesk.desk.office import Office
    from frontdesk.rows import AssetRow, Done, RequesterRow

T = TypeVar("T")
PAUSE = 0.2
"""Seconds without a key before the route is worked out again."""
KEPT = 0.5
"""Seconds without a key before the draft is kept."""


class ContactScreen(ConsoleScreen):
    """Somebody is on the line."""

    NAME = "contact"
    HEADING = N_("New contact")
    DEFAULT_CSS = """
    #contact { height: 1fr; layout: vertical; }
    #beside > Ways { max-width: 110; }
    #contact > #beside { height: 1fr; padding: 0 1; border-top: solid $rule; }
    /* What nobody asked for does not hide the route that is proposed. */
    ContactScreen.-normal Completing.-all > OptionList { max-height: 3; }
    ContactScreen.-narrow Completing.-all > OptionList { max-height: 3; }
    ContactScreen.-wide #contact, ContactScreen.-widest #contact { layout: horizontal; }
    ContactScreen.-wide #contact > #form { width: 5fr; height: 1fr; }
    ContactScreen.-widest #contact > #form { width: 5fr; height: 1fr; }
    ContactScreen.-wide #contact > #beside, ContactScreen.-widest #contact > #beside {
        width: 6fr; height: 1fr; border-top: none; border-left: solid $rule;
    }
    ContactScreen.-wide #form Field, ContactScreen.-widest #form Field { margin: 0 0 1 0; }
    ContactScreen.-wide #form Horizontal { layout: vertical; }
    ContactScreen.-widest #form Horizontal { layout: vertical; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._sight = Sight()
        self._latest = Typed()
        self._since = 0.0
        self._pauses: dict[str, Timer] = {}
        self._restoring = True
        self._filing = False
        self._keeping = Keeping(self._draft, self._save, self._troubled)

    def body(self) -> ComposeResult:
        """The form, and what is seen beside it."""
        with Container(id="contact"):
            yield ContactForm(self._callers, self._equipment)
            with Container(id="beside"):
                yield Ways(id="ways")

    def on_mount(self) -> None:
        """The cursor is where the caller's name goes, before anything is read."""
        super().on_mount()
        self._since = asyncio.get_running_loop().time()
        self.form.focus_on("who")
        self._paint()

    async def opened(self, office: Office) -> None:
        """Puts back what was typed and not filed."""
        form = self.form
        form.categories = [(each.code, each.label) for each in office.policy.categories]
        form.places = await self.work.do(reading.sites)
        form.types = await self.work.do(reading.types)
        body = await self.work.do(reading.load_draft)
        typed = self.typed()
        if body:
            form.put_back(from_draft(body), typed)
            self.tell(with_keys(_("Your draft is back  ·  {contact.fresh} begins afresh")))
        self._restoring, self._latest = False, self.typed()
        if not typed.is_blank:
            self._touch()
            self._keep()
        await self._look()

    @property
    def form(self) -> ContactForm:
        """The fields."""
        return self.query_one(ContactForm)

    def typed(self) -> Typed:
        """The form as it stands."""
        return self.form.typed()

    async def _callers(self, text: str) -> Sequence[RequesterRow]:
        return await self.work.do(lambda office: reading.callers(office, text))

    async def _equipment(self, text: str, requester: str) -> Sequence[AssetRow]:
        return await self.work.do(lambda office: reading.equipment(office, text, requester))

    def on_key(self, event: events.Key) -> None:
        """What was typed before the form was there goes where the cursor is now."""
        if isinstance(self.focused, Input) and event.is_printable:
            passed_on(self, event)

    # Live

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        event.stop()
        if self._restoring or self._filing:
            return
        self._touch()
        self._later("look", PAUSE, lambda: self.start(self._look, "look"))
        if "keep" not in self._pauses:
            # Not put off by the next key: whoever types without a pause is kept as well.
            self._later("keep", KEPT, self._kept)
        if event.field.id == "equipment":
            self._caller_of_equipment()

    def _later(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        if name in self._pauses:
            self._pauses[name].stop()
        self._pauses[name] = self.set_timer(seconds, call)

    def _kept(self) -> None:
        del self._pauses["keep"]
        self._keep()

    async def _look(self) -> None:
        typed = self.typed()
        sight = await self.work.do(lambda office: reading.look(office, typed))
        if typed == self.typed() and self.is_attached:
            self._sight = sight
            self._paint()

    def _paint(self) -> None:
        sight = self._sight
        self.query_one(Ways).show(ways_of(sight, self.console_app.now()))
        self.form.completing("category").hint(
            _("{label}?").format(label=sight.label) if sight.label else _("not known yet")
        )
        site = next(
            (each.site for each in (*self._asset_rows(), sight.caller) if each and each.site), ""
        )
        self.form.completing("place").hint(dict(self.form.places).get(site, site) if site else "")
        note = f"→ {sight.priority}" if sight.priority is not None else ""
        self.query_one("#urgency", Turning).note(note)

    def _asset_rows(self) -> list[AssetRow]:
        tag = self.typed().asset
        return [row for row in self._sight.assets if row.tag == tag]

    def _caller_of_equipment(self) -> None:
        """Scanned equipment says who is calling, when nobody has."""
        chosen = self.form.completing("equipment").chosen
        if chosen is not None and not self.form.completing("who").text.strip():
            self.start(partial(self._owner, str(chosen.value)), "owner")

    async def _owner(self, tag: str) -> None:
        row = await self.work.do(lambda office: reading.owner(office, tag))
        who = self.form.completing("who")
        if row is not None and not who.text.strip():
            match = caller_match(row)
            who.put(match.title, match)
            self._touch()
            await self._look()

    async def changed(self, numbers: frozenset[int]) -> None:
        """The caller's open tickets may be other ones now."""
        if {row.number for row in self._sight.open} & numbers:
            await self._look()

    # The draft

    @property
    def keeping(self) -> Keeping:
        """The draft, with all that was typed by now."""
        if not (self._restoring or self._filing) and self.typed() != self._latest:
            self._touch()
        return self._keeping

    def _draft(self) -> Body:
        return self._latest.draft()

    def _touch(self) -> None:
        # The fields are gone when the screen is: what stood in them last is kept here.
        self._latest = self.typed()
        self._keeping.touch()

    async def _save(self, body: Body) -> None:
        kept = await self.work.do(lambda office: reading.save_draft(office, dict(body)))
        if not kept and not self._filing and self.is_current:
            # Filed at another console of the same person: what is typed here is another contact.
            self.form.renew()
            self._touch()

    def _keep(self) -> None:
        begin(self, self._tried, "keep", exclusive=False)

    async def _tried(self) -> None:
        if not await self._keeping.flush() and "keep" not in self._pauses:
            self._later("keep", AGAIN, self._kept)

    def _troubled(self, error: FrontdeskError | None) -> None:
        if error is None:
            self.tell(_("What you typed is kept again"))
        else:
            self.warn(error)

    def step_out(self) -> bool:
        """Esc: keeps the draft, then leaves."""
        self.start(self._leave, "leave")
        return True

    async def _leave(self) -> None:
        if not await self.keeping.flush(anew=True):
            self._keep()
            return
        if not self.typed().is_blank:
            self.tell(with_keys(_("Kept as a draft  ·  {contact.new} brings it back")))
        self._away()

    def _away(self) -> None:
        if self.app.screen is self and len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def on_unmount(self) -> None:
        """However it was left, what was typed is kept."""
        super().on_unmount()
        keep_on(self.app, self._keeping)

    async def discard(self) -> None:
        """Begins afresh, when the person says so."""
        if not self.typed().is_blank:
            sure = await self.ask(Question(_("Throw away what is typed, and begin afresh?")))
            if not sure:
                return
        self.form.put(Typed())
        self._sight = Sight()
        self._since = asyncio.get_running_loop().time()
        self._touch()
        await self._keeping.flush()
        self.form.focus_on("who")
        await self._look()

    # Quick requests

    async def serve_request(self, code: str = "") -> None:
        """Serves a quick request for the caller; filed when it is done, not before.

        Args:
            code: of the one that is meant; empty: chosen out of the catalogue.
        """
        missing = self.form.who_is_missing()
        if missing is not None:
            self.app.notify(missing, severity="warning", markup=False, timeout=5)
            return
        typed = self.typed()
        chosen = await requests.choose(self, f"{typed.subject} {typed.said}", code)
        if chosen is None:
            return
        await self._keeping.flush()
        serve = requests.of_form(typed, self._minutes())
        self.console_app.push("request", chosen, typed.who, serve, self._served)

    def _served(self, _done: Done) -> None:
        self._filing = True
        self.start(self._end, "end")

    async def _end(self) -> None:
        await self._keeping.end()
        self._away()

    # Filing

    def to_ways(self) -> None:
        """Puts the cursor on the routes."""
        self.query_one(Ways).focus()

    async def file_as_proposed(self) -> None:
        """``ctrl+s``: by the route that the desk proposes."""
        await self._file(None)

    @on(Ways.Chosen)
    def _chosen(self, event: Ways.Chosen) -> None:
        event.stop()
        kind, _colon, which = event.key.partition(":")
        if kind == "route":
            first = self._sight.routes[0]
            route = next(each for each in self._sight.routes if each.key == which)
            self._begin(partial(self._file, None if route is first else route))
        elif kind == "ticket":
            self._begin(partial(self._add_to, int(which)))
        else:
            row = next(each for each in self._sight.assets if each.tag == which)
            match = asset_match(row)
            self.form.completing("equipment").put(match.title, match)
            self._edited(Field.Edited(self.form.completing("equipment")))

    def _begin(self, job: Callable[[], Awaitable[None]]) -> None:
        begin(self, partial(self._guarded, job), "acts", exclusive=False)

    def _minutes(self) -> int:
        """How long the contact has taken, on a channel where somebody waits meanwhile."""
        spent = asyncio.get_running_loop().time() - self._since
        live = self.typed().channel in (Channel.PHONE, Channel.COUNTER, Channel.CHAT)
        return min(240, max(1, round(spent / 60))) if live else 0

    async def _file(self, chosen: RouteLine | None) -> None:
        missing = self.form.missing()
        if missing is not None:
            self.app.notify(missing, severity="warning", markup=False, timeout=5)
            return
        way = chosen or next(iter(self._sight.routes), None)
        if way is not None and way.route is Route.QUICK_REQUEST:
            await self.serve_request(way.key.partition(":")[2])
            return
        typed, minutes = self.typed(), self._minutes()
        filed = await self._once(lambda office: reading.file(office, typed, chosen, minutes))
        if filed is not None:
            self._filed(filed)

    async def _add_to(self, number: int) -> None:
        typed, minutes = self.typed(), self._minutes()
        done = await self._once(lambda office: reading.add_to(office, typed, number, minutes))
        if done is not None:
            self.acted(done)
            self.tell(_("{number}: contact added").format(number=number))
            self._away()
            self.console_app.point_at(number)

    async def _once(self, job: Callable[[Office], T]) -> T | None:
        """Files once, whatever is pressed meanwhile; a refusal leaves the form as it is."""
        if self._filing:
            return None
        self._filing = True
        for timer in self._pauses.values():
            timer.stop()
        try:
            done = await self.work.do(job)
        except FrontdeskError:
            self._filing = False
            self._touch()
            self._keep()
            raise
        await self._keeping.end()
        return done

    def _filed(self, filed: Filed) -> None:
        self.acted(filed.done)
        number = filed.number
        self._away()
        if filed.route is Route.VENDOR_REPAIR and filed.orders:
            said = _("{number} filed: repair order {order} is open").format(
                number=number, order=filed.orders[-1]
            )
        else:
            said = _("{number} filed: {words}").format(number=number, words=filed.words)
        self.tell(said)
        if filed.route is Route.LOCAL_FIX and filed.fix is not None:
            self.console_app.push("fix", number, fix=filed.fix)
        elif filed.route is Route.ASSIGN:
            # The caller is still there, and the ticket need not be in the view that is shown.
            self.console_app.push("ticket", number)
        else:
            self.console_app.point_at(number)
