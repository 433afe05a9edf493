"""An example of every verb, given the small world: what ``test_undo_all`` does and undoes."""

from importlib import import_module
from pkgutil import iter_modules

from tests.examples.registry import EXAMPLES

__all__ = ["EXAMPLES"]

for _module in iter_modules(__path__):  # each adds its own as it is imported
    import_module(f"{__name__}.{_module.name}")
