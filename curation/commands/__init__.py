"""The verbs for the command line and HTTP: arguments in, JSON out.

One verb = one module + one row in this table.
"""

from curation.commands.command import Command, LocalCommand
from curation.commands.tasks import TASKS

COMMANDS: tuple[Command, ...] = (TASKS,)

LOCAL_COMMANDS: tuple[LocalCommand, ...] = ()
