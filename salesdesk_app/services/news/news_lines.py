"""What a piece of news says in a line: its topic, its title, and where it is from."""

from datetime import date

from salesdesk_app.clock import local
from salesdesk_app.services.news.news import DayNews
from salesdesk_app.services.news.news_rows import NewsRow
from salesdesk_app.wording import news as words
from salesdesk_app.wording.phrases import Part, Said, joined

STAR = "★"
LEAD = 120


def news_line(row: NewsRow, today: date) -> Said:
    """``Kestrel cuts entry price by 12 %`` with its topic as the pill, bold while it is unread."""
    title = Part(words.untitled(row.title), "strong" if row.unread else "body")
    mark = Part(STAR, "body", "warn") if row.starred else Part("")
    explain = joined([attached_to(row), row.lead[:LEAD].strip()])
    pill = words.topic(row.topic)
    return Said((title, mark), source(row, today), pill, words.TONES[row.topic], explain)


def source(row: NewsRow, today: date) -> str:
    """``Freight Wire · 08:05``."""
    return joined([row.source, words.when(local(row.at), today)])


def attached_to(row: NewsRow) -> str:
    """``Kestrel · Halden Freight — Fleet telematics``: whom and which deal it is about."""
    return joined([row.competitor or "", row.deal or ""])


def summary(found: DayNews) -> str:
    """``company 1 · competitors 3 · industry 5``."""
    return words.summary(found.unread, found.feeds, on=found.on)


def state(found: DayNews, today: date) -> str:
    """How the feeds are."""
    fetched = words.when(local(found.fetched_at), today) if found.fetched_at else ""
    return words.state(on=found.on, feeds=found.feeds, fetched=fetched, failing=found.failing)
