"""What is done: one file for each job. Every change of a store is a verb of this room.

The package is lazy: ``from frontdesk import desk`` costs nothing, and ``desk.assign`` imports
its file, and SQLModel with it, when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.desk import absence as absence
    from frontdesk.desk import act as act
    from frontdesk.desk import adopted as adopted
    from frontdesk.desk import again as again
    from frontdesk.desk import assign as assign
    from frontdesk.desk import attachments as attachments
    from frontdesk.desk import beside as beside
    from frontdesk.desk import bulk as bulk
    from frontdesk.desk import carry as carry
    from frontdesk.desk import children as children
    from frontdesk.desk import chronicle as chronicle
    from frontdesk.desk import contract as contract
    from frontdesk.desk import deeds as deeds
    from frontdesk.desk import drafts as drafts
    from frontdesk.desk import due as due
    from frontdesk.desk import edit as edit
    from frontdesk.desk import escalate as escalate
    from frontdesk.desk import fix as fix
    from frontdesk.desk import founding as founding
    from frontdesk.desk import handover as handover
    from frontdesk.desk import history as history
    from frontdesk.desk import inputs as inputs
    from frontdesk.desk import intake as intake
    from frontdesk.desk import kept as kept
    from frontdesk.desk import knowledge as knowledge
    from frontdesk.desk import learning as learning
    from frontdesk.desk import links as links
    from frontdesk.desk import logged as logged
    from frontdesk.desk import lookup as lookup
    from frontdesk.desk import macros as macros
    from frontdesk.desk import merge as merge
    from frontdesk.desk import office as office
    from frontdesk.desk import operation as operation
    from frontdesk.desk import other_ways as other_ways
    from frontdesk.desk import outcome as outcome
    from frontdesk.desk import policies as policies
    from frontdesk.desk import presence as presence
    from frontdesk.desk import register as register
    from frontdesk.desk import repair as repair
    from frontdesk.desk import request as request
    from frontdesk.desk import reversible as reversible
    from frontdesk.desk import roster as roster
    from frontdesk.desk import route as route
    from frontdesk.desk import steps as steps
    from frontdesk.desk import teaching as teaching
    from frontdesk.desk import timing as timing
    from frontdesk.desk import told as told
    from frontdesk.desk import trust as trust
    from frontdesk.desk import undo as undo
    from frontdesk.desk import warning as warning
    from frontdesk.desk import whatif as whatif
    from frontdesk.desk import work as work


def __getattr__(name: str) -> ModuleType:
    if name.startswith("_"):
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
