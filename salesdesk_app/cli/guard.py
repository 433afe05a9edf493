"""Turns what goes wrong into an exit status and one plain sentence."""

import argparse
import sys
from collections.abc import Callable
from io import TextIOWrapper

from salesdesk_app import bug_log, paths, wording
from salesdesk_app.domain.errors import Problem

MENDABLE, BUG = 1, 3


def guarded(action: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Runs a command: 1 with a sentence on stderr for a ``Problem``, 3 with a report for a bug."""
    for stream in (sys.stdout, sys.stderr):  # a terminal need not know every letter
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return action(arguments)
    except Problem as problem:
        print(f"salesdesk: {wording.problem(problem.code, problem.facts)}", file=sys.stderr)
        return MENDABLE
    except BrokenPipeError:  # the reader of our output had enough, as ``head`` does
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("salesdesk: stopped. The step that was running was not saved.", file=sys.stderr)
        return MENDABLE
    except Exception:  # every bug ends here: it is logged, and the user is told once
        where = bug_log.keep(paths.logs()) or "the lines above"
        bug_log.log.exception("a command failed")
        print(
            f"salesdesk: something went wrong that should not have. What was saved before is safe. "
            f"A report is in {where}",
            file=sys.stderr,
        )
        return BUG
