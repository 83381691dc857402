"""Every error this package raises on purpose.

AttributionError
├── InputError          an input could not be read as an article
├── StoreError          the database could not be opened, read or written
├── ModelError          the shipped model is missing, damaged or of another version
├── PipelineError       a component of a spaCy pipeline lacks one that it needs before it
├── ServeError          the site could not be started
└── UsageError          options that do not fit together
    └── FilterError     a filter of quotes that makes no sense

Each message says what happened, where, and what to do about it.
"""


class AttributionError(Exception):
    """Base of all errors of this package: catch it to catch them all."""


class InputError(AttributionError):
    """An input could not be read as an article."""


class StoreError(AttributionError):
    """The database could not be opened, read or written."""


class ModelError(AttributionError):
    """The model is missing, damaged or of another version."""


class PipelineError(AttributionError):
    """A component of a spaCy pipeline lacks what another sets before it."""


class ServeError(AttributionError):
    """The site could not be started."""


class UsageError(AttributionError):
    """Options or arguments that do not fit together."""


class FilterError(UsageError):
    """A filter of quotes that makes no sense: ``problem`` says why, ``advice`` what to write instead."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem} {advice}")
        self.problem = problem
        self.advice = advice
