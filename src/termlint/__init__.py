"""termlint: a terminology linter that decides which sense of a term is meant, and shows why."""

__version__ = "0.1.0"
