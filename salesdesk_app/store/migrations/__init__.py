"""The schema's revisions in order; known here so that a start need not import Alembic."""

REVISIONS = ("0001", "0002")
HEAD = REVISIONS[-1]
