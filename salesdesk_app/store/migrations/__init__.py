"""The schema's revisions in order; known here so that a start need not import Alembic."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]
