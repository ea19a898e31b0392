"""Credentials are found by their shape; names, digests and prose are not."""

from collections.abc import Callable

import pytest

from specgen.rules.model import Facts, Rule
from specgen.rules.secret_in_spec import SECRET_IN_SPEC

FactsOf = Callable[..., Facts]
Said = Callable[[Rule, Facts], list[str]]


DRAWN = "k7Qz2Vx9LmT4" + "pR8wYb3NcJ6s"
KEYS = [
    "AKIA" + "Q3EGR7ZT2LXW5PVN",
    "ghp_" + "a1B2c3D4e5" * 4,
    "github_pat_" + "a1B2c3D4e5" * 5,
    "glpat-" + "a1B2c3D4e5" * 2,
    "xoxb-" + "123456789012-abcdef",
    "sk_live_" + "a1B2c3D4e5" * 2,
    "AIza" + "a1B2c3D4e5" * 3 + "abcde",
    "npm_" + "a1B2c3" * 6,
    "pypi-AgE" + "a1B2c3D4e5" * 3,
    "sk-proj-" + "a1B2c3D4e5" * 4,
    "eyJ" + "hbGciOiJI.eyJ" + "zdWIiOiIx.c2lnbmF0dXJl",
    "-----BEGIN " + "RSA PRIVATE KEY",
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key[:8])
def test_what_has_a_shape_of_its_own(facts_of: FactsOf, said: Said, key: str) -> None:
    facts = facts_of(texts=[f"project: shop\nenvironment: {{VALUE: '{key}'}}\n"])
    (message,) = said(SECRET_IN_SPEC, facts)
    assert message.startswith("this looks like a")
    (found,) = SECRET_IN_SPEC.judge(facts)
    assert found.place.span is not None
    assert found.place.span[:3] == (2, 23, 2)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"API_TOKEN: {DRAWN}", "a credential"),
        (f"# password = '{DRAWN}'", "a credential"),
        (f"url: postgres://shop:{DRAWN}@db.example.org/shop", "a password in an address"),
        (f"value: {DRAWN}{DRAWN}", "a key or token"),
        (f"say: [{DRAWN}{DRAWN}=]", "a key or token"),
    ],
)
def test_what_stands_where_credentials_stand(
    facts_of: FactsOf, said: Said, text: str, what: str
) -> None:
    assert said(SECRET_IN_SPEC, facts_of(texts=[text])) == [f"this looks like {what}"]


@pytest.mark.parametrize(
    "text",
    [
        "credentials: {DEV_KALSHI_API_KEY: {formerly: KALSHI_DEMO_KEY_ID}}",
        "token: ${GITHUB_TOKEN_OF_THE_ROBOT}",
        "api_key: your_api_key_goes_here_1A",
        "password: correct horse battery staple",
        "secret: tests/cassettes/Kalshi2/secret_1.yaml",
        "title: Token rotation keeps the 3 oldest sessions alive",
        "url: postgres://postgres:postgres@localhost:5432/test",
        "url: postgres://shop:Secret1234@db/shop",
        "url: https://user:${PASSWORD}@example.org/",
        "url: https://user:password@shop.example.org/",
        "url: https://user:{password}@shop.example.org/",
        "letters: ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "image: postgres@sha256:" + "0123456789abcdef" * 4,
        "commit: " + "0123456789abcdef0123456789abcdef01234567",
        "tests: [TestMassiveClientConnectionLifecycleHandlesReconnect2]",
        "module: precog.api_connectors.kalshi_client_with_a_long_name_v2",
        "id: sk-learn-pipelines-are-no-keys-however-long-their-names",
        "why: " + "Z" * 64,
        "",
    ],
)
def test_names_digests_placeholders_and_prose(facts_of: FactsOf, said: Said, text: str) -> None:
    assert said(SECRET_IN_SPEC, facts_of(texts=[text])) == []


def test_each_place_is_said_once_and_in_order(facts_of: FactsOf) -> None:
    text = f"token: {KEYS[1]}\r\nother: x\r\nkey: {KEYS[0]}\n"
    spans = [d.place.span for d in SECRET_IN_SPEC.judge(facts_of(texts=[text, "a: b"]))]
    assert [span and span[:2] for span in spans] == [(1, 8), (3, 6)]
