"""The composer: drafts kept while typing, and what happens when they cannot be kept."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult

from frontdesk.errors import StoreError
from frontdesk.themes import THEMES
from frontdesk.widgets.composer import Composer


class Writing(App[None]):
    """Nothing but a composer; it remembers what was kept, posted and asked for."""

    def __init__(self, text: str = "", *, full: bool = False) -> None:
        super().__init__()
        self.text = text
        self.full = full
        self.kept: list[str] = []
        self.posted: list[str] = []
        self.asked: list[str] = []
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        async def keep(text: str) -> None:
            if self.full:
                raise StoreError("the disk is full", "make room, then go on")
            self.kept.append(text)

        async def insert(mark: str) -> str | None:
            self.asked.append(mark)
            return None if mark == "@" else f"<{mark}>"

        yield Composer(keep, self.text, insert)

    def on_composer_sent(self, event: Composer.Sent) -> None:
        self.posted.append(f"sent {event.text}")

    def on_composer_left(self) -> None:
        self.posted.append("left")

    def on_composer_troubled(self, event: Composer.Troubled) -> None:
        self.posted.append(str(event.error or "kept again"))


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


async def test_a_draft_that_cannot_be_kept_is_said_once_and_kept_when_it_can() -> None:
    app = Writing(full=True)
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        composer = app.query_one(Composer)
        await pilot.press("x", "escape", "y")
        composer._pause()
        await app.workers.wait_for_complete()
        assert app.posted == ["the disk is full — make room, then go on"]
        assert composer.area.text == "xy"
        app.full = False
        composer._pause()
        await app.workers.wait_for_complete()
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        assert app.kept == ["xy"]
        assert app.posted[1:] == ["kept again", "left"]


async def test_sending_hands_the_text_over_and_nothing_of_it_is_kept_afterwards() -> None:
    app = Writing("don")
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("e", "ctrl+s")
        assert app.posted == ["sent done"]
        composer = app.query_one(Composer)
        assert composer.area.text == "done"
        assert await composer.sent("done")
        composer._pause()
        await app.workers.wait_for_complete()
        assert app.kept == []


async def test_what_is_typed_while_the_text_is_being_sent_stays_and_is_kept() -> None:
    app = Writing("don")
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("e", "ctrl+s", "space", "m", "o", "r", "e")
        composer = app.query_one(Composer)
        assert not await composer.sent("done")
        assert composer.area.text == "more"
        await pilot.press("escape")
        assert app.kept[-1] == "more"


async def test_what_is_taken_down_before_a_pause_is_kept() -> None:
    app = Writing()
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.press("x")
        await app.query_one(Composer).remove()
        await app.workers.wait_for_complete()
        assert app.kept == ["x"]


async def test_a_mark_typed_twice_at_the_beginning_of_a_word_asks_what_to_put_there() -> None:
    app = Writing("see ")
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        area = app.query_one(Composer).area
        await pilot.press(":", ":")
        await app.workers.wait_for_complete()
        assert (app.asked, area.text) == ([":"], "see <:>")
        assert area.cursor_location == (0, 7)
        await pilot.press("?", "?", "?")
        assert app.asked == [":"]  # really???
        await pilot.press("enter", "?", "?")
        await app.workers.wait_for_complete()
        assert area.text == "see <:>???\n<?>"
        # Left by Esc they stay as they are; what is pasted is text.
        await pilot.press("space", "@", "@")
        await app.workers.wait_for_complete()
        assert area.text.endswith("<?> @@")
        app.post_message(events.Paste(" ::"))
        await pilot.pause()
        await pilot.press(":")
        assert app.asked == [":", "?", "@"]
        assert area.text.endswith("@@ :::")
