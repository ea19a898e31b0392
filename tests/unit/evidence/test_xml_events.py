"""The root of XML by its first bytes."""

import pytest

from specgen.evidence.xml_events import xml_root


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<testsuites>", b"testsuites"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <a> -->\n<coverage x='1'>", b"coverage"),
        (b'<!DOCTYPE x [<!ENTITY a "<b/>">]>\n<testsuite>', b"testsuite"),
        (b"<!DOCTYPE html>\n<html lang='en'>", b"html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE x [", b""),
        (b"<!-- a long licence", b""),
        (b"", b""),
        (b"{}", None),
        (b"text with a <tag>", None),
    ],
)
def test_the_root_of_xml(head: bytes, root: bytes | None) -> None:
    assert xml_root(head) == root
