"""Runs Alembic's scripts on the connection, and inside the transaction, that it is handed."""

from alembic import context

from salesdesk_app.store.models import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
