"""Simulated reviewers: real sessions of the running app, spoken to as a browser speaks to it.

Each has a websocket of its own through the gate, its own sign-in, and a script run of Streamlit for
every decision. They are not pages of Chromium, because two dozen of those keep two processors busy
with drawing, and the app would be measured starved.
"""

import argparse
import asyncio
import json
import random
import sys
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from curation.web.cookies import SESSION_COOKIE


@dataclass
class Reviewer:
    """One simulated person: the component they were shown, their cards, and what they waited.

    `waiting` has the decisions without a receipt, as the browser keeps them; they are sent again
    with each message, also over a later connection (see `move_to`).
    """

    connection: ClientConnection
    task: str
    component: str = ""
    fragment: str = ""
    page_hash: str = ""
    beat: int = 0
    cards: list[dict[str, Any]] = field(default_factory=list)
    waiting: dict[str, dict[str, Any]] = field(default_factory=dict)
    told: dict[str, bool] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)

    async def open(self) -> None:
        """Open the review page and wait for the first cards."""
        await self._rerun()
        await self._until(0)

    async def move_to(self, connection: ClientConnection) -> None:
        """Go on over another connection, as a browser does when the app was started again."""
        self.connection = connection
        self.component = self.fragment = self.page_hash = ""
        await self.open()
        if self.waiting:
            await self.send()

    async def judge(self) -> None:
        """Accept the next example and wait until the app says that it is stored."""
        request = self.decide()
        began = time.perf_counter()
        await self.send()
        self.seconds.append(time.perf_counter() - began)
        assert self.told[request], "A decision was refused."

    def decide(self) -> str:
        """Accept the next example, in the browser only; returns the id of the decision."""
        card = self.cards.pop(0)
        self.judged.add(card["id"])
        request = uuid.uuid4().hex
        self.waiting[request] = {
            "id": request,
            "example_id": card["id"],
            "version": card["version"],
            "decision": "accept",
            "answers": {},
            "seconds": 2.0,
        }
        return request

    async def send(self) -> None:
        """Send what has no receipt, and wait for the answer."""
        self.beat += 1
        await self._rerun(
            {
                "beat": self.beat,
                "held": [one["id"] for one in self.cards],
                "wants_recent": False,
                "decisions": list(self.waiting.values()),
            }
        )
        await self._until(self.beat)

    async def _rerun(self, outbox: dict[str, Any] | None = None) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = f"task={self.task}"
        state.page_name = "review"
        state.page_script_hash = self.page_hash
        state.fragment_id = self.fragment
        if outbox is not None:
            widget = state.widget_states.widgets.add()
            widget.id = self.component
            widget.json_value = json.dumps({"outbox": outbox})
        await self.connection.send(message.SerializeToString())

    async def _until(self, beat: int) -> None:
        """Read messages until the desk answers this beat, and take in what it says."""
        async for data in self.connection:
            assert isinstance(data, bytes)
            message = ForwardMsg()
            message.ParseFromString(data)
            if message.HasField("new_session"):
                self.page_hash = message.new_session.page_script_hash
            element = message.delta.new_element
            if element.WhichOneof("type") != "bidi_component":
                continue
            told = json.loads(element.bidi_component.json)
            if told["beat"] != beat:
                continue
            self.component = element.bidi_component.id
            self.fragment = message.delta.fragment_id
            known = self.judged | {card["id"] for card in self.cards}
            self.cards += [card for card in told["cards"] if card["id"] not in known]
            for receipt in told["receipts"]:
                self.told[receipt["id"]] = receipt["saved"]
                self.waiting.pop(receipt["id"], None)
            return
        raise ConnectionError("The app closed the connection.")


def speak_to(address: str, token: str) -> connect:
    """A connection of a signed-in browser to the app."""
    return connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        additional_headers={"Cookie": f"{SESSION_COOKIE}={token}", "Origin": address},
        subprotocols=["streamlit"],
        max_size=None,
    )


async def work(address: str, token: str, task: str, *, seconds: float, pause: float) -> list[float]:
    """One person's waits for a stored decision, in seconds, over so many seconds."""
    async with speak_to(address, token) as connection:
        person = Reviewer(connection, task)
        await asyncio.sleep(random.uniform(0, pause))
        await person.open()
        until = time.monotonic() + seconds
        while time.monotonic() < until and person.cards:
            await asyncio.sleep(random.uniform(0.5 * pause, 1.5 * pause))
            await person.judge()
        return person.seconds


async def work_together(arguments: argparse.Namespace) -> list[float]:
    """The waits of all."""
    waits = await asyncio.gather(
        *(
            work(
                arguments.address,
                token,
                arguments.task,
                seconds=arguments.seconds,
                pause=arguments.pause,
            )
            for token in arguments.tokens
        )
    )
    return [seconds for own in waits for seconds in own]


def main() -> None:
    """Print the waits as a JSON list when the time is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("tokens", nargs="+")
    parser.add_argument("--task", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--pause", type=float, default=2.0)
    json.dump(asyncio.run(work_together(parser.parse_args())), sys.stdout)


if __name__ == "__main__":
    main()
