"""What is looked for in examples. One check = one module + one row in this table."""

from curation.balance.checks.broken_rules import BROKEN_RULES
from curation.balance.checks.check import Check
from curation.balance.checks.contradictions import CONTRADICTIONS
from curation.balance.checks.currency import CURRENCY
from curation.balance.checks.customers import CUSTOMERS
from curation.balance.checks.cut_off import CUT_OFF
from curation.balance.checks.dates import DATES
from curation.balance.checks.duplicates import DUPLICATES
from curation.balance.checks.few_per_label import FEW_PER_LABEL
from curation.balance.checks.format_drift import FORMAT_DRIFT
from curation.balance.checks.greeting import GREETING
from curation.balance.checks.invented import INVENTED
from curation.balance.checks.label_errors import LABEL_ERRORS
from curation.balance.checks.language import LANGUAGE
from curation.balance.checks.layout import LAYOUT
from curation.balance.checks.length import LENGTH
from curation.balance.checks.names import NAMES
from curation.balance.checks.no_answer import NO_ANSWER
from curation.balance.checks.one_reviewer import ONE_REVIEWER
from curation.balance.checks.other_subject import OTHER_SUBJECT
from curation.balance.checks.outliers import OUTLIERS
from curation.balance.checks.placeholders import PLACEHOLDERS
from curation.balance.checks.privacy_state import PRIVACY_STATE
from curation.balance.checks.quotes import QUOTES
from curation.balance.checks.residue import RESIDUE
from curation.balance.checks.schema import SCHEMA
from curation.balance.checks.sources import SOURCES
from curation.balance.checks.spelling import SPELLING
from curation.balance.checks.stale_guideline import STALE_GUIDELINE
from curation.balance.checks.system_prompts import SYSTEM_PROMPTS
from curation.balance.checks.tokens import TOKENS
from curation.balance.checks.unsafe import UNSAFE

CHECKS: tuple[Check, ...] = (
    CONTRADICTIONS,
    NO_ANSWER,
    CUT_OFF,
    PLACEHOLDERS,
    SCHEMA,
    SYSTEM_PROMPTS,
    UNSAFE,
    LABEL_ERRORS,
    OTHER_SUBJECT,
    INVENTED,
    BROKEN_RULES,
    LANGUAGE,
    RESIDUE,
    LENGTH,
    TOKENS,
    LAYOUT,
    DATES,
    CURRENCY,
    QUOTES,
    GREETING,
    SPELLING,
    NAMES,
    DUPLICATES,
    OUTLIERS,
    FEW_PER_LABEL,
    FORMAT_DRIFT,
    SOURCES,
    CUSTOMERS,
    ONE_REVIEWER,
    STALE_GUIDELINE,
    PRIVACY_STATE,
)
"""In the order in which they are shown: what a model would learn wrongly comes first."""
