"""The composer: drafts kept while typing, and what happens when they cannot be kept."""

from __future__ import annotations

from textual.app import App, ComposeResult

from frontdesk.errors import StoreError
from frontdesk.themes import THEMES
from frontdesk.widgets.composer import Composer


class Writing(App[None]):
    """Nothing but a composer; it remembers what was kept and posted."""

    def __init__(self, text: str = "", *, full: bool = False) -> None:
        super().__init__()
        self.text = text
        self.full = full
        self.kept: list[str] = []
        self.posted: list[str] = []
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        async def keep(text: str) -> None:
            if self.full:
                raise StoreError("the disk is full", "make room, then go on")
            self.kept.append(text)

        yield Composer(keep, self.text)

    def on_composer_sent(self, event: Composer.Sent) -> None:
        self.posted.append(f"sent {event.text}")

    def on_composer_left(self) -> None:
        self.posted.append("left")


async def test_what_is_typed_is_kept_when_one_pauses_and_when_one_leaves() -> None:
    app = Writing("be")
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("g")
        composer = app.query_one(Composer)
        composer._pause()
        await app.workers.wait_for_complete()
        assert app.kept == ["beg"]
        await pilot.press("i", "n", "escape")
        assert app.kept == ["beg", "begin"]
        assert app.posted == ["left"]


async def test_a_draft_that_cannot_be_kept_is_said_and_the_text_stays() -> None:
    app = Writing(full=True)
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("x", "escape")
        assert app.posted == []
        assert app.query_one(Composer).area.text == "x"
        assert [each.title for each in app._notifications] == ["the disk is full"]


async def test_sending_hands_the_text_over_and_keeps_it_until_it_went() -> None:
    app = Writing("done")
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("ctrl+s")
        assert app.posted == ["sent done"]
        composer = app.query_one(Composer)
        assert composer.area.text == "done"
        composer.sent()
        assert composer.area.text == ""
