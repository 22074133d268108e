"""Categories: how the desk names problems by its business (mission, B10)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from frontdesk.rulebook.values import Code, Grade, Section, Several
from frontdesk.terms import Kind


class Category(Section):
    """One category.

    Attributes:
        code: what tickets, rules and imports name it by.
        label: what people read.
        complexity: of an ordinary ticket in it, 1 to 5.
        teams: who takes it on each tier, the lowest first; a tier without one of them is free
            to any team that has the skill.
        skill: what its people need to know.
        kind: what a ticket in it is unless somebody says otherwise.
        hardware: whether it is about equipment that can break.
        words: words that speak for it when nobody named a category; ``*`` at the end of a word
            stands for any ending.
        asset_types: equipment that speaks for it where no words do.
    """

    code: Code
    label: Annotated[str, Field(min_length=1, max_length=60)]
    complexity: Grade
    teams: Annotated[tuple[Code, ...], Field(max_length=6)] = ()
    skill: Code | None = None
    kind: Annotated[Kind, Field(strict=False)] = Kind.INCIDENT
    hardware: bool = False
    words: Several | None = None
    asset_types: Several | None = None
