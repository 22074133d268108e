"""Quick requests: what a desk is asked for so often that its policy says how it is done.

It refuses to hold a secret: steps and checks say what is done, never a password.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from frontdesk.rulebook.values import Code, Level, Section, Several, Share

_Check = Annotated[str, Field(min_length=1, max_length=80)]
_Step = Annotated[str, Field(min_length=1, max_length=300)]


class QuickRequest(Section):
    """One kind of quick request.

    Attributes:
        code: what ``frontdesk request`` and rules call it.
        label: what people call it.
        words: words and phrases that mean it, as for categories; left out: nobody is offered it
            by the words of a ticket, it is only asked for by its code.
        category: the category of its tickets; left out: that of their words.
        tier: the lowest tier of the ladder that may serve it.
        minutes: of work that it takes, the check of identity included.
        checks: the ways in which the requester's identity may be checked, in the desk's own words;
            empty: anybody may ask.
        steps: what is done, one sentence a step, in this order.
        p_success: probability that it ends the matter, 0 to 1.
    """

    code: Code
    label: Annotated[str, Field(min_length=1, max_length=60)]
    words: Several | None = None
    category: Code | None = None
    tier: Level = 1
    minutes: Annotated[int, Field(ge=1, le=1000)]
    checks: Annotated[tuple[_Check, ...], Field(max_length=10)] = ()
    steps: Annotated[tuple[_Step, ...], Field(min_length=1, max_length=20)]
    p_success: Share = 0.95
