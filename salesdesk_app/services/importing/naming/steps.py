"""The stages that rows name: found in the workspace, or put down to be created."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from salesdesk_app.domain.deals import DEFAULT_STAGES, StageSpec
from salesdesk_app.domain.names import name_key, product_key
from salesdesk_app.domain.stage_names import stage_from_name
from salesdesk_app.services.importing.naming.named import Named
from salesdesk_app.services.importing.naming.spelling import Words, alike_stage
from salesdesk_app.services.stages import default_pipeline
from salesdesk_app.store.models import Pipeline, Stage


class Stages:
    """The stages of the pipelines; an unknown name becomes one of its kind, or a new stage."""

    def __init__(self, session: Session, words: Words) -> None:
        self._words = words
        self.pipeline_id = default_pipeline(session)
        self.rows: dict[int, StageSpec] = {}
        self.pipelines: dict[int, int] = {}
        self.names: dict[int, str] = {}
        rows = session.execute(select(Pipeline.id, Pipeline.name).order_by(Pipeline.position))
        self.ways = Named(((row.id, row.name) for row in rows), _pipeline_key)
        self._known: dict[tuple[int, str], int] = {}
        self._guessed: dict[tuple[int, str], int | None] = {}
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

    def titled(self, stage_id: int) -> str:
        """What a stage is called; of another pipeline than the first, with the pipeline's name."""
        name, pipeline = self.names[stage_id], self.pipelines[stage_id]
        return name if pipeline == self.pipeline_id else f"{name} in {self.ways.names[pipeline]}"

    def first_open(self, pipeline_id: int | None = None) -> int:
        """Where a deal without a stage begins."""
        wanted = self.pipeline_id if pipeline_id is None else pipeline_id
        found = self._of_outcome(wanted, "open")
        return self._new(wanted, DEFAULT_STAGES[0]) if found is None else found

    def named(self, name: str, pipeline_id: int | None = None) -> int:
        """The stage of that name, in a deal's own pipeline if it has one, else in the default one.

        What was said of a name comes first. One that is likely to be misspelt is read as the stage
        that is meant, and names that mean won or lost are the pipeline's stage of that outcome.
        """
        said = self._said(name, pipeline_id)
        if said is not None:
            return said
        for pipeline in (pipeline_id, self.pipeline_id):
            if pipeline is not None:
                found = self._find(name, pipeline)
                if found is not None:
                    return self._take(name, found)
        for pipeline in dict.fromkeys((pipeline_id, self.pipeline_id)):
            if pipeline is not None:
                found = self._alike(name, pipeline)
                if found is not None:
                    return self._take(name, found)
        return self._take(name, self._new(self.pipeline_id, stage_from_name(name)))

    def within(self, name: str, pipeline_id: int) -> int:
        """The stage of that name in the pipeline that a row states; else a new one in it."""
        found = self._said(name, pipeline_id)
        if found is None:
            found = self._find(name, pipeline_id)
        if found is None:
            found = self._alike(name, pipeline_id)
        if found is None:
            found = self._new(pipeline_id, stage_from_name(name))
        return self._take(name, found)

    def _said(self, name: str, pipeline_id: int | None) -> int | None:
        """What was said of a name; in another pipeline its stage of the same name is meant."""
        said = self._words.said(name)
        if said is None or (said.record_id is not None and said.record_id not in self.rows):
            return None
        wanted = self.pipeline_id if pipeline_id is None else pipeline_id
        if said.record_id is None:
            found = self._exact(name, wanted)
            found = self._new(wanted, stage_from_name(name)) if found is None else found
        else:
            found = self._there(said.record_id, wanted)
            if found is None and said.how == "chosen":
                found = said.record_id
        return None if found is None else self._words.take(name, found, said.how)

    def _there(self, stage_id: int, pipeline_id: int) -> int | None:
        """A stage or, in another pipeline, the one of its name or of its outcome."""
        if self.pipelines[stage_id] == pipeline_id:
            return stage_id
        found = self._find(self.names[stage_id], pipeline_id)
        outcome = self.rows[stage_id].outcome
        if found is None and outcome != "open":
            found = self._of_outcome(pipeline_id, outcome)
        return found

    def _alike(self, name: str, pipeline_id: int) -> int | None:
        """A stage of the workspace that is meant by a misspelt name, or by won or lost."""
        key = (pipeline_id, name_key(name))
        if key not in self._guessed:
            stored = {
                one: spec
                for one, spec in self.rows.items()
                if one > 0 and self.pipelines[one] == pipeline_id
            }
            found = alike_stage(name, stored)
            outcome = stage_from_name(name).outcome
            if found is None and outcome != "open":
                found = self._of_outcome(pipeline_id, outcome)
            self._guessed[key] = found
        return self._guessed[key]

    def _take(self, name: str, stage_id: int) -> int:
        same = product_key(self.names[stage_id]) == product_key(name)
        how = "new" if stage_id < 0 else "exact" if same else "alike"
        return self._words.take(name, stage_id, how)

    def _exact(self, name: str, pipeline_id: int) -> int | None:
        return self._known.get((pipeline_id, name_key(name)))

    def _find(self, name: str, pipeline_id: int) -> int | None:
        found = self._exact(name, pipeline_id)
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
