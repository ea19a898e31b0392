"""Recorded services, really run: a conversation is recorded, and played when nobody answers."""

import ast
import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath

import black
import pytest

from specgen.diagnostics import Place
from specgen.emit.service_cassettes import cassettes, recorded
from specgen.pipeline import compile_tree, write_tree
from specgen.program.model import Program
from specgen.program.model_policy import Double, Service

PLACE = Place(PurePosixPath("specs/project.yaml"))
KEY = "s3cr/et+ &key"
STOCK = {"apple": 3, "pear": 5}

HEAD = """import json
import os
from urllib.parse import quote
"""
MADE = """
class Prices:
    def __init__(self) -> None:
        self.address = os.environ["SHOP_ADDRESS"]
        self.key = os.environ["SHOP_KEY"]

    def url(self, name: str) -> str:
        if not name:
            raise ValueError("no name")
        return f"{self.address}/{name}?key={quote(self.key, safe='')}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Basic {self.key}", "X-Trace": self.key}

"""
CLIENTS = {
    "urllib": """import urllib.request
    def price(self, name: str) -> int:
        body = json.dumps({"key": self.key}).encode()
        request = urllib.request.Request(self.url(name), data=body, headers=self.headers)
        with urllib.request.urlopen(request) as response:
            return json.loads(response.read())["price"]
""",
    "httpx": """import httpx
    async def price(self, name: str) -> int:
        async with httpx.AsyncClient() as client:
            response = await client.post(
                self.url(name), json={"key": self.key}, headers=self.headers
            )
            return response.json()["price"]
""",
    "aiohttp": """import aiohttp
    async def price(self, name: str) -> int:
        async with aiohttp.ClientSession() as session:
            request = session.post(self.url(name), json={"key": self.key}, headers=self.headers)
            async with request as response:
                return json.loads(await response.text())["price"]
""",
}
SPECS = """project: shop
source: {root: src, package: shop}
tiers: {all: {requires: []}}
services:
  prices:
    target: "shop.prices:Prices"
    double: {unit: autospec, integration: {cassettes: tests/recorded/prices}}
    credentials: {SHOP_KEY: {formerly: OLD_SHOP_KEY}}
    env: SHOP_ADDRESS
modules:
  - module: shop.prices
    scenarios:
      - type: integration
        title: Prices come from the shop
        uses: [prices]
        target: Prices.price
        cases: [{args: [apple], returns: 3}, {args: [pear], returns: 5}]
      - id: no-name
        type: integration
        title: Nothing is asked without a name
        uses: [prices]
        target: Prices.price
        cases: [{args: [""], raises: ValueError}]
"""
INI = """[pytest]
pythonpath = src
addopts = --import-mode=importlib --strict-markers -rs -p no:cacheprovider
filterwarnings = error
asyncio_default_fixture_loop_scope = function
"""


def service(id: str, kind: str, **credentials: str) -> Service:
    return Service(id, "", (Double("e2e", kind, "tests/it's"),), credentials, "", PLACE)


@dataclass
class Shop:
    """A server on this machine, and what it was asked."""

    address: str
    stop: Callable[[], None]
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A shop that tells back, zipped where it may, everything that it was told."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            told = self.rfile.read(int(self.headers["Content-Length"])).decode()
            price = STOCK[self.path[1:].partition("?")[0]]
            text = json.dumps({"price": price, "told": told, "by": self.headers["X-Trace"]})
            zipped = "gzip" in self.headers.get("Accept-Encoding", "")
            body = gzip.compress(text.encode()) if zipped else text.encode()
            self.send_response(200)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Encoding": "gzip" if zipped else "identity",
                "Content-Length": str(len(body)),
                "Set-Cookie": "session=abcdef",
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    yield Shop(f"http://127.0.0.1:{server.server_port}", stop, asked)
    stop()


@dataclass(frozen=True)
class Project:
    """A project with a recorded service, and the address that its code asks."""

    root: Path
    address: str

    def run(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Its generated tests, run."""
        command = [sys.executable, "-m", "pytest", "generated_tests/integration", *options]
        clean = {k: v for k, v in os.environ.items() if not k.endswith("_proxy")}
        return subprocess.run(
            command,
            cwd=self.root,
            env=clean | {"SHOP_ADDRESS": self.address} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def recordings(self) -> list[Path]:
        return sorted(self.root.glob("tests/recorded/prices/**/*.yaml"))


def placed(root: Path, client: str, *, address: str) -> Project:
    """The project of one client, compiled."""
    head, _, method = CLIENTS[client].partition("\n")
    (root / "src/shop").mkdir(parents=True)
    (root / "src/shop/__init__.py").touch()
    (root / "src/shop/prices.py").write_text(f"{HEAD}{head}\n\n{MADE}{method}", "utf-8")
    (root / "specs").mkdir()
    (root / "specs/project.yaml").write_text(SPECS, "utf-8")
    (root / "pytest.ini").write_text(INI, "utf-8")
    compilation = compile_tree(root)
    assert not [d for d in compilation.diagnostics if d.severity == "error"]
    write_tree(compilation)
    return Project(root, address)


@pytest.mark.parametrize("client", CLIENTS)
def test_a_conversation_is_recorded_and_played(client: str, tmp_path: Path, shop: Shop) -> None:
    place = placed(tmp_path, client, address=shop.address)
    done = place.run("--record-mode=once", "--block-network", SHOP_KEY=KEY)
    assert "3 passed" in done.stdout, done.stdout
    assert len(shop.asked) == 2
    folder = "integration/test_prices_integration"
    assert [path.relative_to(tmp_path / "tests/recorded/prices").parent.as_posix()
            for path in place.recordings] == [folder, folder]  # fmt: skip
    for path in place.recordings:
        text = path.read_text("utf-8")
        assert "s3cr" not in text
        assert "abcdef" not in text
        assert "Basic" not in text
        assert text.count("SHOP_KEY") >= 4  # address, body, header, and what the shop told back

    shop.stop()
    done = place.run("--block-network")
    assert "3 passed" in done.stdout, done.stdout
    done = place.run("--block-network", SHOP_KEY="another key")
    assert "3 passed" in done.stdout, done.stdout

    first = place.recordings[0]
    first.write_text(first.read_text("utf-8").replace('"price": 3', '"price": 4'), "utf-8")
    done = place.run("--block-network")
    assert "1 failed, 2 passed" in done.stdout, done.stdout
    assert "assert 4 == 3" in done.stdout


def test_what_was_never_recorded_fails(tmp_path: Path, shop: Shop) -> None:
    place = placed(tmp_path, "urllib", address=shop.address)
    done = place.run(SHOP_KEY=KEY)
    assert "2 failed, 1 passed" in done.stdout
    assert "CannotOverwriteExistingCassetteException" in done.stdout
    assert shop.asked == []


def test_recording_needs_the_credentials(tmp_path: Path, shop: Shop) -> None:
    place = placed(tmp_path, "urllib", address=shop.address)
    done = place.run("--record-mode=once")
    assert "3 skipped" in done.stdout
    assert "service prices: the environment variable SHOP_KEY is not set" in done.stdout
    done = place.run("--record-mode=once", OLD_SHOP_KEY=KEY)  # a former name will do: for specgen
    assert "3 errors" in done.stdout
    assert "KeyError: 'SHOP_KEY'" in done.stdout
    assert shop.asked == []


def test_without_the_plugin_nothing_is_asked(tmp_path: Path, shop: Shop) -> None:
    place = placed(tmp_path, "urllib", address=shop.address)
    done = place.run("-p", "no:recording", SHOP_KEY=KEY)
    assert "3 skipped" in done.stdout
    assert "service prices: pytest-recording is not installed" in done.stdout
    assert shop.asked == []


def test_tests_elsewhere_keep_their_recordings(tmp_path: Path, shop: Shop) -> None:
    place = placed(tmp_path, "urllib", address=shop.address)
    own = tmp_path / "generated_tests/integration/test_own.py"
    own.write_text(
        "import pytest\n\n\n@pytest.mark.vcr\ndef test_own(vcr_cassette_dir: str) -> None:\n"
        '    assert vcr_cassette_dir.endswith("integration/cassettes/test_own")\n',
        "utf-8",
    )
    assert "1 passed" in place.run("-k", "test_own").stdout


def test_only_recorded_services_need_machinery(program_of: Callable[..., Program]) -> None:
    alive = service("bank", "live")
    assert recorded([alive, service("shop", "cassettes")]) == [service("shop", "cassettes")]
    assert cassettes(program_of(services=(alive,))).text == ""


@pytest.mark.parametrize(
    ("services", "wanted"),
    [
        ([service("shop", "cassettes")], 'CASSETTES = (("shop", "e2e", "tests/it\'s"),)'),
        (
            [service("bank", "live", PIN="", KEY="OLD"), service("shop", "cassettes")],
            '= {"bank": (("KEY", "OLD"), ("PIN",)), "shop": ()}',
        ),
    ],
)
def test_the_tables(
    services: list[Service], wanted: str, program_of: Callable[..., Program]
) -> None:
    made = cassettes(program_of(services=tuple(services)))
    text = made.text
    assert wanted in black.format_str(text, mode=black.Mode(line_length=160))
    names = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    assert {"pytest_collection_modifyitems", "vcr_cassette_dir", "_play"} <= names
    assert all(entry.bound in text for entry in made.imports)
