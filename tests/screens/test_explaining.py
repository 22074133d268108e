"""Why a ticket is here and not elsewhere: its receipts, read and asked from the keyboard."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult

from frontdesk import desk, insight
from frontdesk.themes import THEMES
from frontdesk.widgets.preview import Details, PreviewLines
from frontdesk.widgets.receipt_sheet import ReceiptSheet
from frontdesk.widgets.ways import Ways
from tests.conftest import Clock, Enter
from tests.screens.consoles import console, gone, says, settled, shown, ticket, until
from tests.screens.rows import NOW, row


async def test_an_option_is_asked_why_not_and_what_would_choose_it(
    place: Path, clock: Clock, enter: Enter
) -> None:
    number = ticket(enter("maja"), "my account is locked after too many attempts")
    desk.route.route(enter("maja"), [number])
    async with console(place, clock, size=(120, 40)) as pilot:
        await says(pilot, "my account is locked")
        await pilot.press("e")
        await says(pilot, f"Why is {number} here?")
        await says(pilot, "what was chosen")
        await pilot.press("end")
        await says(pilot, "policy ")
        sheet = pilot.app.screen
        assert isinstance(sheet, ReceiptSheet)
        sheet.query_one(Ways).mark("escalate:network")
        await pilot.press("enter")
        await says(pilot, "Why not: Escalate it to network")
        await says(pilot, "the smallest change that would choose it")
        await says(pilot, "Then: Escalate it to network")
        await pilot.press("escape")
        await says(pilot, "what was chosen")
        await pilot.press("e")
        await gone(pilot, "what was chosen")


async def test_earlier_receipts_are_paged_through_with_who_did_otherwise_and_why(
    place: Path, clock: Clock, enter: Enter
) -> None:
    number = ticket(enter("maja"), "my account is locked after too many attempts")
    desk.route.route(enter("maja"), [number])
    clock.tick(minutes=5)
    desk.assign.assign(enter("berit"), [number], to="emil", reason="he knows\x1b[31m it")
    clock.tick(minutes=5)
    desk.edit.edit(enter("berit"), [number], {"urgency": "high"})
    desk.route.route(enter("berit"), [number])
    async with console(place, clock, "berit") as pilot:
        await pilot.press("9")
        await says(pilot, "my account")
        await pilot.press("e")
        await says(pilot, "decision 3 of 3")
        await pilot.press("left")
        await says(pilot, "decision 2 of 3")
        await says(pilot, "Since the decision before:")
        await pilot.press("left")
        await says(pilot, "decision 1 of 3")
        assert "berit did otherwise: “he knows␛[31m it”" in shown(pilot)
        await pilot.press("left", "right")
        await says(pilot, "decision 2 of 3")
        await until(pilot, lambda: "did otherwise" not in shown(pilot))
        await pilot.press("escape")
        await settled(pilot)


class Previewed(App[None]):
    """The preview of one ticket, as low as it is at 24 lines."""

    def __init__(self, details: Details) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self._details = details

    def compose(self) -> ComposeResult:
        yield PreviewLines(lambda: NOW)

    def on_mount(self) -> None:
        lines = self.query_one(PreviewLines)
        lines.styles.height = 6
        lines.show(row(7), self._details)

    @property
    def lines(self) -> list[str]:
        return str(self.query_one(PreviewLines).render()).splitlines()


async def test_a_long_route_keeps_its_price_in_sight_where_there_is_little_room(
    place: Path, clock: Clock, enter: Enter
) -> None:
    office = enter("maja")
    number = ticket(office, "two sheets", words="It says so, on both computers. " * 9)
    known = insight.tickets.ticket(office.store, number)
    route = "Try known fix 17, “Desk phone: no dial tone”, with the requester"
    app = Previewed(Details(known, (), route, ("46 %, 462.84 USD",)))
    async with app.run_test(size=(78, 10)) as pilot:
        await pilot.pause()
        assert app.lines[-2:] == [f"▸ {route}  e explains", "  46 %, 462.84 USD"]
        await pilot.resize_terminal(70, 10)
        assert app.lines[-2:] == [f"▸ {route}", "  46 %, 462.84 USD"]
        await pilot.resize_terminal(64, 10)
        assert app.lines[-2].endswith("the reques…")
        assert app.lines[-1] == "  46 %, 462.84 USD"
