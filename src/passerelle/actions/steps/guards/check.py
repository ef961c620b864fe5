"""What a room's check of a guard is."""

from collections.abc import Callable, Collection

# Candidate ids in, those that meet it out: bulk, in a constant number of queries.
GuardCheck = Callable[[Collection[int]], set[int]]
