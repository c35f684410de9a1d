"""Everything that can be refused, as one tree; each error tells its cause and its cure.

CurationError
├── InputRefused          a file or value that cannot be read
├── NotAllowed            the person's role does not permit it
├── NotFound              no such task, example, release, job …
├── NotReady              a gate is closed: unscanned, undecided, unsettled …
├── Conflict              it changed meanwhile, or somebody else was first
├── StoreBusy             another process holds the workspace
├── WorkerLost            a worker process was stopped from outside
├── ProviderRefused       the training provider said no, by name
│   └── ProviderBusy      … because of too many requests: it may be asked again later
└── ProviderUnreachable   the training provider did not answer

Shortfalls that are expected (faulty rows, undefined agreement, missing answers) are values, not
errors. Only edges translate the exceptions of other libraries into these.
"""


class CurationError(Exception):
    """A refusal a person can act on.

    `title` names it in a few words, `cause` says what happened, `cure` what to do next. None of
    them may hold ticket text or secrets: they are shown and logged.
    """

    def __init__(self, title: str, *, cause: str, cure: str) -> None:
        super().__init__(f"{title}: {cause} {cure}")
        self.title = title
        self.cause = cause
        self.cure = cure


class InputRefused(CurationError):
    """A file or value that cannot be read or is over a limit."""


class NotAllowed(CurationError):
    """The person's role does not permit it."""


class NotFound(CurationError):
    """No such task, example, release, job or person."""


class NotReady(CurationError):
    """A gate is closed: something must be scanned, decided or settled first."""


class Conflict(CurationError):
    """It changed meanwhile, or somebody else was first."""


class StoreBusy(CurationError):
    """Another process holds the workspace."""


class WorkerLost(CurationError):
    """A worker process was stopped from outside; what it had stored is kept."""


class ProviderRefused(CurationError):
    """The training provider said no; `code` is its own name for the reason."""

    def __init__(self, title: str, *, cause: str, cure: str, code: str = "") -> None:
        super().__init__(title, cause=cause, cure=cure)
        self.code = code


class ProviderBusy(ProviderRefused):
    """Too many requests for now; `wait` is in seconds, None where the provider names no time."""

    def __init__(self, title: str, *, cause: str, cure: str, code: str, wait: float | None) -> None:
        super().__init__(title, cause=cause, cure=cure, code=code)
        self.wait = wait


class ProviderUnreachable(CurationError):
    """The training provider did not answer."""
