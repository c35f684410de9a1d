"""The rules in one table, and a file held against them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from curation.example import Json
from curation.release.cost import Estimate, estimate, line_tokens
from curation.release.method import TrainingMethod
from curation.release.validation import images, messages, pairs, reinforcement, tools, whole
from curation.release.validation.rule import (
    FileRule,
    Line,
    LineRule,
    Problem,
    Purpose,
    Severity,
    Trait,
    line_of,
    prompt_key,
)

_SFT = frozenset({TrainingMethod.SFT})
_DPO = frozenset({TrainingMethod.DPO})
_RFT = frozenset({TrainingMethod.RFT})


def _error(purpose: Purpose) -> Severity:
    return Severity.ERROR


def _warning(purpose: Purpose) -> Severity:
    return Severity.WARNING


def _error_where_wanted(purpose: Purpose) -> Severity:
    return Severity.ERROR if purpose.least >= whole.ADVISED else Severity.WARNING


LINE_RULES = (
    LineRule(name="pair", check=pairs.pair_is_there, methods=_DPO),
    LineRule(name="messages", check=messages.messages_are_there),
    LineRule(name="role", check=messages.roles_are_known),
    LineRule(name="key", check=messages.keys_are_known, severity=Severity.WARNING),
    LineRule(
        name="line_key",
        check=messages.line_keys_are_known,
        severity=Severity.WARNING,
        methods=_SFT | _DPO,
    ),
    LineRule(name="content", check=messages.content_is_there),
    LineRule(name="weight", check=messages.weight_is_right, of=Trait.WEIGHT),
    LineRule(
        name="nothing_learned",
        check=messages.something_is_learned,
        methods=_SFT,
        of=Trait.WEIGHT,
    ),
    LineRule(name="last_message", check=messages.assistant_is_last, methods=_SFT),
    LineRule(name="last_message", check=reinforcement.user_is_last, methods=_RFT),
    LineRule(name="item_field", check=reinforcement.item_is_complete, methods=_RFT),
    LineRule(name="picture", check=images.pictures_are_right, of=Trait.PARTS),
    LineRule(name="tools", check=tools.tools_are_declared_right, of=Trait.TOOLS),
    LineRule(name="tool_calls", check=tools.calls_are_right, of=Trait.CALLS),
    LineRule(name="tool_declared", check=tools.called_tools_are_declared, of=Trait.CALLS),
    LineRule(name="tool_result", check=tools.results_belong_to_calls, of=Trait.CALLS),
    LineRule(name="special_token", check=messages.no_special_tokens, of=Trait.MARK),
    LineRule(name="unicode", check=messages.text_is_unicode, of=Trait.HALF),
    LineRule(name="context", check=messages.fits_the_context),
    LineRule(name="pair_text", check=pairs.pair_is_text, methods=_DPO),
    LineRule(name="pair_same", check=pairs.pair_differs, methods=_DPO),
    LineRule(name="pair_last", check=pairs.prompt_waits_for_an_answer, methods=_DPO),
    LineRule(
        name="pair_turns",
        check=pairs.prompt_is_one_turn,
        severity=Severity.WARNING,
        methods=_DPO,
    ),
)

_RULES = {
    method: tuple(rule for rule in LINE_RULES if method in rule.methods)
    for method in TrainingMethod
}

FILE_RULES = (
    FileRule(name="lines", check=whole.enough_lines, severity=_error_where_wanted),
    FileRule(name="name", check=whole.name_is_known, severity=_warning),
    FileRule(name="size", check=whole.fits_the_provider, severity=_error),
    FileRule(name="lines", check=reinforcement.not_too_many, severity=_error, methods=_RFT),
    FileRule(name="picture", check=images.few_lines_have_pictures, severity=_error),
    FileRule(name="model", check=whole.method_fits_the_model, severity=_error),
    FileRule(name="overlap", check=whole.prompts_are_apart, severity=_error),
    FileRule(name="duplicate", check=whole.no_duplicates, severity=_warning),
    FileRule(name="contradiction", check=whole.no_contradictions, severity=_warning),
    FileRule(name="system_prompt", check=whole.one_system_prompt, severity=_warning),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in a file: `lines` that are there, problems in order, tokens and cost."""

    lines: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    estimate: Estimate

    @property
    def valid(self) -> bool:
        """True without any error; warnings do not count."""
        return not self.errors


def check_file(data: bytes, purpose: Purpose, *, estimated: bool = False) -> Report:
    """The report on a JSONL file. Lines end with a newline; a byte-order mark is passed over.

    `estimated` says that `purpose.count` is only an estimate.
    """
    purpose = replace(purpose, bytes=len(data))
    problems: list[Problem] = []
    lines: list[Line] = []
    rows = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    if rows[-1].strip() == b"":
        rows.pop()
    for number, row in enumerate(rows, 1):
        content = read_line(row)
        if isinstance(content, str):
            rule = "utf8" if content == _NOT_UTF8 else "json"
            problems.append(
                Problem(line=number, rule=rule, severity=Severity.ERROR, message=content)
            )
        else:
            tokens = line_tokens(content, purpose.method, purpose.count)
            lines.append(line_of(content, number=number, method=purpose.method, tokens=tokens))
    return _report(len(rows), lines, problems, purpose, estimated)


def line_problems(line: Line, purpose: Purpose) -> Iterator[Problem]:
    """What the rules about one line find in it."""
    for rule in _RULES[purpose.method]:
        if rule.of is None or rule.of in line.traits:
            for message in rule.check(line, purpose):
                yield Problem(
                    line=line.number, rule=rule.name, severity=rule.severity, message=message
                )


def prompts_in(data: bytes, method: TrainingMethod) -> frozenset[str]:
    """The prompts in a JSONL file, to hold another part against them; other lines are skipped."""
    contents = (read_line(row) for row in data.split(b"\n"))
    return frozenset(
        prompt_key(line_of(content, number=0, method=method, tokens=0))
        for content in contents
        if not isinstance(content, str)
    )


def read_line(row: bytes) -> Json | str:
    """The object on a line, or in plain words why there is none."""
    try:
        text = row.decode()
    except UnicodeDecodeError:
        return _NOT_UTF8
    if not text.strip():
        return "The line is empty."
    try:
        content = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except RecursionError:
        return "It is nested too deeply."
    except ValueError as error:
        return f"It is not JSON: {str(error).split(':')[0]}."
    return content if isinstance(content, dict) else "It is not a JSON object."


_NOT_UTF8 = "It is not UTF-8."


def _report(
    count: int, lines: list[Line], problems: list[Problem], purpose: Purpose, estimated: bool
) -> Report:
    for line in lines:
        problems.extend(line_problems(line, purpose))
    for rule in FILE_RULES:
        if purpose.method in rule.methods:
            problems += [
                Problem(
                    line=number, rule=rule.name, severity=rule.severity(purpose), message=message
                )
                for number, message in rule.check(lines, purpose)
            ]
    problems.sort(key=lambda problem: problem.line)
    return Report(
        lines=count,
        errors=tuple(p for p in problems if p.severity == Severity.ERROR),
        warnings=tuple(p for p in problems if p.severity == Severity.WARNING),
        estimate=estimate([line.tokens for line in lines], purpose.model, estimated=estimated),
    )


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _once(pairs: list[tuple[str, Any]]) -> Json:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError("a key occurs twice")
    return table
