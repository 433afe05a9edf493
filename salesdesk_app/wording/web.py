"""Sentences about addresses of the web: why nothing was fetched, and what to do."""

TEMPLATES: dict[str, str] = {
    "web.scheme": "“{value}” cannot be fetched: only addresses that begin with https:// or "
    "http:// are. Copy the address from your browser.",
    "web.address": "“{value}” is not an address of the web. Copy it from your browser; it looks "
    "like https://example.com/feed.xml.",
    "web.credentials": "The address at {host} holds a name or password before an @. SalesDesk "
    "keeps no passwords: leave that part out, or ask the provider for an address that needs none.",
    "web.unknown_host": "{host} was not found. Either this computer is offline at the moment, or "
    "the address is misspelt. Check the address, or try again later.",
    "web.unreachable": "{host} could not be reached. Either this computer is offline at the "
    "moment, or the server is. Try again later.",
    "web.timeout": "{host} took longer than {seconds} seconds and was left. Try again later.",
    "web.certificate": "{host} could not prove who it is: its certificate is not valid for this "
    "computer. Nothing was fetched. Check the address, and the clock of this computer.",
    "web.inside": "The address leads to {host}, which lies inside a private network or on this "
    "computer. That is not followed. Use the address of the feed or calendar itself.",
    "web.downgrade": "{host} leads on from https to http, where others could read along or answer "
    "in its place. That is not followed. Use the address of the feed or calendar itself.",
    "web.redirects": "{host} leads on to nowhere that can be fetched. Use the address of the feed "
    "or calendar itself.",
    "web.gone": "{host} has nothing at this address any more. Check the address there.",
    "web.refused": "{host} does not let SalesDesk read this without signing in. Use an address "
    "that is open, such as the one that a provider offers for other programs.",
    "web.busy": "{host} asks to be left alone for a while. It is asked again later.",
    "web.status": "{host} answered with a fault of its own ({status}). It is asked again later.",
    "web.broken": "The answer of {host} broke off or made no sense. It is asked again later.",
    "web.too_big": "What {host} sent is larger than {most} and was not read. Use a shorter feed "
    "or calendar of it.",
    "web.proxy": "This computer is set up to reach the web through a proxy of the kind “{kind}”, "
    "which SalesDesk does not know. Nothing was fetched. Set up an http proxy.",
    # Feeds
    "feed.page": "{name} is a web page, not a feed. Look on it for “RSS” or “Feed”, and take the "
    "address that stands behind it.",
    "feed.page_with_feed": "{name} is a web page, not a feed. The page names its feed: {address}. "
    "Use that address.",
    "feed.known": "This address is read along already, as “{feed}”.",
    "feed.most": "More than {most} feeds cannot be read along. Remove one first.",
}
