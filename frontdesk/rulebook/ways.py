"""What the ways beside the ladder usually take and achieve, before there is a record of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from frontdesk.rulebook.values import Section, Share

_Minutes = Annotated[int, Field(ge=0, le=100_000)]


class OnSite(Section):
    """Somebody of the tier goes to the equipment and looks at it.

    Attributes:
        queue_minutes: until somebody sets out; ``minutes``: of work, the way there included.
        p_success: probability that it ends the matter, 0 to 1.
    """

    queue_minutes: _Minutes = 60
    minutes: Annotated[int, Field(ge=1, le=10_000)] = 30
    p_success: Share = 0.45


class Swarm(Section):
    """Several people of several teams look at it together, at the cost of the highest tier.

    Attributes:
        people: how many; ``queue_minutes``: until they are together; ``minutes``: of work of each.
        p_success: probability that it ends the matter, 0 to 1.
    """

    people: Annotated[int, Field(ge=2, le=50)] = 3
    queue_minutes: _Minutes = 30
    minutes: Annotated[int, Field(ge=1, le=10_000)] = 45
    p_success: Share = 0.85


class ContractorVisit(Section):
    """A contractor goes to a customer, at ``costs.field``.

    Attributes:
        days: working days until somebody comes, before the contractor's record.
        p_success: probability that it ends the matter, 0 to 1, before that record.
    """

    days: Annotated[float, Field(ge=0, le=365)] = 3.0
    p_success: Share = 0.85


class MajorIncident(Section):
    """It is made part of a major incident, that is led and solved once for all.

    Attributes:
        handling_minutes: of work on this ticket; the incident's own work is not this ticket's.
        minutes: until the service is usually restored.
        p_success: probability that this ends the matter, 0 to 1.
    """

    handling_minutes: _Minutes = 5
    minutes: _Minutes = 180
    p_success: Share = 0.9


class Ways(Section):
    """The ways beside the ladder, each in a table of its own."""

    on_site: OnSite = OnSite()
    swarm: Swarm = Swarm()
    contractor_visit: ContractorVisit = ContractorVisit()
    major_incident: MajorIncident = MajorIncident()
