"""The tables as Core sees them, for statements that read columns into plain rows."""

from __future__ import annotations

from frontdesk.models import Row

_ALL = Row.metadata.tables

site = _ALL["site"]
tier = _ALL["tier"]
team = _ALL["team"]
agent = _ALL["agent"]
agent_skill = _ALL["agent_skill"]
agent_wish = _ALL["agent_wish"]
shift = _ALL["shift"]
shift_day = _ALL["shift_day"]
absence = _ALL["absence"]
organisation = _ALL["organisation"]
plan = _ALL["plan"]
requester = _ALL["requester"]
asset = _ALL["asset"]
vendor = _ALL["vendor"]
part = _ALL["part"]
stock = _ALL["stock"]
ticket = _ALL["ticket"]
clock_result = _ALL["clock_result"]
contact = _ALL["contact"]
message = _ALL["message"]
operation = _ALL["operation"]
event = _ALL["event"]
text = _ALL["text"]
seal = _ALL["seal"]
fix = _ALL["fix"]
fix_step = _ALL["fix_step"]
fix_attempt = _ALL["fix_attempt"]
repair_order = _ALL["repair_order"]
decision = _ALL["decision"]
policy = _ALL["policy"]
ticket_words = _ALL["ticket_words"]
learned = _ALL["learned"]
model = _ALL["model"]
draft = _ALL["draft"]
kept = _ALL["kept"]
setting = _ALL["setting"]
