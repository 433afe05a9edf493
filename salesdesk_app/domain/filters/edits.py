"""A filter line with one term more, less or other, as a click on a chip leaves it."""

from salesdesk_app.domain.filters.fields import BY_NAME, Field
from salesdesk_app.domain.filters.line import Line, Term
from salesdesk_app.domain.filters.names import Names, fold
from salesdesk_app.domain.filters.tokens import quoted, tokens
from salesdesk_app.domain.filters.wanted import Key, OneOf
from salesdesk_app.domain.filters.writing import values_text


def with_term(line: Line, text: str) -> str:
    """The line with a term behind the others, before the free words' end."""
    kept = line.text.strip()
    return f"{kept} {text} " if kept else f"{text} "


def replaced(line: Line, term: Term, text: str) -> str:
    """The line with another text in a term's place; without the term for an empty one."""
    before, after = line.text[: term.first], line.text[term.last :]
    if not text:
        after = after.lstrip()
    return f"{before}{text}{after}" or ""


def put(line: Line, field: str, text: str, *, negated: bool = False) -> str:
    """The line with this text as its one term of a field; without any for an empty text."""
    terms = [term for term in line.terms if _is_of(term, field, negated=negated)]
    made = line.text
    for term in reversed(terms[1:]):
        made = made[: term.first] + made[term.last :].lstrip()
    again = Line(made, line.terms, line.wanted)
    if terms:
        return replaced(again, terms[0], text)
    return with_term(again, text) if text else made


def term_of(line: Line, field: str) -> Term | None:
    """The first term that asks for a field without a not."""
    return next((term for term in line.terms if _is_of(term, field, negated=False)), None)


def keys_of(term: Term | None) -> frozenset[Key]:
    """Which values of a field of names or codes a term asks for."""
    if term is None:
        return frozenset()
    found = (c.keys for c in term.conditions if isinstance(c, OneOf))
    return frozenset().union(*found)


def naming(field: Field, keys: frozenset[Key], names: Names, *, negated: bool = False) -> str:
    """A term for these values of a field; empty for none."""
    directory = names.directory(field)
    labels = [label for key in keys if (label := directory.label(key)) is not None]
    said = ["none"] if None in keys else []
    said += [values_text(sorted(labels))] if labels else []
    return f"{'-' if negated else ''}{quoted(field.name)}:{','.join(said)}" if said else ""


def turned(line: Line, term: Term) -> str:
    """The line with a term that asks for all but what it asked for."""
    text = line.text[term.first : term.last]
    return replaced(line, term, text[1:] if term.token.negated else f"-{text}")


def without_words(line: Line) -> str:
    """The line without its free words."""
    made = line.text
    for term in reversed(line.terms):
        if term.token.field is None:
            made = made[: term.first] + made[term.last :].lstrip()
    return f"{made.strip()} " if made.strip() else ""


def tidied(text: str) -> str:
    """A line without needless space, by which two are compared."""
    return " ".join(text.split())


def says_field(text: str) -> bool:
    """Whether a text is a filter line rather than words: it asks something of a field."""
    known = {fold(name) for name in BY_NAME}
    return any(token.field is not None and fold(token.field) in known for token in tokens(text))


def _is_of(term: Term, field: str, *, negated: bool) -> bool:
    if term.field is None or term.token.negated != negated:
        return False
    asked = {condition.field for condition in term.conditions}
    return field in asked if asked else term.field.id == field
