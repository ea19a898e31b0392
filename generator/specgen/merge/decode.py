"""Bytes of a Python file to UTF-8 and back, encoding, byte order mark and line ends kept."""

import codecs
import io
import tokenize

from specgen.merge.model import Source


def decode(data: bytes) -> Source:
    """``data`` as UTF-8 without byte order mark.

    Raises:
        SyntaxError, ValueError: the coding line names no encoding, or the bytes are not in it.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        encoding = "utf-8" if bom else encoding
        text = data[len(bom) :].decode(encoding)
    except LookupError as error:  # rot13 and the like are encodings, but not of text
        raise ValueError(str(error)) from None
    crlf = data.count(b"\r\n") * 2 > data.count(b"\n")
    source = Source(text.encode(), encoding, bom, b"\r\n" if crlf else b"\n")
    if encode(source, source.text) != data:
        raise ValueError(f"{encoding} does not survive reading and writing")
    return source


def encode(source: Source, text: bytes) -> bytes:
    """``text``, which is UTF-8, in the encoding of ``source``.

    Raises:
        UnicodeEncodeError: that encoding has no room for a character.
    """
    return source.bom + text.decode().encode(source.encoding)
