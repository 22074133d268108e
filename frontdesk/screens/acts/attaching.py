"""Files on a ticket: attached by their path, saved, or opened by the system after asking."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from threading import Thread
from typing import TYPE_CHECKING

from frontdesk.commands import with_keys
from frontdesk.errors import BadInputError, FrontdeskError
from frontdesk.filenames import size_words
from frontdesk.i18n import _
from frontdesk.screens.acting import Act
from frontdesk.screens.acts.asking import ask_and_perform
from frontdesk.widgets.prompt import Prompt
from frontdesk.widgets.question import Question
from frontdesk.widgets.seeker import Choice, Seeker, among

if TYPE_CHECKING:
    from frontdesk.desk.office import Office
    from frontdesk.rows import AttachmentRow, Done
    from frontdesk.screens.base import ConsoleScreen

OPENERS = {"darwin": "open"}
"""The system's program that opens a file, where it is not ``xdg-open``."""


async def attach(screen: ConsoleScreen) -> None:
    """Asks for a file's path and attaches it."""
    here = screen.at_hand()

    def act(typed: str) -> Act:
        def call(office: Office, numbers: Sequence[int], expect: int | None) -> Done:
            from frontdesk import desk
            from frontdesk.channels import attachments

            path = attachments.named(typed)
            data = attachments.read(path, desk.attachments.limit(office))
            return desk.attachments.attach(
                office, numbers[0], name=path.name, data=data, expect=expect
            )

        return Act(_("{what}: file attached"), call)

    title = _("Attach to {what}: which file?").format(what=str(here))
    await ask_and_perform(screen, title, act, subjects=here, placeholder=_("its path"))


async def attachments(screen: ConsoleScreen) -> None:
    """Shows the files of the ticket; one that is chosen is saved, or opened after asking."""
    number = screen.at_hand().numbers[0]
    rows = await screen.work.do(lambda office: _files(office, number))
    choices: list[Choice[tuple[AttachmentRow, bool]]] = []
    for row in rows:
        name, note = _name(row), f"{size_words(row.size)} · {row.kind} · {row.agent}"
        choices.append(Choice((row, True), name, note, _("save")))
        choices.append(Choice((row, False), name, note, _("open it")))
    title = _("Files of {number}").format(number=number)
    empty = with_keys(_("no file is attached; {ticket.attach} brings one"))
    chosen = await screen.ask(Seeker(title, among(choices), empty=empty))
    if chosen is not None:
        row, saving = chosen
        await (_save if saving else _open)(screen, row)


async def _save(screen: ConsoleScreen, row: AttachmentRow) -> None:
    async def submit(typed: str) -> str | None:
        try:
            path = await screen.work.do(lambda office: _saved(office, row, typed))
        except FrontdeskError as error:
            return str(error)
        screen.tell(_("Saved: {path}").format(path=path))
        return None

    title = _("Save {name}: in which folder?").format(name=_name(row))
    await screen.ask(Prompt(title, submit=submit, text="~"))


async def _open(screen: ConsoleScreen, row: AttachmentRow) -> None:
    program = which(OPENERS.get(sys.platform, "xdg-open"))
    if program is None:
        raise BadInputError(_("no program of the system opens files here"), _("save it instead"))
    question = _("Open {name} with the system's program?").format(name=_name(row))
    said = _("{kind}, {size}, from {agent}; it leaves the desk's hands").format(
        kind=row.kind, size=size_words(row.size), agent=row.agent
    )
    if not await screen.ask(Question(question, said)):
        return
    path = await screen.work.do(lambda office: _opened(office, row, program))
    screen.tell(_("Opened: {path}").format(path=path))


def _opened(office: Office, row: AttachmentRow, program: str) -> Path:
    """Saves a file in a folder that only the person can look into, and lets it be opened there.

    Raises:
        BadInputError: it cannot be saved, or the program cannot be run.
    """
    quiet = subprocess.DEVNULL
    try:
        path = _saved(office, row, tempfile.mkdtemp(prefix="frontdesk-"))
        opener = subprocess.Popen(
            [program, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        raise BadInputError(
            _("it cannot be opened: {why}").format(why=error.strerror or ""),
            _("save it instead"),
        ) from error
    # Somebody has to hear of its end, or it stays behind as a zombie.
    Thread(target=opener.wait, daemon=True).start()
    return path


def _name(row: AttachmentRow) -> str:
    return row.name if row.name is not None else _("(erased)")


def _files(office: Office, number: int) -> tuple[AttachmentRow, ...]:
    from frontdesk import insight

    return insight.attached.of(office.store, number)


def _saved(office: Office, row: AttachmentRow, folder: str) -> Path:
    from frontdesk import insight
    from frontdesk.channels import attachments

    content = insight.attached.content(office.store, row)
    return attachments.save(content, row.name, attachments.named(folder))
