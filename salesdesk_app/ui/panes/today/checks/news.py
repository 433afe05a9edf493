"""What the feeds brought, as lines."""

from functools import partial

from salesdesk_app.services.news import news_lines
from salesdesk_app.services.today.today import Today
from salesdesk_app.ui.panes.today.checklist.check_row import Evidence
from salesdesk_app.ui.panes.today.checks.acts import Acts
from salesdesk_app.ui.panes.today.lines import Shown
from salesdesk_app.wording import today as words


def evidence(day: Today, acts: Acts) -> Evidence:
    """What is new: how much of each topic, and the newest pieces."""
    found = day.news
    lines = tuple(
        Shown(
            news_lines.news_line(piece, day.day),
            partial(acts.news.read, piece),
            partial(acts.news.entries, piece),
        )
        for piece in sorted(found.rows, key=lambda piece: piece.at, reverse=True)
        if piece.unread
    )
    hint = "" if lines else words.check("news")
    summary = news_lines.summary(found)
    return Evidence(summary, found.new, lines, len(lines), hint=hint)
