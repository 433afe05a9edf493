"""Domains that belong to no one company: free mail, providers' mail, and sites that host others."""

_COUNTRIES = frozenset(
    (
        *("at", "au", "be", "br", "ca", "ch", "cl", "cn", "co", "cz", "de", "dk", "es", "fi", "fr"),
        *("gr", "hu", "ie", "il", "in", "it", "jp", "kr", "mx", "nl", "no", "nz", "pl", "pt", "ro"),
        *("ru", "se", "sg", "tr", "tw", "uk", "us", "za"),
    )
)
# Of these every country's own counts: yahoo.de, yahoo.co.uk, yahoo.com.br.
_EVERYWHERE = frozenset(
    ("gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "gmx", "icloud")
)
_FREE = frozenset(
    (
        *("aol.com", "me.com", "mac.com", "mail.com", "email.com", "proton.me", "protonmail.com"),
        *("pm.me", "tutanota.com", "tuta.io", "tutamail.com", "zoho.com", "zohomail.com"),
        *("fastmail.com", "fastmail.fm", "hey.com", "hushmail.com", "rocketmail.com", "inbox.com"),
        *(
            "web.de",
            "t-online.de",
            "freenet.de",
            "posteo.de",
            "mailbox.org",
            "arcor.de",
            "email.de",
        ),
        *(
            "1und1.de",
            "email.de",
            "online.de",
            "vodafone.de",
            "kabelmail.de",
            "aon.at",
            "chello.at",
        ),
        *("bluewin.ch", "hispeed.ch", "sunrise.ch", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr"),
        *("laposte.net", "neuf.fr", "bbox.fr", "libero.it", "virgilio.it", "tin.it", "alice.it"),
        *(
            "tiscali.it",
            "telenet.be",
            "skynet.be",
            "ziggo.nl",
            "kpnmail.nl",
            "planet.nl",
            "xs4all.nl",
        ),
        *(
            "xs4all.nl",
            "terra.com.br",
            "btinternet.com",
            "sky.com",
            "virginmedia.com",
            "talktalk.net",
            "ntlworld.com",
        ),
        *("comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net"),
        *("charter.net", "earthlink.net", "rogers.com", "shaw.ca", "sympatico.ca", "telus.net"),
        *(
            "bigpond.com",
            "optusnet.com.au",
            "xtra.co.nz",
            "uol.com.br",
            "bol.com.br",
            "terra.com.br",
        ),
        *("mail.ru", "inbox.ru", "list.ru", "bk.ru", "yandex.ru", "yandex.com", "rambler.ru"),
        *("qq.com", "163.com", "126.com", "sina.com", "foxmail.com", "yeah.net", "aliyun.com"),
        *("naver.com", "daum.net", "hanmail.net", "rediffmail.com", "seznam.cz", "centrum.cz"),
        *("wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl", "abv.bg", "ukr.net", "i.ua"),
    )
)
_HOSTS = frozenset(
    (
        *("facebook.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "xing.com"),
        *("youtube.com", "google.com", "sites.google.com", "business.site", "github.com"),
        *("wordpress.com", "blogspot.com", "wixsite.com", "squarespace.com", "myshopify.com"),
        *("onmicrosoft.com", "sharepoint.com", "amazonses.com", "mailchimp.com", "sendgrid.net"),
    )
)


def is_shared(domain: str) -> bool:
    """Whether an address or a website there says nothing about whose it is; in lower case."""
    first, *ending = domain.split(".")
    national = bool(ending) and ending[-1] in _COUNTRIES
    if first in _EVERYWHERE and (national or ending in (["com"], ["net"])):
        # Below another domain it is a company that happens to be called so: live.acme.de.
        return len(ending) == 1 or ending[0] in ("co", "com")
    return domain in _FREE or domain in _HOSTS


def and_above(domain: str) -> list[str]:
    """A domain and those above it, the nearest first, without the last word alone."""
    words = domain.split(".")
    return [".".join(words[place:]) for place in range(len(words) - 1)]
