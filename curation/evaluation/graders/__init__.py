"""The ways to grade an answer. One grader = one module + one row in this table."""

from curation.evaluation.grade import Grader
from curation.evaluation.graders.citation import CITATION
from curation.evaluation.graders.exact import EXACT
from curation.evaluation.graders.fields import FIELDS
from curation.evaluation.graders.identical import IDENTICAL
from curation.evaluation.graders.json_shape import FIELDS_EXACT, JSON, SCHEMA
from curation.evaluation.graders.label import LABEL
from curation.evaluation.graders.similar import BLEU, EDIT, ROUGE_L
from curation.evaluation.graders.token_f1 import TOKEN_F1
from curation.task import QuestionKind

GRADERS: dict[str, Grader] = {
    grader.name: grader
    for grader in (
        *(LABEL, EXACT, IDENTICAL, TOKEN_F1, EDIT, BLEU, ROUGE_L),
        *(FIELDS, FIELDS_EXACT, JSON, SCHEMA, CITATION),
    )
}

_BY_KIND = {
    QuestionKind.LABEL: LABEL,
    QuestionKind.TEXT: TOKEN_F1,
    QuestionKind.FIELDS: FIELDS,
    QuestionKind.PREFERENCE: TOKEN_F1,
    QuestionKind.RATING: LABEL,
    QuestionKind.SPANS: TOKEN_F1,
}


def grader_for(kind: QuestionKind) -> Grader:
    """The grader that fits the kind of the question whose answer is trained."""
    return _BY_KIND[kind]
