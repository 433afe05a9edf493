"""The one exception for what a user can mend."""


class Problem(Exception):  # noqa: N818 - a problem is the user's word for it
    """Something the user can mend, as a code and facts; ``wording.problem`` makes the sentence.

    Anything else that is raised is a bug.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
