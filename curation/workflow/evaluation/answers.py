"""The answers of models to held-out lines: known ones from the store, the others asked for."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from curation.errors import InputRefused
from curation.evaluation.contestant import FILE, Contestant, Cost, Reply
from curation.evaluation.held_out import HeldOut
from curation.example import Json, canonical_json
from curation.release.cost import line_tokens
from curation.release.method import TrainingMethod
from curation.release.model import Model
from curation.store import evaluations
from curation.workflow.evaluation.asking import (
    MAX_TOKENS,
    SEED,
    TEMPERATURE,
    Answerer,
    Ask,
    Asking,
    Limits,
    Report,
)
from curation.workflow.training.models import choose_model, tokenizer_of
from curation.workflow.training.providers import open_client
from curation.workflow.workspace import Workspace


def collect_answers(
    workspace: Workspace,
    lines: Sequence[HeldOut],
    contestants: Sequence[Contestant],
    limits: Limits,
    client: Answerer | None,
    progress: Report,
) -> dict[tuple[str, str], Reply]:
    """Every model's answer to every line, by model and example id.

    Each answer is stored as it comes; what is known is not asked again, and the same question that
    stands on two lines is asked once. Raises InputRefused where a file lacks answers, and where a
    ceiling is set and a price is not known.
    """
    keys = {
        (one.model, line.example_id): answer_key(one, line.messages)
        for one in contestants
        for line in lines
    }
    known = evaluations.get_answers(workspace.store, sorted(set(keys.values())))
    pricing = {one: choose_model(provider=one.provider, name=one.model) for one in contestants}
    if limits.ceiling is not None:
        _check_prices(pricing)
    asks: dict[str, Ask] = {}
    for line in lines:
        for one in contestants:
            key = keys[one.model, line.example_id]
            if key not in known and key not in asks:
                most = most_cost(line, pricing[one]) if limits.ceiling is not None else 0.0
                asks[key] = Ask(key=key, contestant=one, messages=line.messages, most=most)
    lacking = [ask for ask in asks.values() if ask.contestant.provider == FILE]
    if lacking:
        raise InputRefused(
            "Answers are missing in the file",
            cause=f"{lacking[0].contestant.model} has no answer to {len(lacking)} of {len(lines)} "
            "test examples.",
            cure="Bring in a file with one answer for each test example.",
        )

    def keep(ask: Ask, reply: Reply, seconds: float) -> None:
        evaluations.add_answers(
            workspace.store,
            {ask.key: (reply, seconds)},
            model=ask.contestant.model,
            recorded_at=workspace.now(),
        )
        known[ask.key] = (reply, seconds)

    def cost(ask: Ask, reply: Reply) -> float:
        return dollars(reply, pricing[ask.contestant], ask.messages) or 0.0

    open_one: Callable[[str], Answerer] = lambda name: client or open_client(workspace, name)  # noqa: E731
    Asking(open_one, keep, limits=limits, cost=cost).run(list(asks.values()), progress)
    return {place: known[key][0] for place, key in keys.items()}


def measure_costs(
    workspace: Workspace, lines: Sequence[HeldOut], contestants: Sequence[Contestant]
) -> dict[str, Cost]:
    """What the answers of each model took, by model; tokens that nobody counted are estimated."""
    found = {}
    for one in contestants:
        if one.provider == FILE:
            continue
        keys = {answer_key(one, line.messages): line for line in lines}
        model = choose_model(provider=one.provider, name=one.model)
        known = evaluations.get_answers(workspace.store, list(keys))
        if not known:
            continue
        tokens = [tokens_of(reply, keys[key].messages, model) for key, (reply, _) in known.items()]
        seconds = sorted(seconds for _, seconds in known.values())
        read, written = (sum(pair[side] for pair in tokens) for side in (0, 1))
        found[one.model] = Cost(
            answers=len(known),
            input_tokens=read,
            output_tokens=written,
            seconds_median=median(seconds),
            seconds_p95=seconds[max(0, -(-95 * len(seconds) // 100) - 1)],
            dollars=_price(model, read, written),
        )
    return found


def answer_key(contestant: Contestant, messages: Sequence[Json]) -> str:
    """By what an answer is found again: a hash of who was asked, what, and with which settings."""
    asked = [contestant.provider, contestant.model, list(messages), MAX_TOKENS, TEMPERATURE, SEED]
    return hashlib.sha256(canonical_json(asked).encode("utf-8", "surrogatepass")).hexdigest()


def most_cost(line: HeldOut, model: Model) -> float:
    """What one question can cost at most, in US dollars: the answer as long as it may be."""
    if model.price is None or not (model.price.input or model.price.output):
        return 0.0
    return _price(model, _prompt_tokens(line.messages, model), MAX_TOKENS) or 0.0


def dollars(reply: Reply, model: Model, messages: Sequence[Json]) -> float | None:
    """What one answer has cost, in US dollars; None where the price is not known."""
    if model.price is None or not (model.price.input or model.price.output):
        return None if model.price is None else 0.0
    return _price(model, *tokens_of(reply, messages, model))


def tokens_of(reply: Reply, messages: Sequence[Json], model: Model) -> tuple[int, int]:
    """The tokens read and written: as the provider counted them, else as we do."""
    read, written = reply.input_tokens, reply.output_tokens
    return (
        _prompt_tokens(messages, model) if read is None else read,
        tokenizer_of(model).count(reply.text) if written is None else written,
    )


def _prompt_tokens(messages: Sequence[Json], model: Model) -> int:
    line = {"messages": list(messages)}
    return line_tokens(line, TrainingMethod.SFT, tokenizer_of(model).count)


def _price(model: Model, read: int, written: int) -> float | None:
    price = model.price
    return None if price is None else (read * price.input + written * price.output) / 1_000_000


def _check_prices(pricing: Mapping[Contestant, Model]) -> None:
    for one, model in pricing.items():
        if one.provider != FILE and model.price is None:
            raise InputRefused(
                "The ceiling cannot be kept",
                cause=f"The price of {one.model} is not known.",
                cure="Add it to models.toml, or start without a ceiling.",
            )
