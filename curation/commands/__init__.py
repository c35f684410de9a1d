"""The verbs for the command line and HTTP: arguments in, JSON out.

One verb = one module + one row in this table.
"""

from curation.commands.command import Command, LocalCommand
from curation.commands.decide import DECIDE
from curation.commands.findings import FINDINGS
from curation.commands.scan import SCAN
from curation.commands.scan_text import SCAN_TEXT
from curation.commands.tasks import TASKS

COMMANDS: tuple[Command, ...] = (
    TASKS,
    SCAN,
    FINDINGS,
    DECIDE,
)

LOCAL_COMMANDS: tuple[LocalCommand, ...] = (SCAN_TEXT,)
