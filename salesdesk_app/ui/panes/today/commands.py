"""What one can do on Today, for menus, keys and the palette."""

from typing import TYPE_CHECKING

from salesdesk_app.ui.commands import command
from salesdesk_app.ui.panes.today.checklist import item_commands
from salesdesk_app.ui.panes.today.needs import matter_commands

if TYPE_CHECKING:
    from salesdesk_app.ui.panes.today.pane import TodayPane

BESIDE = (item_commands, matter_commands)
"""Modules that declare further commands of this pane."""


@command(
    id="day.add",
    title="Add to the day…",
    menu="Day",
    key="Ctrl+Shift+N",
    pane="today",
    anywhere=True,
    words="checklist item recurring",
)
def add(pane: "TodayPane") -> None:
    """Adds something to see to again and again."""
    pane.items.add()


@command(
    id="day.follow_up",
    title="Note a follow-up",
    menu="Day",
    key="Ctrl+Shift+F",
    pane="today",
    anywhere=True,
    words="task answer call back inbox voicemail todo to do reminder remind",
)
def follow_up(pane: "TodayPane") -> None:
    """Goes to the field in which a follow-up is typed in a line."""
    pane.side.show_page("follow_ups")
    pane.follow_ups.field.setFocus()


@command(
    id="day.news",
    title="All news…",
    menu="Day",
    key="Ctrl+Alt+N",
    pane="today",
    anywhere=True,
    words="feeds rss atom read starred",
)
def all_news(pane: "TodayPane") -> None:
    """Shows all news in a table."""
    pane.deeds.news.open_all()


@command(
    id="day.feeds",
    title="Feeds of news…",
    menu="Day",
    pane="today",
    anywhere=True,
    words="add rss atom opml fetch subscribe competitor industry",
)
def feeds(pane: "TodayPane") -> None:
    """Shows the feeds that are read along, and whether they are fetched."""
    pane.deeds.news.open_feeds()


@command(
    id="day.fetch",
    title="Fetch the news now",
    menu="Day",
    pane="today",
    anywhere=True,
    words="feeds rss atom refresh update",
)
def fetch(pane: "TodayPane") -> None:
    """Fetches all feeds, where fetching is switched on."""
    pane.deeds.news.fetch_now()


@command(
    id="day.news_read",
    title="Mark all news as read",
    menu="Day",
    pane="today",
    anywhere=True,
    words="feeds unread",
)
def mark_read(pane: "TodayPane") -> None:
    """Marks all pieces of news as read; the notice takes it back."""
    pane.deeds.news.mark_topic_read()


@command(
    id="day.add_mails",
    title="Add mails…",
    menu="Day",
    pane="today",
    anywhere=True,
    words="inbox eml msg outlook follow-up answer",
)
def add_mails(pane: "TodayPane") -> None:
    """Takes in mails that were saved as files, each as a follow-up."""
    pane.side.show_page("follow_ups")
    pane.deeds.inbox.choose_mails()


@command(
    id="day.plan",
    title="Plan something…",
    menu="Day",
    key="Ctrl+Shift+P",
    pane="today",
    anywhere=True,
    words="meeting call 1:1 calendar",
)
def plan(pane: "TodayPane") -> None:
    """Plans a call, meeting, 1:1, mail or task."""
    pane.deeds.plan()


@command(
    id="day.figures",
    title="Key figures…",
    menu="Day",
    pane="today",
    anywhere=True,
    words="choose metrics kpi dashboard cards",
)
def figures(pane: "TodayPane") -> None:
    """Chooses which figures stand across the top of the day."""
    pane.choose_figures()


@command(
    id="day.card",
    title="Pre-call card of the next call",
    menu="Day",
    key="Ctrl+J",
    pane="today",
    anywhere=True,
    group=2,
    words="team sales calls coaching prepare brief",
)
def card(pane: "TodayPane") -> None:
    """Shows what to know before the next of the team's calls."""
    pane.deeds.calls.show_next_card()


@command(
    id="day.cards",
    title="Save the pre-call cards…",
    menu="Day",
    key="Ctrl+Alt+J",
    pane="today",
    anywhere=True,
    group=2,
    words="team sales calls pdf workbook print train brief",
)
def cards(pane: "TodayPane") -> None:
    """Writes the cards of all calls of the day into a PDF or a workbook."""
    pane.deeds.calls.save_all()


@command(
    id="day.month",
    title="The month at a glance…",
    menu="Day",
    key="Ctrl+Alt+M",
    pane="today",
    anywhere=True,
    words="checklist calendar habit streak done missed",
)
def month(pane: "TodayPane") -> None:
    """Shows what was done of what was due, day by day and item by item."""
    pane.items.month()


@command(
    id="day.block",
    title="Block a free stretch…",
    menu="Day",
    pane="today",
    anywhere=True,
    words="gap agenda project 1:1 focus time calendar",
    when=lambda pane: bool(pane.agenda.gaps),
)
def block(pane: "TodayPane") -> None:
    """Blocks the first free stretch of the agenda, or the one that is chosen."""
    pane.agenda.setFocus()
    pane.agenda.fill()


@command(
    id="day.calendars",
    title="Calendars…",
    menu="Day",
    pane="today",
    anywhere=True,
    words="ics ical outlook google webcal subscribe events meetings rep",
)
def calendars(pane: "TodayPane") -> None:
    """Lists the calendars that are read along, and adds others."""
    pane.calendars.show_list()


@command(
    id="day.save_planned",
    title="Save what is planned as .ics…",
    menu="Day",
    pane="today",
    anywhere=True,
    words="export calendar blocks outlook google",
)
def save_planned(pane: "TodayPane") -> None:
    """Writes the own calls, meetings and 1:1s into a file that other calendars import."""
    pane.gaps.save_as()


@command(
    id="day.wrap_up",
    title="Wrap up the day…",
    menu="Day",
    key="Ctrl+Shift+Y",
    pane="today",
    anywhere=True,
    group=2,
    words="end of day evening close carry over note leadership praise",
)
def wrap_up(pane: "TodayPane") -> None:
    """Begins the evening of the day."""
    pane.evening.wrap_up()


@command(
    id="day.before",
    title="The day before",
    menu="Day",
    key="Alt+Left",
    pane="today",
    group=2,
    words="past yesterday earlier closed look back",
)
def before(pane: "TodayPane") -> None:
    """Shows the day before, as it was closed."""
    pane.evening.step(-1)


@command(
    id="day.after",
    title="The day after",
    menu="Day",
    key="Alt+Right",
    pane="today",
    group=2,
    words="later next",
    when=lambda pane: pane.desk.looking_at is not None,
)
def after(pane: "TodayPane") -> None:
    """Shows the day after; after the last one comes today."""
    pane.evening.step(1)
