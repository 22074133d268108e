"""Public holidays by country and region, by their English names, from the ``holidays`` library.

The library is imported when a calendar with holidays is first expanded, not before. It refuses
places and categories that the library does not know; years that it does not know have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from frontdesk.errors import BadInputError
from frontdesk.i18n import _
from frontdesk.text import nearest, safe

ENGLISH = "en_US"


@lru_cache(maxsize=4096)
def holidays_of(
    country: str, region: str, categories: tuple[str, ...], year: int
) -> Mapping[date, str]:
    """The holidays of a year with their names; of a day with several, all of them."""
    import holidays

    check_place(country, region, categories)
    found = holidays.country_holidays(
        country, subdiv=region or None, years=year, language=ENGLISH, categories=categories or None
    )
    return {day: name for day, name in sorted(found.items()) if day.year == year}


@lru_cache(maxsize=1024)
def check_place(country: str, region: str = "", categories: tuple[str, ...] = ()) -> None:
    """Refuse what the library does not know.

    Raises:
        BadInputError: no such country, region or category; the hint names the nearest.
    """
    import holidays

    known = holidays.list_supported_countries()
    if country not in known:
        raise _unknown(_("no holidays are known of the country {what}"), country, list(known))
    if region and region not in known[country]:
        raise _unknown(_("no holidays are known of the region {what}"), region, known[country])
    there = categories_of(country)
    for category in categories:
        if category not in there:
            title = _("the holidays of {country} have no category {what}")
            raise _unknown(title.format(country=country, what="{what}"), category, list(there))


@lru_cache(maxsize=256)
def categories_of(country: str) -> tuple[str, ...]:
    """The categories that the library has for a country; none for one that it does not know."""
    import holidays

    if country not in holidays.list_supported_countries():
        return ()
    return tuple(sorted(holidays.country_holidays(country).supported_categories))


def _unknown(title: str, word: str, known: list[str]) -> BadInputError:
    near = nearest(word, known) or known[:8]
    hint = _("nearest: {names}").format(names=", ".join(near)) if near else _("leave it out")
    return BadInputError(title.format(what=f"“{safe(word, 40)}”"), hint)
