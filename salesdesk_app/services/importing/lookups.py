"""The records that rows name: found in the workspace, or put down to be created.

A record that is still to be created has an id below zero until it is written.
"""

from collections.abc import Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.deals import DEFAULT_STAGES, StageSpec
from salesdesk_app.domain.errors import Problem
from salesdesk_app.domain.names import from_address, name_key, product_key
from salesdesk_app.domain.stage_names import stage_from_name
from salesdesk_app.services.importing.links import (
    Accounts,
    Competitors,
    Contacts,
    Opportunities,
)
from salesdesk_app.services.importing.named import Named
from salesdesk_app.services.importing.own_fields import OwnFields
from salesdesk_app.services.stages import default_pipeline
from salesdesk_app.store.models import Person, Pipeline, Product, Stage


class People(Named):
    """People by name and by e-mail address."""

    def __init__(self, session: Session) -> None:
        columns = (Person.id, Person.name, Person.email, Person.role, Person.ended_on)
        rows = session.execute(select(*columns).order_by(Person.id)).all()
        super().__init__((row.id, row.name) for row in rows)
        self.roles = {row.id: row.role for row in rows}
        self.addresses: dict[int, str] = {}  # of those still to be created
        self._by_address = {row.email.casefold(): row.id for row in rows if row.email}
        self._left = {row.id for row in rows if row.ended_on is not None}

    def by_address(self, address: str) -> int | None:
        """Who has this e-mail address."""
        return self._by_address.get(address.casefold())

    def know_address(self, address: str, person_id: int) -> None:
        """Makes a person known by an e-mail address."""
        self._by_address.setdefault(address.casefold(), person_id)

    def named(self, name: str) -> int:
        """The person whom a cell names by name, as ``Nair, Priya``, or by address; else a new one.

        Of several with one name those who left do not count. Problem: import.several.
        """
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._find(name)
        return found

    def _find(self, text: str) -> int:
        address = "@" in text and " " not in text
        known = self.by_address(text) if address else None
        if known is not None:
            return known
        name = from_address(text) if address else text
        last, comma, first = text.partition(",")
        for one in (name, f"{first} {last}" if comma else ""):
            ids = self.ids(one) if one else []
            here = [person_id for person_id in ids if person_id not in self._left] or ids
            if len(here) > 1:
                raise Problem("import.several", value=text, count=len(here))
            if here:
                return here[0]
        person_id = self.reserve(name)
        if address:
            self.addresses[person_id] = text
            self.know_address(text, person_id)
        return person_id


class Products(Named):
    """Products by name, whatever its capitals, spaces and punctuation."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(Product.id, Product.name).order_by(Product.id))
        super().__init__(((row.id, row.name) for row in rows), product_key)
        self._lists: dict[str, tuple[int, ...]] = {}

    def listed(self, text: str) -> tuple[int, ...]:
        """The products that a cell names: one, or several parted by semicolons."""
        found = self._lists.get(text)
        if found is None:
            parts = [text] if self.ids(text) else [part.strip() for part in text.split(";")]
            ids = {self.named(part) for part in parts if part}
            found = self._lists[text] = tuple(sorted(ids))
        return found


class Stages:
    """The stages of the pipelines; an unknown name becomes one of its kind, or a new stage."""

    def __init__(self, session: Session) -> None:
        self.pipeline_id = default_pipeline(session)
        self.rows: dict[int, StageSpec] = {}
        self.pipelines: dict[int, int] = {}
        self.names: dict[int, str] = {}
        rows = session.execute(select(Pipeline.id, Pipeline.name).order_by(Pipeline.position))
        self.ways = Named(((row.id, row.name) for row in rows), _pipeline_key)
        self._known: dict[tuple[int, str], int] = {}
        self._free = -1
        query = select(Stage).order_by(Stage.pipeline_id, Stage.position, Stage.id)
        for stage in session.scalars(query):
            spec = StageSpec(
                stage.name, stage.outcome, stage.probability, stage.category, stage.stuck_days
            )
            self._add(stage.id, stage.pipeline_id, spec)

    def _add(self, stage_id: int, pipeline_id: int, spec: StageSpec) -> int:
        self.rows[stage_id] = spec
        self.names[stage_id] = spec.name
        self.pipelines[stage_id] = pipeline_id
        for key in (name_key(spec.name), f"\0{product_key(spec.name)}"):
            self._known.setdefault((pipeline_id, key), stage_id)
        return stage_id

    def pipeline(self, name: str) -> int:
        """The pipeline of that name, or a new one; ``Default`` is the one that deals go to."""
        if _pipeline_key(name) in _DEFAULT:
            return self.pipeline_id
        return self.ways.named(name)

    def first_open(self, pipeline_id: int | None = None) -> int:
        """Where a deal without a stage begins."""
        wanted = self.pipeline_id if pipeline_id is None else pipeline_id
        found = self._of_outcome(wanted, "open")
        return self._new(wanted, DEFAULT_STAGES[0]) if found is None else found

    def named(self, name: str, pipeline_id: int | None = None) -> int:
        """The stage of that name, in a deal's own pipeline if it has one, else in the default one.

        Names that mean won or lost are the pipeline's stage of that outcome.
        """
        for pipeline in (pipeline_id, self.pipeline_id):
            if pipeline is not None:
                found = self._find(name, pipeline)
                if found is not None:
                    return found
        spec = stage_from_name(name)
        pipeline = self.pipeline_id if pipeline_id is None else pipeline_id
        found = None if spec.outcome == "open" else self._of_outcome(pipeline, spec.outcome)
        if found is None:
            pipeline = self.pipeline_id
            found = self._new(pipeline, spec)
        self._known[pipeline, name_key(name)] = found
        return found

    def within(self, name: str, pipeline_id: int) -> int:
        """The stage of that name in the pipeline that a row states; else a new one in it."""
        found = self._find(name, pipeline_id)
        if found is None:
            spec = stage_from_name(name)
            outcome = spec.outcome
            found = None if outcome == "open" else self._of_outcome(pipeline_id, outcome)
            found = self._new(pipeline_id, spec) if found is None else found
            self._known[pipeline_id, name_key(name)] = found
        return found

    def _find(self, name: str, pipeline_id: int) -> int | None:
        found = self._known.get((pipeline_id, name_key(name)))
        return self._known.get((pipeline_id, f"\0{product_key(name)}")) if found is None else found

    def _new(self, pipeline_id: int, spec: StageSpec) -> int:
        stage_id, self._free = self._free, self._free - 1
        return self._add(stage_id, pipeline_id, spec)

    def _of_outcome(self, pipeline_id: int, outcome: str) -> int | None:
        return next(
            (
                stage_id
                for stage_id, spec in self.rows.items()
                if spec.outcome == outcome and self.pipelines[stage_id] == pipeline_id
            ),
            None,
        )


_DEFAULT = ("", "default", "standard", "main")


def _pipeline_key(name: str) -> str:
    """What makes two pipelines one: ``Sales Pipeline`` is ``Sales``."""
    words = name_key(name).replace("vertriebspipeline", "sales").split()
    return " ".join(word for word in words if word != "pipeline")


class Lookups:
    """Everything that rows may link to; what most files do not name is read when one does."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.people = People(session)
        self.accounts = Accounts(session)
        self.products = Products(session)
        self.stages = Stages(session)
        self.fields = OwnFields(session)

    @cached_property
    def contacts(self) -> Contacts:
        """The contacts."""
        return Contacts(self._session)

    @cached_property
    def competitors(self) -> Competitors:
        """The competitors."""
        return Competitors(self._session)

    @cached_property
    def deals(self) -> Opportunities:
        """The deals."""
        return Opportunities(self._session)

    def known(self, kind: str) -> Mapping[int, str]:
        """The names of records of a kind that rows may link to, by id."""
        read = self.__dict__  # the others are not linked to
        names: dict[str, Mapping[int, str]] = {
            "account": self.accounts.names,
            "person": self.people.names,
            "product": self.products.names,
            "stage": self.stages.names,
            "pipeline": self.stages.ways.names,
            "contact": self.contacts.names if "contacts" in read else {},
            "competitor": self.competitors.names if "competitors" in read else {},
            "deal": self.deals.names if "deals" in read else {},
        }
        return names[kind]

    def names(self) -> dict[tuple[str, int], str]:
        """What records are called, by kind and id."""
        return {
            (kind, record_id): name
            for kind in LINKED
            for record_id, name in self.known(kind).items()
        }


LINKED = ("account", "person", "product", "stage", "pipeline", "contact", "competitor", "deal")
