"""Which of several things are taken: those with these members (``where``), but for those with others (``except``)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Scope(NamedTuple):
    """Of each dimension of the counts (or text of a record) the members it takes, and those it leaves out."""

    where: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    leave_out: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The ids of the dimensions that the data must have."""
        return tuple(dict.fromkeys([*self.where, *self.leave_out]))


EVERYTHING = Scope()
