"""Document types in XML, which a workbook has no use for and attackers do."""

import re

_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_BLANKS = re.compile(rb"\s*")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]+)["']""")
_PLAIN = re.compile(rb"(?i)utf-?(8|16)|us-ascii|iso-8859-\d+|windows-125\d|latin-?1")
_UTF7, _EBCDIC = b"+/v8", b"\x4c\x6f\xa7\x94"
_DECODED = 1 << 16
_NAMED = 16  # letters: what follows the prolog is told by these


def has_dtd(head: bytes, *, whole: bool = True) -> bool:
    """Whether an XML document declares a document type, in whatever encoding.

    ``head`` is its first megabyte, or all of it where it is ``whole``; a prolog that fills it is
    taken for one that hides something.
    """
    head = _plain(head)
    at = 0
    while found := _PROLOG.match(head, at):
        at = found.end()
    at += len(_BLANKS.match(head, at)[0])  # type: ignore[index] # it matches nothing as well
    if head.startswith((b"<!--", b"<?"), at) or (not whole and at + _NAMED > len(head)):
        return True  # a comment without an end in the first megabyte: not a workbook's
    return head.startswith(b"<!", at)


def _plain(head: bytes) -> bytes:
    """The same in one byte a letter, as far as that matters here."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        return head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    head = head.removeprefix(b"\xef\xbb\xbf")
    named = _ENCODING.search(head, 0, 200) if head.startswith(b"<?xml") else None
    if head.startswith(_UTF7):
        encoding, start = "utf-7", 0
    elif head.startswith(_EBCDIC):
        encoding, start = "cp037", 0
    elif named is not None and not _PLAIN.fullmatch(named[1]):
        encoding, start = named[1].decode("ascii"), head.find(b"?>") + 2
    else:
        return head
    try:
        text = head[start : start + _DECODED].decode(encoding, "replace")
    except LookupError:
        return head
    return head[:start] + text.lstrip("\ufeff").encode("utf-8", "replace")
