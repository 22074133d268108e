"""How Alembic runs our migrations: inside the transaction that ``store.migrate`` has begun.

It refuses to run by itself: foreign keys, triggers and the backup are ``store.migrate``'s care.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import MetaData

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are named, as in ``models``; old migrations must go on meaning the same."""

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=MetaData(naming_convention=NAMES),
    render_as_batch=True,
)
context.run_migrations()
