"""The two chains of the main job, by command line, with receipts."""

from __future__ import annotations

from typing import Any

TICKET = [
    "number", "kind", "subject", "status", "pending_reason", "priority", "impact", "urgency",
    "complexity", "category", "channel", "site", "requester", "asset", "tier", "team", "assignee",
    "opened_at", "updated_at", "first_response_due_at", "due_at", "resolved_at",
    "resolution_code", "version", "parent", "merged_into", "external_ref", "hops", "cost",
    "repairs", "decision",
]  # fmt: skip
DECISION = [
    "id", "route", "target", "confidence", "complexity", "expected_cost", "options", "reasons",
    "evidence", "policy", "model", "decided_at", "overridden_by", "override_reason",
]  # fmt: skip
OPTION = [
    "route", "target", "allowed", "blocked_by", "p_success", "expected_cost", "expected_seconds",
    "meets_promise",
]  # fmt: skip


def test_up_the_ladder_and_back_until_a_known_fix_works(script: Any) -> None:
    new = script("new", "no dial tone on my phone", "--requester", "anna")
    assert list(new) == [*TICKET, "event"]
    number = str(new["number"])
    assert new["decision"] is not None

    up = script("escalate", number, "--to", "network", "--reason", "the whole floor is silent",
                "--lacking", "they wait")  # fmt: skip
    assert (up["status"], up["tier"], up["team"], up["assignee"]) == (
        "assigned", 2, "network", None,
    )  # fmt: skip
    held = script("accept", number, by="olof")
    assert (held["status"], held["assignee"]) == ("in_progress", "olof")
    back = script("hand-back", number, "--instructions", "swap the handset cord", by="olof")
    assert (back["status"], back["tier"], back["team"]) == ("assigned", 1, "front-office")
    assert back["hops"] == 2
    failed = script("try", number, "--fix", "18", "--failed", "--step", "1")
    assert failed["status"] == "in_progress"
    done = script("try", number, "--fix", "17", "--worked", "--step", "3", "--minutes", "4")
    assert (done["status"], done["resolution_code"]) == ("resolved", "known_fix")

    whole = script("show", number)
    assert list(whole)[: len(TICKET)] == TICKET
    verbs = [event["verb"] for event in whole["timeline"]]
    assert verbs[:2] == ["new", "route"]
    assert verbs[2:5] == ["escalate", "accept", "hand_back"]
    assert "the whole floor is silent" in str(whole["timeline"])
    assert [each["outcome"] for each in whole["attempts"]] == ["failed", "worked"]
    assert len(whole["decisions"]) >= 3
    for decision in whole["decisions"]:
        assert list(decision) == DECISION
        assert decision["reasons"]
        assert all(list(option) == OPTION for option in decision["options"])
        assert all(
            list(reason) == ["stage", "rule", "verdict", "text", "facts"]
            for reason in decision["reasons"]
        )


def test_resolving_asks_what_helped_and_keeps_it(script: Any) -> None:
    number = str(script("new", "no dial tone on my phone", "--requester", "anna")["number"])
    done = script("resolve", number, "--code", "instructed", "--text", "turn it on",
                  "--tier-1-could", "yes")  # fmt: skip
    assert (done["status"], done["resolution_code"]) == ("resolved", "instructed")
    again = script("reopen", number, "--reason", "it is off again")
    assert (again["status"], again["resolution_code"]) == ("in_progress", None)


def test_equipment_goes_to_its_vendor_and_comes_back(script: Any) -> None:
    new = script(
        "new", "laptop screen is cracked", "--body", "dropped it, the glass is broken",
        "--requester", "anna", "--asset", "LAP-1",
    )  # fmt: skip
    number = str(new["number"])
    receipt = script("why", number)
    assert receipt["route"] == "vendor_repair", receipt["reasons"]
    assert receipt["target"]["vendor"] == "northwell"
    [order] = new["repairs"]

    away = script(
        "repair", "ship", str(order), "--carrier", "DHL", "--tracking", "JD1", "--rma", "R-77"
    )
    assert (away["number"], away["status"], away["pending_reason"]) == (
        new["number"], "pending", "vendor",
    )  # fmt: skip
    assert away["order"] == order
    there = script("repair", "arrive", str(order), "--reference", "NW-1", "--promised", "9d")
    assert there["status"] == "pending"
    refused = script("resolve", number, "--code", "repaired", "--text", "x", code=1)
    assert "repair order is under way" in refused["error"]["message"]
    back = script("repair", "return", str(order), "--cost", "120.50")
    assert back["pending_reason"] is None
    shown = script("repair", "show", str(order))
    assert shown["cost"] == {"amount": 12050, "currency": "USD"}
    assert (shown["state"], shown["rma"]) == ("returned", "R-77")
    done = script("resolve", number, "--code", "repaired", "--text", "new panel")
    assert (done["status"], done["resolution_code"]) == ("resolved", "repaired")
    assert script("repair", "show", str(order))["state"] == "closed"


def test_undo_takes_the_printed_event_and_redo_does_it_again(script: Any) -> None:
    number = str(script("new", "no dial tone", "--requester", "anna", "--no-route")["number"])
    taken = script("take", number)
    assert taken["status"] == "in_progress"
    back = script("undo", str(taken["event"]))
    assert (back["status"], back["assignee"]) == ("new", None)
    again = script("redo")
    assert again["assignee"] == "maja"


def test_several_pieces_of_one_ticket_are_an_order_each_or_none(script: Any) -> None:
    script("asset", "add", "LAP-2", "--type", "laptop", "--vendor", "northwell")
    number = str(script("new", "both broken", "--requester", "anna", "--no-route")["number"])
    words = ("repair", "open", number, "--vendor", "northwell", "--asset", "LAP-1", "--asset")
    script(*words, "LAP-9", code=2)
    assert script("repair", "list")["items"] == []
    opened = script(*words, "LAP-2")
    assert len(opened["repairs"]) == 2
    assert opened["order"] == opened["repairs"][-1]


def test_a_quick_request_is_found_served_and_on_the_record(script: Any) -> None:
    codes = [each["code"] for each in script("request", "--list")["items"]]
    assert "password-reset" in codes
    done = script("request", "password-reset", "--requester", "anna", "--checked", "badge",
                  "--channel", "counter", "--note", "she has signed in")  # fmt: skip
    assert list(done) == [*TICKET, "event"]
    assert (done["kind"], done["status"], done["resolution_code"], done["channel"]) == (
        "request", "resolved", "fulfilled", "counter",
    )  # fmt: skip
    (served,) = (
        each for each in script("show", str(done["number"]))["timeline"]
        if each["verb"] == "request"
    )  # fmt: skip
    assert served["after"]["checked"] == "staff badge"
    begun = script("request", "account-unlock", "--requester", "anna", "--checked", "badge",
                   "--open", "--step", "1")  # fmt: skip
    assert begun["status"] == "in_progress"
    served = script("request", "account-unlock", "--ticket", str(begun["number"]),
                    "--checked", "badge")  # fmt: skip
    assert served["status"] == "resolved"


def test_a_ticket_goes_up_without_what_is_wanted_for_a_reason_and_comes_back_for_it(
    script: Any,
) -> None:
    number = str(script("new", "no dial tone", "--requester", "anna")["number"])
    refused = script("escalate", number, "--to", "network", "--reason", "x", code=1)
    assert "lacks" in refused["error"]["message"]
    script("escalate", number, "--to", "network", "--reason", "x", "--lacking", "a train")
    back = script("return", number, "--lacks", "words", by="olof")
    assert (back["status"], back["tier"]) == ("assigned", 1)
    last = script("show", number)["timeline"][-1]
    assert (last["verb"], last["after"]["lacks"]) == ("return", ["words:5"])


def test_what_is_decided_again_is_another_decision_of_the_ticket(script: Any) -> None:
    new = script("new", "VPN drops", "--requester", "anna")
    number = str(new["number"])
    judged = script("edit", number, "--set", "complexity=5")
    assert judged["decision"] != new["decision"]
    assert judged["team"] == new["team"]
    assert script("edit", number, "--set", "subject=VPN is gone")["decision"] == judged["decision"]
    sent = script("route", number)
    assert (sent["decision"] != judged["decision"], sent["tier"] > 1) == (True, True)
