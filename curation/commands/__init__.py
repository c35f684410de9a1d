"""The verbs for the command line and HTTP: arguments in, JSON out.

One verb = one module + one row in this table.
"""

from curation.commands.balance import BALANCE
from curation.commands.command import Command, LocalCommand
from curation.commands.decide import DECIDE
from curation.commands.examples import EXAMPLES
from curation.commands.findings import FINDINGS
from curation.commands.ingest import INGEST
from curation.commands.release import READINESS, RELEASE
from curation.commands.scan import SCAN
from curation.commands.scan_text import SCAN_TEXT
from curation.commands.tasks import TASKS
from curation.commands.validate import VALIDATE

COMMANDS: tuple[Command, ...] = (
    TASKS,
    INGEST,
    EXAMPLES,
    SCAN,
    FINDINGS,
    DECIDE,
    BALANCE,
    READINESS,
    RELEASE,
)

LOCAL_COMMANDS: tuple[LocalCommand, ...] = (SCAN_TEXT, VALIDATE)
