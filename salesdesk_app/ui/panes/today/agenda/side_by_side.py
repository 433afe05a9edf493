"""Which part of the width each takes of what overlaps on a day, so that all of it can be read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Protocol, TypeVar

LOWEST = 29  # minutes that a block is high at the least where hours are lowest
WIDE = 2.0  # so much wider than another is a lane with something wide


class Spot(Protocol):
    """What takes minutes of a day; a frozen dataclass with ``left`` and ``right``."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def begin(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def wide(self) -> bool: ...


S = TypeVar("S", bound=Spot)


def side_by_side(found: Iterable[S]) -> list[S]:
    """Those of one time beside each other, with their ``left`` and ``right``, by their begin."""
    made: list[S] = []
    cluster: list[S] = []
    for spot in found:
        if cluster and spot.begin >= max(map(_bottom, cluster)):
            made += _placed(cluster)
            cluster = []
        cluster.append(spot)
    return made + _placed(cluster)


def _placed(cluster: Sequence[S]) -> list[S]:
    """Each in the first lane that is free then, and as wide as those beside it leave room."""
    lanes: list[list[S]] = []
    place: list[int] = []
    for spot in cluster:
        lane = next(
            (n for n, one in enumerate(lanes) if _bottom(one[-1]) <= spot.begin), len(lanes)
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(spot)
        place.append(lane)
    shares = [WIDE if any(spot.wide for spot in lane) else 1.0 for lane in lanes]
    edges = [sum(shares[:n]) / (sum(shares) or 1) for n in range(len(lanes) + 1)]
    made = []
    for spot, lane in zip(cluster, place, strict=True):
        last = lane + 1
        while last < len(lanes) and not any(_meet(spot, other) for other in lanes[last]):
            last += 1
        made.append(replace(spot, left=edges[lane], right=edges[last]))
    return made


def _meet(one: Spot, other: Spot) -> bool:
    return one.begin < _bottom(other) and other.begin < _bottom(one)


def _bottom(spot: Spot) -> int:
    """Until when its block reaches, which is never lower than its words."""
    return max(spot.end, spot.begin + LOWEST)
