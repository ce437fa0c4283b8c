"""The box keeper: a process of its own, on an origin of its own, that knows no person, session or address.

    python -m voting.secret.keeper --data DIR [--host H] [--port P] [--certificate C --key K]

Voters post ballots to `/cast` (see `ballot`); the platform speaks through a socket in DIR that its owner
alone may open. There is no access log, no cookie, no time, and of an error only its kind is told. It ends
with the process that started it (its standard input closes), but while a vote is on it waits for another.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from daphne.http_protocol import WebRequest
from daphne.server import Server, twisted_loop
from twisted.internet import reactor

from voting.secret import ballot, blind, tally
from voting.secret.control import SOCKET
from voting.secret.poll import Poll, Refused
from voting.secret.words import said

PATIENCE = 600.0  # seconds without the platform while a vote is on
LINE = 1 << 16
HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"cache-control", b"no-store"),
    # No cookie and no session: who has a token may bring it from any page, and nobody else can do anything.
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-headers", b"content-type"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Keeper:
    """All polls of this process. One thread, one loop: what a method does, nobody interrupts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._spare: asyncio.Future[blind.Signer] | None = None
        self.port = 0
        found = [Poll.found(each) for each in folder.iterdir() if each.is_dir()]
        self._polls = {poll.id: poll for poll in found if poll}

    def __len__(self) -> int:
        return len(self._polls)

    def cast(self, body: bytes) -> bytes:
        """Return the tracker, when the ballot is on the disk. Raises Refused."""
        try:
            sealed = ballot.SealedBallot.parse(body)
        except ballot.Malformed as problem:
            raise Refused("malformed") from problem
        poll = self._polls.get(sealed.poll)
        if poll is None:
            raise Refused("unknown_poll")
        return poll.cast(sealed)

    async def asked(self, question: dict[str, Any]) -> dict[str, Any]:
        """What the platform wants. Raises Refused, KeyError and ValueError."""
        do = question["do"]
        if do == "hello":
            polls = {poll.id.hex(): poll.stage for poll in self._polls.values()}
            return {"pid": os.getpid(), "port": self.port, "polls": polls}
        if do == "prepare":
            return await self._prepare(question)
        poll = self._polls.get(bytes.fromhex(question["poll"]))
        if poll is None:
            raise Refused("unknown_poll")
        if do == "sign":
            return {"signature": poll.sign(bytes.fromhex(question["blinded"])).hex()}
        if do == "begin_casting":
            poll.begin_casting()
            return {}
        if do == "turnout":
            return {"cast": poll.turnout()}
        if do == "seal":
            return poll.seal()
        if do == "open":
            return poll.open(bytes.fromhex(question.get("secret", "")) or None)
        if do == "erase":
            poll.erase()
            del self._polls[poll.id]
            return {}
        raise Refused("unknown_act")

    async def _prepare(self, question: dict[str, Any]) -> dict[str, Any]:
        form = tally.Form.of(question["form"])
        board_key = bytes.fromhex(question.get("board_key", "")) or None
        signer, self._spare = await self.spare(), None
        poll = Poll.prepare(self._folder, signer, form, int(question["capacity"]), board_key)
        self._polls[poll.id] = poll
        self.spare()
        return {
            "poll": poll.id.hex(),
            "signing_key": poll.signing_key.hex(),
            "box_key": poll.box_key.hex(),
            "keys": poll.keys,
        }

    def spare(self) -> asyncio.Future[blind.Signer]:
        """A fresh key for the next vote, made beforehand: it takes a second that nobody should wait for."""
        if self._spare is None:
            self._spare = asyncio.get_running_loop().run_in_executor(None, blind.Signer)
        return self._spare


def application(keeper: Keeper) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """The ASGI application that voters reach."""

    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        language = "en" if _header(scope, b"accept-language").startswith(b"en") else "vi"
        if scope["method"] == "OPTIONS":
            await _send(send, 204, None)
        elif (scope["method"], scope["path"]) != ("POST", "/cast"):
            await _send(send, *said("not_found", language))
        else:
            try:
                tracker = keeper.cast(await _body(receive))
            except Refused as refusal:
                await _send(send, *said(refusal.code, language))
            except OSError:
                # The disk: the ballot is not confirmed, and the tablet sends it again.
                await _send(send, *said("not_kept", language))
            else:
                await _send(send, 200, {"tracker": tracker.hex()})

    return answer


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more and len(body) <= ballot.SIZE:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _send(send: Send, status: int, value: object) -> None:
    body = b"" if value is None else json.dumps(value, ensure_ascii=False).encode()
    head = [*HEADERS, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


def _header(scope: dict[str, Any], name: bytes) -> bytes:
    return dict(scope["headers"]).get(name, b"") or b""


def control(keeper: Keeper, served: Callable[[], None]) -> Callable[..., Awaitable[None]]:
    """Answer the platform: one line of JSON for one line of JSON. `served` is called after each."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                try:
                    answer = await keeper.asked(json.loads(line))
                except Refused as refusal:
                    answer = {"error": refusal.code}
                except (KeyError, ValueError, TypeError):
                    answer = {"error": "malformed"}
                except OSError:
                    answer = {"error": "not_kept"}
                writer.write(json.dumps(answer).encode() + b"\n")
                await writer.drain()
                served()
        except (ConnectionError, asyncio.LimitOverrunError, ValueError):
            pass
        finally:
            writer.close()

    return talk


def limit_bodies() -> None:
    """End the connection of whoever sends more than a ballot: daphne would put it on the disk first."""
    gather = WebRequest.handleContentChunk

    def counted(request: Any, data: bytes) -> None:
        request.arrived = getattr(request, "arrived", 0) + len(data)
        if request.arrived <= ballot.SIZE + 1:
            gather(request, data)
        else:
            request.channel.loseConnection()

    WebRequest.handleContentChunk = counted


class Life:
    """How long the process lasts: as its parent does, or until the votes that are on are over."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._left = False
        self._ending: asyncio.TimerHandle | None = None

    def heard(self) -> None:
        """Standard input closes with the platform: another may come and continue the votes that are on."""
        if os.read(sys.stdin.fileno(), 1):
            return
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        self._left = True
        self.look()

    def look(self) -> None:
        """While somebody asks, it goes on."""
        if not self._left:
            return
        if self._ending:
            self._ending.cancel()
        patience = PATIENCE if len(self._keeper) else 0
        self._ending = asyncio.get_running_loop().call_later(patience, _stop)


def _stop() -> None:
    # Twisted describes its reactor by an interface whose methods have no `self`.
    if reactor.running:
        reactor.stop()  # type: ignore[misc]


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    folder: Path = options.data
    # A traceback could quote what was sent: nothing is logged at all.
    logging.disable(logging.CRITICAL)
    os.umask(0o077)
    keeper = Keeper(folder)
    life = Life(keeper)
    limit_bodies()

    async def begin() -> None:
        keeper.spare()
        path = folder / SOCKET
        path.unlink(missing_ok=True)
        await asyncio.start_unix_server(control(keeper, life.look), str(path), limit=LINE)
        if not sys.stdin.isatty():
            asyncio.get_running_loop().add_reader(sys.stdin.fileno(), life.heard)

    def tell(_: object) -> None:
        keeper.port = server.listening_addresses[0][1]
        sys.stdout.write(f"READY {keeper.port}\n")
        sys.stdout.flush()

    beginning = twisted_loop.create_task(begin())
    server: Server = Server(
        application(keeper),
        endpoints=[_endpoint(options)],
        ready_callable=lambda: beginning.add_done_callback(tell),
        verbosity=0,
        server_name="",
    )
    server.run()
    return 0


def _endpoint(options: argparse.Namespace) -> str:
    interface = f"port={options.port}:interface={options.host.replace(':', chr(92) + ':')}"
    if not options.certificate:
        return f"tcp:{interface}"
    return f"ssl:{interface}:privateKey={options.key}:certKey={options.certificate}"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="voting.secret.keeper")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
