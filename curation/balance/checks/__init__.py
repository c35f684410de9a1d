"""What is looked for in examples. One check = one module + one row in this table."""

from curation.balance.checks.check import Check
from curation.balance.checks.contradictions import CONTRADICTIONS
from curation.balance.checks.cut_off import CUT_OFF
from curation.balance.checks.duplicates import DUPLICATES
from curation.balance.checks.invented import INVENTED
from curation.balance.checks.label_errors import LABEL_ERRORS
from curation.balance.checks.no_answer import NO_ANSWER
from curation.balance.checks.placeholders import PLACEHOLDERS

CHECKS: tuple[Check, ...] = (
    CONTRADICTIONS,
    NO_ANSWER,
    CUT_OFF,
    PLACEHOLDERS,
    LABEL_ERRORS,
    INVENTED,
    DUPLICATES,
)
