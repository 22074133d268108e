"""Keeps the catalogues in step with the code, and compiles them.

    python tools/catalogues.py

A text that the code no longer says leaves the catalogues; a new one comes in untranslated, at its
place in the alphabet. Each language's ``frontdesk.po`` is what people edit; ``frontdesk.mo``
beside it is what the console reads, and is committed, since no build compiles it. Babel does the
work, and is needed here only. It refuses to guess: nothing is translated by likeness.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from frontdesk.rulebook.reference import singles

Text: TypeAlias = str | tuple[str, ...]
"""A text of the code, or its forms for one and for many."""

HERE = Path(__file__).resolve().parent.parent
PACKAGE = HERE / "frontdesk"
LANGUAGES = ("pl", "sv")
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
KEPT_HEADERS = {"Language", "Plural-Forms", "Content-Type", "Content-Transfer-Encoding"}


class Timeless(Catalog):
    """A catalogue that is the same whenever it is made."""

    @property  # type: ignore[misc]  # it can be set in Catalog; here nobody does
    def mime_headers(self) -> list[tuple[str, str]]:
        """What a reader needs; neither dates nor names of tools."""
        return [each for each in super().mime_headers if each[0] in KEPT_HEADERS]


def said() -> set[Text]:
    """Every text that the code says, with its plural where it has one."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    # What a key of the policy means stands in the docstring of its section.
    meanings = {key.meaning for key in singles() if key.meaning}
    return {text for _, _, text, _, _ in found if text} | meanings


def place(language: str) -> Path:
    """Where a language's catalogue lies."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "frontdesk.po"


def read(language: str) -> Catalog:
    """A language's catalogue as it stands, or an empty one."""
    path = place(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def followed(language: str, texts: Iterable[Text]) -> Catalog:
    """A language's catalogue with just these texts, translated as far as it was."""
    known = {message.id: message.string for message in read(language) if message.id}
    book = Timeless(locale=language, domain="frontdesk", header_comment="", fuzzy=False)
    for text in texts:
        book.add(text, known.get(text))
    return book


def written(book: Catalog) -> bytes:
    """The catalogue as people edit it, sorted, without line numbers that would change every day."""
    file = io.BytesIO()
    write_po(file, book, width=100, no_location=True, sort_output=True)
    return file.getvalue().lstrip(b"#\n")


def compiled(book: Catalog) -> bytes:
    """The catalogue as the console reads it; where a form is missing the English text stands."""
    ready = Timeless(locale=book.locale)
    for message in book:
        if message.id and not missing(message):
            ready.add(message.id, message.string)
    file = io.BytesIO()
    write_mo(file, ready)
    return file.getvalue()


def missing(message: Message) -> bool:
    """Whether a text is not translated yet, or not in every form that the language has."""
    return not message.string or not all(message.string)


def main() -> None:
    """Rewrites and compiles every catalogue; says how much of each is translated."""
    texts = said()
    for language in LANGUAGES:
        book = followed(language, texts)
        path = place(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(book))
        path.with_suffix(".mo").write_bytes(compiled(book))
        left = sum(missing(message) for message in book if message.id)
        sys.stdout.write(f"{language}: {len(book)} texts, {left} not translated yet\n")


if __name__ == "__main__":
    main()
