"""The verbs for the command line and HTTP: arguments in, JSON out.

One verb = one module + one row in this table.
"""

from curation.commands.advise import ADVISE
from curation.commands.aggregate import AGGREGATE
from curation.commands.agreement import AGREEMENT
from curation.commands.annotations import ANNOTATIONS
from curation.commands.audit import AUDIT
from curation.commands.balance import BALANCE
from curation.commands.check import CHECK
from curation.commands.command import Command, LocalCommand
from curation.commands.decide import DECIDE
from curation.commands.duplicates import DUPLICATES
from curation.commands.erase import ERASE
from curation.commands.evaluate import EVALUATE
from curation.commands.examples import EXAMPLES
from curation.commands.findings import FINDINGS
from curation.commands.ingest import INGEST
from curation.commands.init import INIT
from curation.commands.passport import PASSPORT
from curation.commands.release import READINESS, RELEASE
from curation.commands.reviews import REVIEWS
from curation.commands.scan import SCAN
from curation.commands.scan_text import SCAN_TEXT
from curation.commands.settle import SETTLE
from curation.commands.sign import SIGN
from curation.commands.sql import SQL
from curation.commands.tasks import TASKS
from curation.commands.traffic import TRAFFIC
from curation.commands.train import JOBS, TRAIN
from curation.commands.users import SIGN_IN_LINK, USERS
from curation.commands.validate import VALIDATE
from curation.commands.webhooks import WEBHOOKS

COMMANDS: tuple[Command, ...] = (
    INIT,
    TASKS,
    INGEST,
    EXAMPLES,
    SCAN,
    FINDINGS,
    DECIDE,
    REVIEWS,
    ANNOTATIONS,
    CHECK,
    DUPLICATES,
    BALANCE,
    ADVISE,
    READINESS,
    RELEASE,
    SIGN,
    PASSPORT,
    EVALUATE,
    TRAFFIC,
    TRAIN,
    JOBS,
    AGREEMENT,
    SETTLE,
    SQL,
    USERS,
    SIGN_IN_LINK,
    WEBHOOKS,
    AUDIT,
    ERASE,
)

LOCAL_COMMANDS: tuple[LocalCommand, ...] = (SCAN_TEXT, VALIDATE, AGGREGATE)
