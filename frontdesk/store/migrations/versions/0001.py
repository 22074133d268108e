"""The first schema, written out: what a store of version 0001 is, whatever the models say later.

Triggers are not part of it: ``store.migrate`` takes them off before any migration and puts the
present ones on afterwards, since SQLite's way of changing a table would lose them silently.
"""
# Packed, a table a paragraph: columns first, then constraints.
# fmt: off

from __future__ import annotations

from alembic import op

from frontdesk.store.migrations.columns import (
    blob,
    check,
    day,
    flag,
    index,
    json,
    key,
    line,
    moment,
    number,
    reckoned,
    refers,
    table,
    text,
    unique,
    word,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ASSETSTATE = ("assetstate", "in_use in_stock in_repair retired")
CHANNEL = ("channel", "phone counter email chat self_service monitoring")
CLOCK = ("clock", "first_response next_update resolution accept work vendor callback")
DIRECTION = ("direction", "in out")
DOING = ("doing", "open writing")
DRAFTKIND = ("draftkind", "contact note reply handover policy")
IMPACT = ("impact", "person group site everyone")
KEPTKIND = ("keptkind", "view answer macro")
KIND = ("kind", "incident request problem")
NEVER = "9999-12-31 00:00:00.000000"
OUTCOME = ("outcome", "worked failed")
PENDING = ("pending", "requester callback vendor visit part change monitoring")
PRIORITY = ("priority", "P1 P2 P3 P4 P5")
REPAIR = ("repair", "open shipped at_vendor returned closed cancelled")
REQUESTERKIND = ("requesterkind", "internal external")
RESOLUTION = (
    "resolution",
    ("known_fix fixed workaround instructed repaired replaced fulfilled no_fault "
     "duplicate not_fixable"),
)
ROLE = ("role", "agent supervisor administrator")
ROUTE = (
    "route",
    ("assign quick_request local_fix on_site escalate hand_back swarm vendor_repair "
     "contractor_visit major_incident ask_requester supervisor"),
)
STATUS = ("status", "new assigned in_progress pending resolved closed cancelled")
SUBJECT = (
    "subject",
    ("ticket repair fix policy site team agent shift organisation plan requester asset "
     "vendor part store kept"),
)
TIE = ("tie", "related child duplicate caused_by")
URGENCY = ("urgency", "low normal high critical")
VENDORKIND = ("vendorkind", "manufacturer repair_shop contractor")
VISIBILITY = ("visibility", "public internal")


def upgrade() -> None:
    """From nothing to 0001."""
    _ground()
    _places()
    _teams()
    _people()
    _equipment()
    _history()
    _tickets()
    _work()
    _away()
    for name, columns in (("ticket", "subject, words"), ("fix", "title, symptom")):
        op.execute(
            f"CREATE VIRTUAL TABLE {name}_search USING fts5("
            f"{columns}, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
        )
    op.execute(
        "CREATE VIRTUAL TABLE ticket_likeness USING fts5("
        "words, content = '', detail = none, tokenize = 'ascii')"
    )


def _ground() -> None:
    table(
        "part",
        number("id"), number("version"), line("code"), line("name"), json("asset_types"),
        check("code_length", "length(code) BETWEEN 1 AND 64"), key("id"), unique("code"),
    )
    table(
        "plan",
        number("id"), number("version"), line("code"), line("name"), flag("entitled"),
        line("note"),
        check("code_length", "length(code) BETWEEN 1 AND 64"), key("id"), unique("code"),
    )
    table(
        "policy",
        number("id"), number("version"), line("hash"), text("text"), moment("adopted_at"),
        line("adopted_by"),
        key("id"),
    )
    index("ix_policy_hash", "policy", "hash")
    table(
        "learned",
        line("feature"), text("held"),
        key("feature"),
    )
    table(
        "model",
        number("id"), line("hash"), moment("made_at"), line("made_by"), line("policy"),
        number("tickets"), flag("champion"), json("trial"), blob("body"),
        key("id"),
    )
    index("ix_model_hash", "model", "hash")
    table(
        "seal",
        number("id"), moment("at"), number("last_event"), number("subjects"), line("previous"),
        line("hash"),
        key("id"),
    )


def _places() -> None:
    table(
        "setting",
        line("key"), line("value"),
        key("key"),
    )
    table(
        "site",
        number("id"), number("version"), line("code"), line("name"), line("timezone"),
        line("country"), line("place"),
        check("code_length", "length(code) BETWEEN 1 AND 64"),
        check("name_length", "length(name) BETWEEN 1 AND 200"), key("id"), unique("code"),
    )
    table(
        "text",
        line("digest"), line("salt", null=True), text("body", null=True),
        check("digest", "length(digest) = 64"), key("digest"),
    )
    table(
        "tier",
        number("level"), line("name"),
        check("level", "level BETWEEN 1 AND 6"), key("level"),
    )
    table(
        "vendor",
        number("id"), number("version"), line("code"), line("name"), word("kind", VENDORKIND),
        line("email", null=True), line("phone", null=True), json("types"), number("days"),
        check("code_length", "length(code) BETWEEN 1 AND 64"), key("id"), unique("code"),
    )


def _teams() -> None:
    table(
        "fix",
        number("id"), number("version"), line("title"), line("symptom"),
        line("category", null=True), json("asset_types"), number("tier"), number("minutes"),
        line("language"), flag("active"),
        check("title_length", "length(title) BETWEEN 1 AND 200"),
        check("minutes", "minutes BETWEEN 1 AND 480"), key("id"), refers("tier", "tier.level"),
    )
    table(
        "organisation",
        number("id"), number("version"), line("code"), line("name"), word("kind", REQUESTERKIND),
        number("plan_id", null=True),
        check("code_length", "length(code) BETWEEN 1 AND 64"), key("id"), unique("code"),
        refers("plan_id", "plan.id"),
    )
    table(
        "stock",
        number("part_id"), number("site_id"), number("count"),
        check("count", "count >= 0"), key("part_id", "site_id"), refers("part_id", "part.id"),
        refers("site_id", "site.id"),
    )
    table(
        "team",
        number("id"), number("version"), line("code"), line("name"), number("tier"),
        flag("customer_contact"), flag("active"),
        check("code_length", "length(code) BETWEEN 1 AND 64"),
        check("name_length", "length(name) BETWEEN 1 AND 200"), key("id"), unique("code"),
        refers("tier", "tier.level"),
    )
    table(
        "team_record",
        line("category"), number("team_id"), number("resolved"), number("passed_on"),
        key("category", "team_id"), refers("team_id", "team.id"),
    )
    table(
        "agent",
        number("id"), number("version"), line("login"), line("name"), word("role", ROLE),
        number("team_id"), number("site_id", null=True), number("authority"), number("capacity"),
        json("languages"), flag("active"),
        check("login_length", "length(login) BETWEEN 1 AND 64"),
        check("authority", "authority BETWEEN 1 AND 5"),
        check("capacity", "capacity BETWEEN 0 AND 500"), key("id"), unique("login"),
        refers("team_id", "team.id"), refers("site_id", "site.id"),
    )
    index("ix_agent_team_id", "agent", "team_id")


def _people() -> None:
    table(
        "fix_step",
        number("fix_id"), number("position"), line("text"),
        check("text_length", "length(text) BETWEEN 1 AND 500"), key("fix_id", "position"),
        refers("fix_id", "fix.id"),
    )
    table(
        "requester",
        number("id"), number("version"), line("code"), line("name"), line("folded"),
        line("email", null=True), line("phone", null=True), line("phone_digits", null=True),
        word("kind", REQUESTERKIND), number("organisation_id", null=True),
        number("plan_id", null=True), number("site_id", null=True), line("language"),
        flag("active"),
        check("code_length", "length(code) BETWEEN 1 AND 64"),
        check("name_length", "length(name) BETWEEN 1 AND 200"), key("id"), unique("code"),
        refers("organisation_id", "organisation.id"), refers("plan_id", "plan.id"),
        refers("site_id", "site.id"),
    )
    index("ix_requester_email", "requester", "email")
    index("ix_requester_folded", "requester", "folded")
    index("ix_requester_phone_digits", "requester", "phone_digits")


def _equipment() -> None:
    table(
        "agent_skill",
        number("agent_id"), line("skill"), number("level"),
        check("level", "level BETWEEN 1 AND 5"), key("agent_id", "skill"),
        refers("agent_id", "agent.id"),
    )
    table(
        "agent_wish",
        number("agent_id"), line("skill"), key("agent_id", "skill"),
        refers("agent_id", "agent.id"),
    )
    table(
        "asset",
        number("id"), number("version"), line("tag"), line("serial", null=True), line("type"),
        line("model"), word("state", ASSETSTATE), number("site_id", null=True),
        number("requester_id", null=True), number("vendor_id", null=True),
        day("warranty_until", null=True), day("contract_until", null=True),
        check("tag_length", "length(tag) BETWEEN 1 AND 64"),
        check("type_length", "length(type) BETWEEN 1 AND 64"), key("id"), unique("tag"),
        refers("site_id", "site.id"), refers("requester_id", "requester.id"),
        refers("vendor_id", "vendor.id"),
    )
    for column in ("tag", "serial"):
        bare = reckoned(f"replace(replace(upper({column}), '-', ''), ' ', '')")
        index(f"ix_asset_bare_{column}", "asset", bare)
    index("ix_asset_requester_id", "asset", "requester_id")
    index("ix_asset_serial", "asset", "serial")
    table(
        "draft",
        number("id"), number("agent_id"), number("ticket_id"), word("kind", DRAFTKIND),
        json("body"), moment("updated_at"),
        unique("agent_id", "ticket_id", "kind"), key("id"), refers("agent_id", "agent.id"),
    )
    table(
        "kept",
        number("id"), number("version"), word("kind", KEPTKIND), number("owner_id"), line("name"),
        line("folded"), json("body"), flag("active"),
        check("name_length", "length(name) BETWEEN 1 AND 200"),
        unique("kind", "owner_id", "folded"), key("id"), sqlite_autoincrement=True,
    )


def _history() -> None:
    table(
        "operation",
        line("id"), number("agent_id", null=True), line("verb"), moment("at"),
        line("undoes", null=True),
        check("id_length", "length(id) BETWEEN 1 AND 64"), key("id"),
        refers("agent_id", "agent.id"), refers("undoes", "operation.id"),
    )
    index("ix_operation_undoes", "operation", "undoes")
    table(
        "shift",
        number("id"), number("version"), number("agent_id"), number("weekday"), line("starts"),
        line("ends"),
        check("weekday", "weekday BETWEEN 0 AND 6"), check("order", "starts <> ends"),
        unique("agent_id", "weekday", "starts"), key("id"), refers("agent_id", "agent.id"),
    )
    table(
        "shift_day",
        number("id"), number("version"), number("agent_id"), day("day"), line("starts", null=True),
        line("ends", null=True),
        check("window", "(starts IS NULL) = (ends IS NULL)"), check("order", "starts <> ends"),
        unique("agent_id", "day", "starts"), key("id"), refers("agent_id", "agent.id"),
    )
    table(
        "absence",
        number("id"), number("version"), number("agent_id"), day("since"), day("until"),
        number("deputy_id", null=True), line("note"),
        check("order", "since <= until"), check("deputy", "deputy_id <> agent_id"), key("id"),
        refers("agent_id", "agent.id"), refers("deputy_id", "agent.id"),
    )
    index("ix_absence_agent_id", "absence", "agent_id")
    table(
        "event",
        number("id"), word("subject", SUBJECT), number("subject_id"), number("seq"), moment("at"),
        moment("recorded_at"), line("actor"), line("typed_by"), line("verb"), line("operation"),
        text("before"), text("after"), flag("imported"), line("previous"), line("hash"),
        unique("subject", "subject_id", "seq"), check("seq", "seq >= 1"),
        check("hash", "length(hash) = 64"), key("id"), refers("operation", "operation.id"),
        sqlite_autoincrement=True,
    )
    index("ix_event_operation", "event", "operation")
    index("ix_event_reopen", "event", "subject_id", "at", where="verb = 'reopen'")


def _tickets() -> None:
    table(
        "ticket",
        number("id"), number("version"), word("kind", KIND), line("subject"),
        line("words", null=True), word("status", STATUS), flag("open"),
        word("pending", PENDING, null=True), moment("pending_until", null=True),
        line("callback_number", null=True), word("priority", PRIORITY), word("impact", IMPACT),
        word("urgency", URGENCY), number("complexity", null=True), line("category", 64, null=True),
        word("channel", CHANNEL), number("site_id", null=True), number("requester_id"),
        number("asset_id", null=True), number("tier"), number("team_id", null=True),
        number("assignee_id", null=True), moment("opened_at"), moment("updated_at"),
        moment("first_response_at", null=True), moment("first_response_due_at", null=True),
        moment("due_at", null=True), moment("next_due_at", default=NEVER),
        word("next_due", CLOCK, null=True), moment("next_warning_at", default=NEVER),
        moment("resolved_at", null=True),
        moment("closed_at", null=True), word("resolution_code", RESOLUTION, null=True),
        line("resolution", null=True), number("fix_id", null=True), flag("tier1_could", null=True),
        number("parent_id", null=True), number("merged_into_id", null=True),
        line("external_ref", null=True), number("hops"), number("cost"), line("currency"),
        number("decision_id", null=True), flag("imported"), json("facts"), json("watchers"),
        check("subject_length", "length(subject) BETWEEN 1 AND 500"),
        check("tier", "tier BETWEEN 1 AND 6"), check("complexity", "complexity BETWEEN 1 AND 5"),
        check("hops", "hops >= 0"),
        check("open", "open = (status IN ('new', 'assigned', 'in_progress', 'pending'))"),
        check("pending_reason", "(status = 'pending') = (pending IS NOT NULL)"),
        check("merged", "merged_into_id IS NULL OR (status = 'closed' AND merged_into_id <> id)"),
        check("parent", "parent_id <> id"), key("id"),
        refers("words", "text.digest"), refers("site_id", "site.id"),
        refers("requester_id", "requester.id"), refers("asset_id", "asset.id"),
        refers("tier", "tier.level"), refers("team_id", "team.id"),
        refers("assignee_id", "agent.id"), refers("resolution", "text.digest"),
        refers("fix_id", "fix.id"), refers("parent_id", "ticket.id"),
        refers("merged_into_id", "ticket.id"), unique("external_ref"),
        sqlite_autoincrement=True,
    )
    index("ix_ticket_asset_id", "ticket", "asset_id")
    index("ix_ticket_assignee", "ticket", "assignee_id", "open", "priority", "opened_at", "id")
    index("ix_ticket_due", "ticket", "status", "pending_until")
    index("ix_ticket_opened_at", "ticket", "opened_at", "id")
    index("ix_ticket_updated_at", "ticket", "open", "updated_at", "id")
    index(
        "ix_ticket_working", "ticket", "open", "team_id", "assignee_id", "priority", "opened_at",
        "status", "pending", "next_due_at",
        where="open = 1", postgresql="open",
    )  # fmt: skip
    index(
        "ix_ticket_next_due", "ticket", "open", "next_due_at", "id", "team_id", "assignee_id",
        where="open = 1", postgresql="open",
    )  # fmt: skip
    index(
        "ix_ticket_waiting", "ticket", "pending", "pending_until", "status", "open", "team_id",
        where="pending IS NOT NULL",
    )  # fmt: skip
    index(
        "ix_ticket_next_warning", "ticket", "open", "next_warning_at", "id",
        where="open = 1", postgresql="open",
    )  # fmt: skip
    index("ix_ticket_merged", "ticket", "merged_into_id", where="merged_into_id IS NOT NULL")
    index("ix_ticket_parent", "ticket", "parent_id", where="parent_id IS NOT NULL")
    index("ix_ticket_open", "ticket", "open", "priority", "opened_at", "id")
    index("ix_ticket_requester", "ticket", "requester_id", "open", "priority", "opened_at", "id")
    index("ix_ticket_resolved_at", "ticket", "resolved_at")
    index("ix_ticket_team", "ticket", "team_id", "open", "priority", "opened_at", "id")


def _work() -> None:
    table(
        "ticket_words",
        number("ticket_id"), blob("held"),
        key("ticket_id"), refers("ticket_id", "ticket.id"),
    )
    table(
        "link",
        number("id"), number("ticket_id"), number("other_id"), word("tie", TIE),
        check("itself", "ticket_id <> other_id"), check("child", "tie <> 'child'"), key("id"),
        refers("ticket_id", "ticket.id"), refers("other_id", "ticket.id"),
        unique("ticket_id", "other_id", "tie"),
    )
    index("ix_link_other_id", "link", "other_id")
    table(
        "blob",
        line("digest"), number("size"),
        check("digest", "length(digest) = 64"), check("size", "size > 0"), key("digest"),
    )
    table(
        "blob_piece",
        line("digest"), number("place"), blob("data"),
        key("digest", "place"), refers("digest", "blob.digest"),
    )
    table(
        "attachment",
        number("id"), number("ticket_id"), moment("at"), number("agent_id"), line("name"),
        line("content"), flag("removed"),
        key("id"), refers("ticket_id", "ticket.id"), refers("agent_id", "agent.id"),
        refers("name", "text.digest"), refers("content", "blob.digest"),
    )
    index("ix_attachment_ticket_id", "attachment", "ticket_id")
    table(
        "clock_result",
        number("ticket_id"), word("clock", CLOCK), number("spell"), line("promise"),
        number("within_s"), number("used_s"), moment("due_at", null=True),
        moment("stopped_at", null=True), flag("met"), line("calendar"), line("policy"),
        number("event"),
        check("spell", "spell >= 1"), check("within", "within_s > 0"),
        check("used", "used_s >= 0"), key("ticket_id", "clock", "spell"),
        refers("ticket_id", "ticket.id"), refers("event", "event.id"),
    )
    table(
        "contact",
        number("id"), number("ticket_id"), moment("at"), number("agent_id"),
        word("channel", CHANNEL), word("direction", DIRECTION), number("minutes"),
        line("text", null=True),
        check("minutes", "minutes BETWEEN 0 AND 1440"), key("id"),
        refers("ticket_id", "ticket.id"), refers("agent_id", "agent.id"),
        refers("text", "text.digest"),
    )
    index("ix_contact_ticket_id", "contact", "ticket_id")
    table(
        "decision",
        number("id"), number("ticket_id"), moment("decided_at"), word("route", ROUTE),
        number("complexity"), line("policy"), line("model", null=True), json("receipt"),
        line("overridden_by", null=True),
        key("id"), refers("ticket_id", "ticket.id"),
        sqlite_autoincrement=True,
    )
    index("ix_decision_ticket_id", "decision", "ticket_id")
    table(
        "fix_attempt",
        number("id"), number("ticket_id"), number("fix_id"), number("agent_id"), line("operation"),
        moment("at"), word("outcome", OUTCOME), number("step", null=True),
        number("minutes", null=True), flag("undone"),
        key("id"), refers("ticket_id", "ticket.id"), refers("fix_id", "fix.id"),
        refers("agent_id", "agent.id"), refers("operation", "operation.id"),
    )
    index(
        "ix_fix_attempt_fix_id", "fix_attempt", "fix_id", "undone", "outcome", "minutes",
        "ticket_id", "at",
    )  # fmt: skip
    index("ix_fix_attempt_operation", "fix_attempt", "operation")
    index("ix_fix_attempt_ticket_id", "fix_attempt", "ticket_id")
    table(
        "message",
        number("id"), number("ticket_id"), moment("at"), number("agent_id"),
        word("visibility", VISIBILITY), line("text"),
        key("id"), refers("ticket_id", "ticket.id"), refers("agent_id", "agent.id"),
        refers("text", "text.digest"),
    )
    index("ix_message_ticket_id", "message", "ticket_id")
    table(
        "presence",
        number("id"), number("agent_id"), number("ticket_id"), word("doing", DOING), moment("at"),
        unique("agent_id", "ticket_id"), key("id"), refers("agent_id", "agent.id"),
        refers("ticket_id", "ticket.id"),
    )


def _away() -> None:
    table(
        "repair_order",
        number("id"), number("version"), number("ticket_id"), number("vendor_id"),
        number("asset_id", null=True), word("state", REPAIR), line("fault", null=True),
        flag("under_warranty"), line("rma", null=True), line("carrier", null=True),
        line("tracking", null=True), line("reference", null=True), moment("opened_at"),
        moment("shipped_at", null=True), moment("arrived_at", null=True),
        moment("promised_at", null=True), moment("returned_at", null=True),
        moment("closed_at", null=True), line("result", null=True), number("cost", null=True),
        line("currency", null=True),
        key("id"), refers("ticket_id", "ticket.id"), refers("vendor_id", "vendor.id"),
        refers("asset_id", "asset.id"), refers("fault", "text.digest"),
        sqlite_autoincrement=True,
    )
    index("ix_repair_order_asset_id", "repair_order", "asset_id")
    index("ix_repair_order_state", "repair_order", "state", "ticket_id")
    index("ix_repair_order_ticket_id", "repair_order", "ticket_id")
    index("ix_repair_order_vendor_id", "repair_order", "vendor_id", "returned_at")
