"""The dataset card: what a stranger must know before using a release, as Markdown."""

from collections.abc import Mapping, Sequence

from curation.example import Json
from curation.figures import percent
from curation.task import Style

BLOCKS = 20

STANDS_FOR: Mapping[Style, str] = {
    Style.SURROGATE: "made-up values of the same kind",
    Style.PLACEHOLDER: "placeholders such as `<NAME_1>`",
    Style.MASK: "asterisks",
}


def dataset_card(manifest: Json, *, title: str) -> str:
    """The card of the release that the manifest describes. It holds no text of any example."""
    sections = [
        f"# {title}, release {manifest['number']}",
        _summary(manifest),
        "## Files",
        _table(
            ["file", "lines", "bytes", "SHA-256"],
            [
                [file["name"], f"{file['lines']:,}", f"{file['bytes']:,}", f"`{file['sha256']}`"]
                for file in manifest["files"].values()
            ],
        ),
        *_erased(manifest.get("erased", ())),
        "## What is not in it",
        _excluded(manifest["examples"]),
        "## How it was made",
        _making(manifest),
    ]
    if manifest["mix"]:
        sections += ["## Mix", _mix(manifest["mix"])]
    if lengths := manifest.get("tokens", {}).get("lengths"):
        sections += ["## Length of the training lines", _lengths(lengths)]
    if manifest["agreement"]:
        sections += ["## Agreement of the reviewers", _agreement(manifest["agreement"])]
    return "\n\n".join(sections) + "\n"


def _summary(manifest: Json) -> str:
    examples = manifest["examples"]
    kind = {
        "sft": "conversations with their right answer",
        "dpo": "pairs of answers",
        "rft": "questions with what a grader needs",
    }
    return (
        f"{examples['out']:,} {kind[manifest['method']]}, out of {examples['in']:,} examples, for "
        f"training by {manifest['method'].upper()}. Cut on {manifest['created_at']} by "
        f"{_cell(manifest['created_by'])} with {manifest['made_with']}.{_signed(manifest)}"
    )


def _signed(manifest: Json) -> str:
    """Who stands for a release that needs more than one person; nothing for the others."""
    signatures = manifest.get("signatures", {"wanted": 1})
    if signatures["wanted"] < 2:
        return ""
    by = " and ".join(_cell(one["name"]) for one in signatures["by"])
    if len(signatures["by"]) < signatures["wanted"]:
        return f" It waits for a signature{f'; signed by {by}' if by else ''}."
    return f" Signed by {by}."


def _erased(erased: Sequence[Json]) -> list[str]:
    """What was taken out of the files after the release was cut; nothing for most."""
    if not erased:
        return []
    times = [f"- {sum(one['lines'].values()):,} lines on {one['recorded_at']}." for one in erased]
    return [
        "## Erased",
        "Lines with the text of people who were erased were taken out of these files. Copies made "
        "before, and models trained on them, still hold it.\n\n" + "\n".join(times),
    ]


def _excluded(examples: Json) -> str:
    rows = [[reason, f"{count:,}"] for reason, count in examples["excluded"].items()]
    return _table(["reason", "examples"], rows) if rows else "Nothing was left out."


def _making(manifest: Json) -> str:
    shares = ", ".join(
        f"{part} {percent(share)}" for part, share in manifest["split"]["shares"].items()
    )
    verdicts = ", ".join(f"{count:,} {method}" for method, count in manifest["verdicts"].items())
    lines = [
        f"- Split: {shares}, seed {manifest['split']['seed']}. {manifest['split']['rule']}",
        f"- Verdicts: {verdicts}.",
        f"- Guideline version: `{manifest['guideline_version']}`.",
        f"- Privacy scan: `{manifest['scan_fingerprint']}`; personal values that were found and "
        f"not kept on purpose are replaced by {STANDS_FOR[Style(manifest['privacy']['style'])]}.",
        _proof(manifest["privacy"].get("proof")),
        f"- SHA-256 of all lines: `{manifest['sha256']}`.",
    ]
    if shown := manifest.get("pictures"):
        lines.append(_pictures(shown))
    if few := manifest["examples"].get("few_reason"):
        lines.append(f"- Fewer examples than the method wants, because: {_cell(few)}")
    if plan := manifest["plan"]:
        lines.append(
            f"- Balance: {plan['chosen']:,} chosen, off the wanted mix by "
            f"{100 * plan['mismatch_after']:.1f} points ({100 * plan['mismatch_before']:.1f} "
            "before)."
        )
    if previous := manifest["previous"]:
        lines.append(f"- Release before this one: {previous['number']}.")
    if since := manifest.get("changes"):
        lines.append(
            f"- Since release {since['since']}: {since['added']:,} lines added, "
            f"{since['removed']:,} removed, {since['changed']:,} changed, "
            f"{since['same']:,} the same."
        )
    return "\n".join(lines)


def _proof(proof: Json | None) -> str:
    if not proof or proof["upper_bound"] is None:
        return "- What may be left: not proven; no sample was judged."
    return (
        f"- What may be left: something personal in at most "
        f"{percent(proof['upper_bound'], 1)} of the examples (95 %, {proof['method']}; "
        f"{proof['judged']:,} judged, {proof['leaked']:,} with "
        "something left)."
    )


def _pictures(shown: Json) -> str:
    where = "in the lines" if shown["form"] == "data" else f"at {_cell(shown['base'])}"
    return (
        f"- {shown['pictures']:,} pages of {shown['lines']:,} lines are pictures {where}, personal "
        f"values painted over, detail {shown['detail']}."
    )


def _mix(mix: Mapping[str, Mapping[str, int]]) -> str:
    labels = sorted({label for counts in mix.values() for label in counts})
    sums = {label: sum(counts.get(label, 0) for counts in mix.values()) for label in labels}
    total = sum(sums.values())
    return _table(
        ["label", *mix, "share"],
        [
            [
                label,
                *(f"{counts.get(label, 0):,}" for counts in mix.values()),
                _bar(sums[label], total),
            ]
            for label in labels
        ],
    )


def _lengths(lengths: Mapping[str, int]) -> str:
    """How many training lines have up to so many tokens."""
    total = sum(lengths.values())
    return _table(
        ["tokens, at most", "lines", "share"],
        [[f"{int(most):,}", f"{count:,}", _bar(count, total)] for most, count in lengths.items()],
    )


def _bar(count: int, total: int) -> str:
    """A share as a bar that any reader of Markdown shows; a twentieth is one block."""
    share = count / total if total else 0.0
    return f"{'█' * max(round(share * BLOCKS), int(count > 0))} {percent(share)}"


def _agreement(agreement: Json) -> str:
    return _table(
        ["question", "alpha", "95 % interval", "AC1", "equal", "examples compared", "reviewers"],
        [
            [
                question,
                _figure(figures["alpha"]),
                " to ".join(map(_figure, figures["interval"] or [])),
                _figure(figures["ac1"]),
                _figure(figures["percent"]),
                f"{figures['compared']:,}",
                str(figures["reviewers"]),
            ]
            for question, figures in agreement.items()
        ],
    )


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    """A label as a cell: nothing in it can end the cell or the line, or start markup."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
