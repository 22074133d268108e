"""What an agent can do and wants to learn: it lies in tables of its own beside the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from frontdesk.desk.act import Act
from frontdesk.models import AgentSkill, AgentWish


def skills_of(act: Act, agent_id: int) -> dict[str, int]:
    """What an agent can do, by level."""
    statement = select(AgentSkill.skill, AgentSkill.level)
    return dict(act.session.exec(statement.where(col(AgentSkill.agent_id) == agent_id)).all())


def wishes_of(act: Act, agent_id: int) -> list[str]:
    """What an agent wants to learn."""
    statement = select(AgentWish.skill).where(col(AgentWish.agent_id) == agent_id)
    return list(act.session.exec(statement.order_by(col(AgentWish.skill))).all())


OF_AGENT: Mapping[str, Callable[[Act, int], object]] = {"skills": skills_of, "wishes": wishes_of}
"""Both, by the field of the register."""


def write(act: Act, agent_id: int, given: Mapping[str, Any]) -> None:
    """Write what an agent can do and wants to learn, as far as that was given."""
    if "skills" in given:
        act.session.execute(delete(AgentSkill).where(col(AgentSkill.agent_id) == agent_id))
        for skill, level in given["skills"].items():
            act.session.add(AgentSkill(agent_id=agent_id, skill=skill, level=level))
    if "wishes" in given:
        act.session.execute(delete(AgentWish).where(col(AgentWish.agent_id) == agent_id))
        act.session.add_all(AgentWish(agent_id=agent_id, skill=each) for each in given["wishes"])
