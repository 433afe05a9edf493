"""What a deal's file may be: the address of a page or the path of a file, and what it is called."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

_PAGE = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_BARE = re.compile(r"www\.[^\s/]+\.\S+", re.IGNORECASE)
LONGEST = 2_000


def tidy(text: str) -> str | None:
    """A link as it is kept: an http or https address, or a whole path; None for anything else.

    ``www.`` at the beginning stands for https, quotation marks and ``file://`` around a path fall.
    """
    link = text.strip().strip("\"“”'").strip()
    if _BARE.fullmatch(link):
        link = f"https://{link}"
    if link.casefold().startswith("file://"):
        link = unquote(urlsplit(link).path)
        link = link[1:] if re.match(r"/[A-Za-z]:", link) else link
    if not link or len(link) > LONGEST or any(ord(letter) < 32 for letter in link):
        return None
    return link if is_page(link) or _is_whole(link) else None


def is_page(link: str) -> bool:
    """Whether it is the address of a page rather than the path of a file."""
    return _PAGE.fullmatch(link) is not None


def title(link: str) -> str:
    """What a link is called by itself: the name of a file, or of a page and where it is."""
    if is_page(link):
        parts = urlsplit(link)
        last = unquote(PurePosixPath(parts.path).name)
        return f"{last} · {parts.netloc}" if last else parts.netloc
    return (PureWindowsPath(link) if _on_windows(link) else PurePosixPath(link)).name or link


def _is_whole(path: str) -> bool:
    return PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()


def _on_windows(path: str) -> bool:
    return PureWindowsPath(path).is_absolute()
