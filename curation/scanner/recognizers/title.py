"""Forms of address before a name, and what somebody is by trade, below the name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from curation.privacy.surrogates.words import words
from curation.scanner.recognizers.finder import Finder, Found

_FORM = (
    r"(?:Mrs?|Ms|Mx|Dr|Prof)\b\.?|(?:Miss|Professor|Doctor|Herr|Frau|Monsieur|Madame|Mme|Mlle"
    r"|Se[nñ]ora?|Signora?)\b"
)
_BEFORE_NAME = re.compile(
    rf"(?<![^\W_])(?P<title>(?:{_FORM})(?: (?:{_FORM}))?)(?=[ \u00a0][^\W\d_a-zß-ÿ][\w'’.-])"
    rf"|(?<![^\W_])(?P<small>(?:mrs?|ms|dr|prof)\.)(?= [a-zß-ÿ]{{2}})"
)
_TRADES = frozenset(
    words(
        """
    accountant accounter actor adjuster administrator adviser advisor agent aide analyst
    anthropologist apprentice architect artist assembler assistant associate astronomer
    attendant attorney auditor baker barber bartender biologist bookkeeper broker builder buyer
    captain cardiographer caretaker carpenter cashier ceo cfo chauffeur chef chemist
    chiropractor cleaner clerk coach collector commander conductor conservator consultant
    contractor controller coo cook coordinator counsel counsellor counselor courier cto curator
    dealer dentist designer detective developer dietitian director dispatcher distributor doctor
    drafter draftsman driver echocardiographer economist editor educator electrician engineer
    engraver estimator executive expert farmer fitter foreman founder gardener geologist grader
    guard guide hairdresser handler helper historian hygienist illustrator inspector installer
    instructor interpreter inventor investigator janitor journalist judge keeper laborer lawyer
    lead lecturer librarian linguist machinist maker manager marshal mason mathematician
    mechanic mediator merchant messenger midwife miner musician nurse officer operator optician
    optometrist painter paralegal paramedic partner patrol pediatrician pharmacist photographer
    physician physicist pilot planner plumber policeman policewoman porter postman president
    principal printer processor producer professor programmer psychiatrist psychologist
    publisher radiographer ranger realtor receptionist recruiter repairer reporter
    representative researcher roofer sailor salesman salesperson saleswoman scientist secretary
    server setter shepherd smith sociologist soldier solicitor specialist statistician
    stenographer superintendent supervisor surgeon surveyor tailor teacher technician
    technologist teller tester therapist trader trainer transcriptionist translator treasurer
    typist underwriter vet veterinarian vp waiter waitress warden weaver welder worker writer
    """
    )
)
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’/-]*(?:,? (?:and |of |& )?[A-Za-z][A-Za-z'’/-]*){0,5}")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*\.?(?:[ ]{1,2}[^\W\d_][^\W\d_.'’-]*\.?){1,3}")
_LABELS = frozenset(words("invoice customer service team support billing office sales dear hi"))


class Title(Finder):
    """`Mrs.` before a name; `Assistant property manager` on the line below one."""

    entity = "TITLE"

    def find(self, text: str) -> Iterator[Found]:
        """Every form of address with its full stop, and every trade."""
        for match in _BEFORE_NAME.finditer(text):
            yield *match.span(match.lastgroup or 0), 0.5
        begins = 0
        above = ""
        for line in text.splitlines(keepends=True):
            plain = line.strip()
            if plain and len(plain) <= 60 and _is_name(above) and _is_trade(plain):
                first = begins + line.index(plain)
                yield first, first + len(plain), 0.5
            begins += len(line)
            above = plain or above


def _is_name(line: str) -> bool:
    return (
        len(line) <= 50
        and _NAME.fullmatch(line) is not None
        and not _LABELS & set(line.lower().split())
    )


def _is_trade(line: str) -> bool:
    if line.isupper() or _WORDS.fullmatch(line) is None:
        return False
    said = re.findall(r"[a-z]+", line.lower())
    return said[-1] in _TRADES or any(
        word in _TRADES and after == "of" for word, after in pairwise(said)
    )
