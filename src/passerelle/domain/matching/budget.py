"""How much solving again a run may do, counted in pairs, so that it never depends on the clock."""

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """Pairs that reruns may still solve over."""

    edges: int = 6_000_000
    least: int = 200  # the smallest charge: building a problem costs something too

    def take(self, pairs: int) -> bool:
        """Whether one more rerun over so many pairs fits; if so it is charged."""
        charge = max(self.least, pairs)
        if charge > self.edges:
            return False
        self.edges -= charge
        return True
