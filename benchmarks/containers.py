"""Services in containers, with a real engine: generated tests start them, use them, and leave none.

    python benchmarks/containers.py [--image redis:7]

Builds a project whose service is a Redis, and one whose Redis begins to listen three seconds late,
and runs the generated test on right code and on code with a planted bug.  Needs a docker engine
that has the image or can fetch it; exits 1 where an outcome is not the expected one, or where a
container is left behind.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SPECS = """\
project: shop
source: {{root: src, package: shop}}
tiers: {{all: {{requires: []}}}}
services: {{store: {{double: {{integration: {{container: "{image}"}}}}}}}}
modules:
  - module: shop.store
    scenarios:
      - type: integration
        title: The store counts
        uses: [store]
        target: count
        cases: [{{kwargs: {{name: apple}}, returns: 1}}, {{kwargs: {{name: pear}}, returns: 1}}]
"""
CODE = """\
import socket


def count(store, name):
    port = int(store.get_exposed_port(6379))
    with socket.create_connection((store.get_container_host_ip(), port), 5) as line:
        line.sendall(f"INCR {name}\\r\\n".encode())
        return int(line.recv(64).decode()[1:])
"""
INI = """\
[pytest]
pythonpath = src
addopts = --import-mode=importlib --strict-markers
filterwarnings = error
asyncio_default_fixture_loop_scope = function
"""
LATE = 'FROM {image}\nCMD ["sh", "-c", "sleep 3; exec redis-server --protected-mode no"]\n'
LABEL = "org.testcontainers"


def run(*words: str, root: Path, text: str = "") -> str:
    """What a command prints, whatever becomes of it."""
    env = {**os.environ, "TESTCONTAINERS_RYUK_DISABLED": "true"}
    done = subprocess.run(
        words, cwd=root, env=env, input=text, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def outcome(root: Path, *, image: str, bug: bool) -> tuple[str, float]:
    """What pytest says at its end of one project, and the seconds that it took."""
    for name, text in {
        "specs/project.yaml": SPECS.format(image=image),
        "src/shop/__init__.py": "",
        "src/shop/store.py": CODE.replace("INCR", "DECR") if bug else CODE,
        "pytest.ini": INI,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    said = run(sys.executable, "-m", "specgen", "build", root=root)
    began = time.monotonic()
    said += run(sys.executable, "-m", "pytest", "-q", "generated_tests", root=root)
    last = said.strip().splitlines()[-1]
    if " in " not in last:
        raise SystemExit(said)
    return last.partition(" in ")[0], time.monotonic() - began


def main() -> int:
    """Print a line for each run; 1 where one is not as expected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--image", default="redis:7")
    image = parser.parse_args().image
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        listed = "docker", "ps", "--all", "--quiet", "--filter", f"label={LABEL}"
        before = run(*listed, root=root)
        late = LATE.format(image=image)
        run("docker", "build", "--tag", "specgen-late", "-", root=root, text=late)
        for used in (image, "specgen-late"):
            for bug, expected in ((False, "2 passed"), (True, "2 failed")):
                said, seconds = outcome(root / f"{used[:5]}-{bug}", image=used, bug=bug)
                wrong += said != expected
                print(f"{used}, {'planted bug' if bug else 'right code'}: {said}, {seconds:.1f} s")
        left = run(*listed, root=root) != before
        run("docker", "rmi", "specgen-late", root=root)
    print("a container was left behind" if left else "no container was left behind")
    return int(bool(wrong or left))


if __name__ == "__main__":
    sys.exit(main())
