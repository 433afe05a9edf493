"""Looks through the XML of an .xlsx sheet, piece by piece, for what parsers do not tell."""

import re
from xml.sax.saxutils import unescape

from salesdesk_app.exchange.reading.contents import MOST_COLUMNS, Part, column_number
from salesdesk_app.exchange.reading.pieces import whole_rows

_REF = re.compile(rb' r="([A-Z]*)(\d+)"')
_FAILED = re.compile(
    rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>',
    re.DOTALL,
)
_UNCACHED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row(\s[^>]*\bhidden="(?:1|true)"[^>]*)>')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\s([^>]*)>")
# What stands for a currency in the look of a number: [$€-407], "EUR", \\€ or a bare sign.
_LITERAL = re.compile(r'\[\$([^\]-]+)[^\]]*\]|"([^"]*)"|\\?([$€£¥₹₩₽₺₴₪])')
_MARK = re.compile(r"[A-Z]{3}|[A-Z]{0,2}[$€£¥₹₩₽₺₴₪]|kr\.?|zł|Kč|Ft|S?Fr\.")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def attributes(text: str) -> dict[str, str]:
    """The attributes of an element by name."""
    return {m[1]: unescape(m[2] or m[3] or "") for m in _ATTRIBUTE.finditer(text)}


def telling_styles(xml: str) -> dict[str, str]:
    """The numbers of the styles that tell more than the values of their cells: those that show
    leading zeros, with as many zeros as figures, and those that show a currency, with it."""
    formats = {}
    for match in _FORMAT.finditer(xml):
        facts = attributes(match[1])
        word = _telling(facts.get("formatCode", ""))
        if word:
            formats[facts.get("numFmtId")] = word
    styles = _STYLES.search(xml) if formats else None
    found = _STYLE.finditer(styles[0]) if styles else ()
    numbered = enumerate(attributes(match[1]).get("numFmtId") for match in found)
    return {str(at): formats[one] for at, one in numbered if one in formats}


def _telling(code: str) -> str:
    """What a format tells: zeros, a currency, or nothing."""
    if re.fullmatch(r"00+", code):
        return code
    words = (next(filter(None, found.groups()), "") for found in _LITERAL.finditer(code))
    return next((word.strip() for word in words if _MARK.fullmatch(word.strip())), "")


class XlsxScan:
    """Takes the pieces of one sheet as they are unpacked and notes in a part what they hold."""

    def __init__(self, part: Part, styles: dict[str, str]) -> None:
        """``styles`` are those that tell something, by their number."""
        self._part = part
        self._rest = b""
        self._styles = styles
        numbers = "|".join(styles).encode()
        self._styled = re.compile(rb'<(?:\w+:)?c(\s[^>]*\bs="(' + numbers + rb')"(?:[^>]*[^/>])?)>')

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Looks at the whole rows so far and keeps the rest for the next piece."""
        data = self._rest + chunk
        start = max(data.rfind(b"<row"), data.rfind(b":row"))
        whole, self._rest = whole_rows(data, start, last=last)
        self._look_at(whole)

    def _look_at(self, whole: bytes) -> None:
        part = self._part
        # With a prefix before every name there are no plain ones.
        part.cells += (whole.count(b"<v") or whole.count(b":v>")) + whole.count(b"<is>")
        if found := _REF.match(whole, whole.rfind(b' r="')):
            part.last_row = max(part.last_row, int(found[2]))
        if b't="e"' in whole:
            for found in _FAILED.finditer(whole):
                value = _VALUE.search(found[2])
                self._mark(found[1], value[1].decode("utf-8", "replace") if value else "#N/A")
        if b"<f" in whole or b":f" in whole:
            for found in _UNCACHED.finditer(whole):
                if b't="str"' not in found[1]:  # a formula whose result is an empty text
                    self._mark(found[1], "formula")
        if self._styles:
            for found in self._styled.finditer(whole):
                word = self._styles[found[2].decode()]
                note = self._mark if word.startswith("0") else self._note_shown
                note(found[1], word)
        if b'hidden="' in whole:
            self._note_hidden(whole)
        if b"mergeCell" in whole:
            for found in _MERGED.finditer(whole):
                left, right = (column_number(found[at].decode()) for at in (1, 3))
                part.merged.append((int(found[2]), left, int(found[4]), right))

    def _note_hidden(self, whole: bytes) -> None:
        for row in _HIDDEN_ROW.finditer(whole):
            if numbered := _REF.search(row[1]):
                self._part.hidden_rows.add(int(numbered[2]))
        for column in _COLUMN.finditer(whole):
            facts = attributes(column[1].decode("utf-8", "replace"))
            if facts.get("hidden") in ("1", "true"):
                first, last = int(facts.get("min", "1")), int(facts.get("max", "0"))
                self._part.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def _note_shown(self, named: bytes, mark: str) -> None:
        """Notes the currency of a number, together with those above it that show the same."""
        found = _REF.search(b" " + named)
        if not found or b't="' in named.replace(b't="n"', b""):
            return
        row, column = int(found[2]), column_number(found[1].decode("ascii"))
        self._part.show(row, column, mark)

    def _mark(self, named: bytes, word: str) -> None:
        if found := _REF.search(b" " + named):
            column = column_number(found[1].decode("ascii"))
            self._part.marks.append((int(found[2]), column, word))
