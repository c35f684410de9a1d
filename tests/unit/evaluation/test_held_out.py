from curation.evaluation.held_out import held_out, leaked
from curation.release.method import TrainingMethod

SYSTEM = {"role": "system", "content": "Be kind."}


def sft(question="Where is it?", answer="Here."):
    return {
        "messages": [
            SYSTEM,
            {"role": "user", "content": question},
            {"role": "assistant", "content": answer, "weight": 1},
        ]
    }


def dpo(question="Where is it?"):
    return {
        "input": {"messages": [SYSTEM, {"role": "user", "content": question}]},
        "preferred_output": [{"role": "assistant", "content": "Here."}],
        "non_preferred_output": [{"role": "assistant", "content": "No."}],
    }


def test_of_a_supervised_line_the_last_message_is_the_ideal_answer():
    line = held_out(sft(), TrainingMethod.SFT, example_id="e1")
    assert [message["role"] for message in line.messages] == ["system", "user"]
    assert line.reference == "Here."


def test_of_a_preference_line_the_better_answer_is_the_ideal_one():
    line = held_out(dpo(), TrainingMethod.DPO, example_id="e1")
    assert [message["role"] for message in line.messages] == ["system", "user"]
    assert line.reference == "Here."


def test_a_weight_is_not_sent():
    line = sft()
    line["messages"].insert(2, {"role": "assistant", "content": "Which one?", "weight": 0})
    assert "weight" not in held_out(line, TrainingMethod.SFT, example_id="e1").messages[-1]


def test_an_answer_without_text_cannot_be_graded():
    line = sft()
    line["messages"][-1] = {"role": "assistant", "content": None, "tool_calls": [{"id": "1"}]}
    assert held_out(line, TrainingMethod.SFT, example_id="e1") is None


def test_the_question_is_what_the_person_wrote_last():
    assert held_out(sft("Why?"), TrainingMethod.SFT, example_id="e1").question == "Why?"


def test_a_question_in_both_parts_is_a_leak_whatever_its_case_and_spaces():
    assert leaked([sft("Where is it?")], [sft("where  IS it?", answer="There."), sft("When?")]) == 1


def test_another_system_prompt_does_not_hide_a_leak():
    other = sft()
    other["messages"][0] = {"role": "system", "content": "Be exact."}
    assert leaked([sft()], [other]) == 1


def test_preference_lines_leak_too():
    assert leaked([dpo("Why?")], [dpo("Why?"), dpo("When?")]) == 1


def test_different_questions_do_not_leak():
    assert leaked([sft("Where is it?")], [sft("Where is she?")]) == 0
