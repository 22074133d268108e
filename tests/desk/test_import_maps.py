"""The maps in docs/imports.md do what the page says, on rows with the columns that they name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from frontdesk import insight
from frontdesk.channels import imports, logs
from frontdesk.channels.mapping import ImportMap, parse_map
from tests.conftest import Enter

PAGE = Path(__file__).parents[2] / "docs" / "imports.md"
LINES = """case:concept:name,org:group,resource country,organization country,org:resource,\
organization involved,org:role,concept:name,impact,product,lifecycle:transition,time:timestamp
n1,K1,Land,la,w1,Org,R1,Accepted,Low,P7,In Progress,2020-01-01T09:00:00+01:00
n1,K2 2nd,Land,la,w2,Org,R2,Queued,Low,P7,Awaiting Assignment,2020-01-01T10:00:00+01:00
n1,K3 2nd 3rd,Land,la,w2,Org,R2,Completed,Low,P7,Resolved,2020-01-01T11:00:00+01:00
"""
HELP = """case:concept:name,concept:name,org:resource,time:timestamp,seriousness,customer,product,\
responsible_section,seriousness_2,service_level,service_type,support_section,workgroup
n1,Assign seriousness,w1,2020-01-01T09:00:00+00:00,a,b,c,South,d,e,f,g,h
n1,Take in charge ticket,w2,2020-01-01T09:30:00+00:00,a,b,c,South,d,e,f,g,h
n1,Resolve ticket,w2,2020-01-01T10:00:00+00:00,a,b,c,South,d,e,f,g,h
n1,Closed,w3,2020-01-09T10:00:00+00:00,a,b,c,South,d,e,f,g,h
"""
ORDERS = json.dumps([{"text": "the wheel squeaks", "tokens": ["the"], "entities": []}])
TOPICS = "Document,Topic_group\nthe wheel squeaks when it turns,Hardware\n"


def rules(name: str) -> ImportMap:
    blocks = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    found = [block for block in blocks if block.startswith(f"# {name}.toml\n")]
    assert len(found) == 1
    return parse_map(found[0], f"{name}.toml")


@pytest.mark.parametrize(
    ("name", "content", "team", "tier", "verbs"),
    [
        ("support-lines", LINES, "k3-2nd-3rd", 2, ["import", "escalate", "resolve"]),
        ("helpdesk-log", HELP, "south", 1, ["import", "reply", "resolve", "close"]),
    ],
)
def test_a_log_comes_in_by_its_map(
    enter: Enter, tmp_path: Path, name: str, content: str, team: str, tier: int, verbs: list[str]
) -> None:
    office = enter("berit")
    path = tmp_path / "file"
    path.write_text(content, "utf-8")
    assert logs.log(office, path, rules(name)).adopted == 1
    found = insight.tickets.ticket(office.store, 1)
    assert (found.team, found.tier) == (team, tier)
    assert [event.verb for event in insight.timeline.events(office.store, 1)] == verbs
    assert found.facts


@pytest.mark.parametrize(
    ("name", "content"), [("repair-orders", ORDERS), ("service-tickets", TOPICS)]
)
def test_closed_tickets_come_in_by_their_map(
    enter: Enter, tmp_path: Path, name: str, content: str
) -> None:
    office = enter("berit")
    path = tmp_path / "file"
    path.write_text(content, "utf-8")
    assert imports.history(office, path, rules(name)).adopted == 1
    found = insight.tickets.ticket(office.store, 1)
    assert found.subject.startswith("the wheel squeaks")
    assert found.category == "hardware"


def test_a_topic_that_stands_for_the_team_is_learned_from(enter: Enter, tmp_path: Path) -> None:
    office = enter("berit")
    path = tmp_path / "file"
    path.write_text(TOPICS, "utf-8")
    imports.history(office, path, rules("service-tickets-history"))
    assert insight.tickets.ticket(office.store, 1).team == "hardware"
    with office.store.read() as connection:
        assert [one.team for one in insight.openings.latest(connection)] == ["hardware"]
