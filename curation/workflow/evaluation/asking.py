"""Asking models many things at once: tried again, held back at limits, never over a ceiling."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Protocol

from curation.errors import InputRefused, NotReady, ProviderBusy, ProviderUnreachable
from curation.evaluation.contestant import Contestant, Reply
from curation.example import Json

MAX_TOKENS = 1024
TEMPERATURE = 0.0
SEED = 20261120

TRIES = 6
"""How often one question is asked while a provider is busy or silent."""
MOST_WAIT = 120.0
"""Seconds: a provider that asks for a longer wait is not waited for."""
AT_ONCE, MOST_AT_ONCE = 8, 64

Report = Callable[[int, int, str], None]
"""Told how many of how many answers are stored; may raise to stop."""
Keep = Callable[["Ask", Reply, float], None]
"""Stores an answer with the seconds it took; called from several threads."""


class Answerer(Protocol):
    """What answers: the part of a training client that an evaluation needs."""

    def answer(
        self,
        model: str,
        messages: Sequence[Json],
        *,
        max_tokens: int,
        temperature: float,
        seed: int,
        retries: int,
    ) -> Reply:
        """What the model says to these messages."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question to one model; `most` is what it can cost at most, in US dollars."""

    key: str
    contestant: Contestant
    messages: tuple[Json, ...]
    most: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many questions are under way at once, and what all may cost, in US dollars.

    `pause` waits so many seconds; None waits until the time is over or all is stopped.
    """

    at_once: int = AT_ONCE
    ceiling: float | None = None
    pause: Callable[[float], object] | None = None


def check_limits(limits: Limits) -> None:
    """Raise InputRefused for limits that cannot be kept."""
    if not 1 <= limits.at_once <= MOST_AT_ONCE or (limits.ceiling or 0) < 0:
        raise InputRefused(
            "The limits cannot be kept",
            cause=f"From 1 to {MOST_AT_ONCE} questions can be under way at once, and a ceiling is "
            "not below 0.",
            cure="Change them and start again.",
        )


class Asking:
    """One round of questions. `open_client` is called once for each provider, when it is needed.

    `cost` says what a reply has cost.
    """

    def __init__(
        self,
        open_client: Callable[[str], Answerer],
        keep: Keep,
        *,
        limits: Limits,
        cost: Callable[[Ask, Reply], float] = lambda ask, reply: 0.0,
    ) -> None:
        self._open_client = open_client
        self._keep = keep
        self._limits = limits
        self._cost = cost
        self._stop = threading.Event()
        self._pause = limits.pause or self._stop.wait
        self._lock = threading.Lock()
        self._clients: dict[str, Answerer] = {}
        self._not_before: dict[str, float] = {}
        self._spent = 0.0
        self._reserved = 0.0

    def run(self, asks: Sequence[Ask], progress: Report) -> None:
        """Ask everything, each answer stored as it comes.

        What is under way when something fails, or when `progress` raises, is still stored. Raises
        NotReady when the ceiling does not allow the next question, ProviderBusy or
        ProviderUnreachable when a provider stays busy or silent, ProviderRefused when it refuses.
        """
        left = iter(asks)
        done = 0
        progress(0, len(asks), self._message())
        with ThreadPoolExecutor(self._limits.at_once) as pool:
            try:
                for ended in self._ended(pool, left):
                    for future in ended:
                        future.result()
                        done += 1
                        progress(done, len(asks), self._message())
                    if not ended:
                        progress(done, len(asks), self._message())
            except BaseException:
                self._stop.set()
                raise

    def _ended(self, pool: ThreadPoolExecutor, left: Iterator[Ask]) -> Iterable[set[Future[None]]]:
        """The questions as they end, or nothing after a second of waiting."""
        pending: set[Future[None]] = set()
        following = next(left, None)
        while following is not None or pending:
            while following is not None and len(pending) < self._limits.at_once:
                if not self._reserve(following):
                    break
                pending.add(pool.submit(self._answer, following))
                following = next(left, None)
            if not pending:
                raise self._over()
            ended, pending = wait(pending, timeout=1.0, return_when=FIRST_COMPLETED)
            yield ended

    def _answer(self, ask: Ask) -> None:
        provider = ask.contestant.provider
        try:
            for attempt in range(1, TRIES + 1):
                self._hold(provider)
                if self._stop.is_set():
                    return
                try:
                    self._ask(ask)
                    return
                except ProviderBusy as error:
                    delay = error.wait if error.wait is not None else 2.0**attempt
                    if attempt == TRIES or delay > MOST_WAIT:
                        raise
                except ProviderUnreachable:
                    delay = 2.0**attempt
                    if attempt == TRIES:
                        raise
                with self._lock:
                    until = time.monotonic() + delay
                    self._not_before[provider] = max(until, self._not_before.get(provider, 0.0))
                self._pause(delay)
        finally:
            with self._lock:
                self._reserved -= ask.most

    def _ask(self, ask: Ask) -> None:
        client = self._client(ask.contestant.provider)
        began = time.monotonic()
        reply = client.answer(
            ask.contestant.model,
            list(ask.messages),
            max_tokens=MAX_TOKENS,
            temperature=TEMPERATURE,
            seed=SEED,
            retries=0,
        )
        self._keep(ask, reply, time.monotonic() - began)
        with self._lock:
            self._spent += self._cost(ask, reply)

    def _client(self, provider: str) -> Answerer:
        with self._lock:
            if provider not in self._clients:
                self._clients[provider] = self._open_client(provider)
            return self._clients[provider]

    def _hold(self, provider: str) -> None:
        """Wait as long as the provider wants nobody to ask."""
        with self._lock:
            seconds = self._not_before.get(provider, 0.0) - time.monotonic()
        if seconds > 0:
            self._pause(seconds)

    def _reserve(self, ask: Ask) -> bool:
        """Set aside what a question can cost; False when the ceiling does not allow it now."""
        with self._lock:
            ceiling = self._limits.ceiling
            if ceiling is not None and self._spent + self._reserved + ask.most > ceiling:
                return False
            self._reserved += ask.most
            return True

    def _message(self) -> str:
        with self._lock:
            return f"{self._spent:.2f} US dollars so far" if self._spent else ""

    def _over(self) -> NotReady:
        return NotReady(
            "The cost ceiling is reached",
            cause=f"{self._spent:.4f} US dollars are spent, and the next question could cost more "
            f"than the ceiling of {self._limits.ceiling:g} allows.",
            cure="The answers so far are kept. Raise the ceiling to ask the rest.",
        )
