"""Laws of what leaves: for nasty examples and any decisions nothing replaced is left in a line.

The look at the result shares nothing with the code that replaces: HTML entities and escapes are
read, letters brought to their plain form, signs of no width dropped, and then the value is looked
for, parted in any way, at word borders.
"""

import html
import json
import re
import unicodedata
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.example import Example, Message, Source, Speaker, ToolCall
from curation.privacy.check_replaced import stays_grounded
from curation.privacy.example_texts import replace_texts, texts
from curation.privacy.finding import Finding, value_key
from curation.privacy.masking import PLACEHOLDER, Masking, plan_masking
from curation.task import Style

SECRET = b"s" * 32
VALUES = {
    "PERSON": [
        "Julia Hartmann",
        "Hartmann",
        "Hartmann, Julia",
        "Li Wei",
        "Will",
        "May Page",
        "Jo Hartmann",
        "Zoë Müller-Lüdenscheidt",
        "Sinéad O’Connor",
        "王小明",
        "محمد الأحمد",
        "דוד כהן",
        "İnci Işık",
        "Fjóla Æsa",
        "name",
        "total",
    ],
    "ORGANIZATION": ["Hartmann Logistics GmbH", "Page & Sons"],
    "LOCATION": ["Bergen", "St. Gallen"],
    "EMAIL_ADDRESS": ["julia.hartmann@acme.de", "hartmann@acme.de", "j_h+x@mail.acme.de"],
    "PHONE_NUMBER": ["+49 30 901820", "030 901820", "(212) 688-4321", "6884321"],
    "IBAN_CODE": ["DE89 3704 0044 0532 0130 00"],
    "CREDIT_CARD": ["4111 1111 1111 1111"],
    "CARD_TAIL": ["1111", "4321"],
    "DATE_OF_BIRTH": ["1989-07-04", "4 July 1989", "04/07/89"],
    "STREET_ADDRESS": ["12 Baker Street", "Hauptstraße 7, Bergen", "Will Street 4711"],
    "CUSTOMER_NUMBER": ["4711", "K-4711-12", "10045", "1004"],
    "SECRET": ["sk-aB3dE9xYz12", 'p"a\\ss\u00e9<1>'],
    "AGE": ["34", "9", "17"],
    "USER_NAME": ["jhartmann", "will_p"],
}
PAIRS = st.sampled_from([(value, entity) for entity, own in VALUES.items() for value in own])
WORDS = st.sampled_from(
    [
        *("Dear", "the", "Berger", "market", "Willing", "Bo-Bo", "2024", "34", "42,", "(x)", "\n"),
        *("é", "&amp;", "\\n", "C:\\new", "<b>", "name:", "total", "****", "<NAME_1>", "\u202e"),
        *("ﬁn", "Ⅳ", "100.45", "10045.00", "\t\t", '{"a"', "]", "\u200b", "Hart", "-"),
    ]
)
ENTITIES = {
    " ": "&nbsp;",
    "é": "&eacute;",
    "ü": "&#252;",
    "&": "&amp;",
    "J": "&#x4A;",
    "a": "&#97;",
}


def written(draw: st.DrawFn, value: str, entity: str) -> str:
    """A value in one of the ways in which people and machines write it."""
    signs_count = entity in ("EMAIL_ADDRESS", "SECRET", "USER_NAME")
    ways = [
        value,
        value.upper(),
        value.lower(),
        unicodedata.normalize("NFD", value),
        unicodedata.normalize("NFC", value),
        value[:1] + "\u200b" + value[1:],
        "".join(c + "\u00ad" for c in value),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in value),
        "".join(ENTITIES.get(c, c) for c in value),
        value.replace(" ", "\u00a0"),
    ]
    if not signs_count:
        ways += [
            value.replace(" ", ""),
            value.replace(" ", "-"),
            value.replace(" ", "  \n "),
            value.replace(" ", "\n"),
        ]
        if value.replace(" ", "").isalpha():
            ways.append(value.replace(" ", " " * 9))
    return draw(st.sampled_from(ways))


@st.composite
def examples(draw: st.DrawFn) -> tuple[Example, list[Finding], frozenset[tuple[str, str]], Style]:
    """Two messages, one with a tool call, a JSON answer that quotes them, findings, decisions."""
    pairs = draw(st.lists(PAIRS, min_size=1, max_size=5, unique=True))
    glue = draw(st.sampled_from([" ", " ", "\n", ", "]))
    parts: list[str] = [draw(WORDS) for _ in range(draw(st.integers(0, 5)))]
    for value, _ in pairs:
        parts.insert(draw(st.integers(0, len(parts))), value)
    first = glue.join(parts)
    other = [draw(WORDS) for _ in range(draw(st.integers(0, 3)))]
    for value, entity in pairs:
        if draw(st.booleans()):
            other.insert(draw(st.integers(0, len(other))), written(draw, value, entity))
    fields: dict[str, object] = {}
    for number, (value, _) in enumerate(pairs):
        key = draw(st.sampled_from([f"f{number}", value, "name"]))
        plain = int(value) if value.isdecimal() and draw(st.booleans()) else value
        fields[key] = draw(st.sampled_from([plain, [plain, 7], {"x": plain}, f"{value} "]))
    ascii_only = draw(st.booleans())
    answer = json.dumps({**fields, "n": 42, "none": None}, ensure_ascii=ascii_only)
    call = json.dumps({"q": " ".join(other), "inner": answer}, ensure_ascii=not ascii_only)
    example = Example(
        task="t",
        messages=(
            Message(speaker=Speaker.USER, content=first),
            Message(
                speaker=Speaker.ASSISTANT,
                content=" ".join(other),
                tool_calls=(ToolCall(id="c", name="look", arguments=call),),
            ),
        ),
        answer=Message(speaker=Speaker.ASSISTANT, content=answer),
        source=Source(file="a.csv", sha256="0" * 64, row=1),
    )
    findings = [
        Finding(
            example_id="e",
            path="messages.0",
            begins=first.index(value),
            ends=first.index(value) + len(value),
            entity=entity,
            score=1.0,
            recognizer="Test",
            value_key=value_key(SECRET, entity, value),
        )
        for value, entity in pairs
    ]
    kept = frozenset((f.entity, f.value_key) for f in findings if draw(st.integers(0, 4)) == 0)
    style = draw(st.sampled_from([Style.SURROGATE, Style.SURROGATE, Style.PLACEHOLDER, Style.MASK]))
    return example, findings, kept, style


def replaced(case) -> tuple[Example, Example, Masking, list[str]]:
    """The example before and after, its masking, and the values that must be gone."""
    example, findings, kept, style = case
    own = list(texts(example))
    masking = plan_masking(
        own, findings, keep=kept, style=style, seed=SECRET, fields=("name", "total")
    )
    contents = dict(own)
    gone = [
        contents[f.path][f.begins : f.ends] for f in findings if (f.entity, f.value_key) not in kept
    ]
    return example, replace_texts(example, masking.apply), masking, gone


def leaves(text: str) -> Iterator[str]:
    """What a text says, without the JSON around it."""
    try:
        value = json.loads(text)
    except ValueError:
        yield text
        return
    if not isinstance(value, (dict, list)):
        yield text
        return
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [key for key in one if key not in ("name", "total")] + [*one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            yield from leaves(one)
        elif one is not None and not isinstance(one, bool):
            yield str(one)


def plain(text: str) -> str:
    """Text as a reader takes it: entities read, letters plain, signs of no width dropped."""
    text = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    return "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf", "Lm"))


def reads(value: str, text: str) -> bool:
    """True when a text holds a value, parted by blanks or not, at word borders."""
    words = re.findall(r"[^\W_]+", plain(value))
    look = r"(?<![^\W_])" + r"[\W_]{0,3}".join(map(re.escape, words)) + r"(?![^\W_])"
    return re.search(look, plain(text)) is not None


@settings(max_examples=150, deadline=None)
@given(examples())
def test_no_replaced_value_can_be_read_in_what_leaves(case):
    _, after, masking, gone = replaced(case)
    for path, text in texts(after):
        for said in leaves(text):
            rest = list(said)
            for begins, ends in masking.replaced(said):
                rest[begins:ends] = "|" * (ends - begins)
            left = PLACEHOLDER.sub("|", "".join(rest))  # those of another text say nothing
            assert [value for value in gone if reads(value, left)] == [], (path, said)


@settings(max_examples=100, deadline=None)
@given(examples())
def test_every_grounded_answer_stays_grounded_where_every_value_is_replaced(case):
    """A kept value that another one crosses may part the two: such an example is held back."""
    example, findings, _, style = case
    before, after, _, _ = replaced((example, findings, frozenset(), style))
    own, new = dict(texts(before)), dict(texts(after))
    prompt = [text for path, text in own.items() if path.startswith("messages.")]
    new_prompt = [text for path, text in new.items() if path.startswith("messages.")]
    assert stays_grounded(prompt, own["answer"], new_prompt, new["answer"])


@settings(max_examples=100, deadline=None)
@given(examples())
def test_json_stays_json_also_within_json(case):
    before, after, _, _ = replaced(case)
    new = dict(texts(after))
    for path, text in texts(before):
        if text.startswith('{"') and text.endswith("}"):
            value = json.loads(new[path])
            assert isinstance(json.loads(value.get("inner", "{}")), dict)


@settings(max_examples=100, deadline=None)
@given(examples())
def test_replacing_what_was_replaced_changes_nothing(case):
    _, after, masking, _ = replaced(case)
    assert replace_texts(after, masking.apply) == after


@settings(max_examples=100, deadline=None)
@given(examples())
def test_a_surrogate_is_no_value_of_the_example(case):
    example, findings, _, _ = case
    _, _, masking, _ = replaced(case)
    contents = dict(texts(example))
    own = {plain(contents[f.path][f.begins : f.ends]) for f in findings}
    assert not own & {plain(value.surrogate) for value in masking.values if value.surrogate}
