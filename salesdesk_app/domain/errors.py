"""The one exception for what a user can mend."""


class Problem(Exception):  # noqa: N818 - a problem is the user's word for it
    """Something the user can mend, as a code and facts; ``wording.problem`` makes the sentence.

    Anything else that is raised is a bug.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def kept(self) -> "Problem":
        """The same to keep: without the trail of where it was raised, which holds on to all that
        was known there."""
        self.__traceback__ = self.__context__ = self.__cause__ = None
        return self
