"""Which way to learn the next release is for."""

from streamlit.delta_generator import DeltaGenerator

from curation.release.method import TrainingMethod

METHODS = {
    TrainingMethod.SFT: "Right answers (SFT)",
    TrainingMethod.DPO: "Pairs (DPO)",
    TrainingMethod.RFT: "Graded answers (RFT)",
}


def choose_method(row: DeltaGenerator) -> TrainingMethod:
    """The way to learn that somebody chose in this row; right answers until then."""
    return row.segmented_control(
        "What is learned",
        list(METHODS),
        format_func=METHODS.__getitem__,
        default=TrainingMethod.SFT,
        required=True,
        key="release_method",
    )
