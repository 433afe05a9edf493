"""Clean deals put into hard disguise, as files of other systems and people look, by a seed."""

from tests.disguise.clean import Clean, invented
from tests.disguise.grid import Grid, Style, disguised
from tests.disguise.writers import write

__all__ = ["Clean", "Grid", "Style", "disguised", "invented", "write"]
