"""Loads Cobertura XML, as ``coverage xml``, slipcover and others write it, streaming."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from xml.parsers import expat

from specgen.evidence.line_counts import FileCounts
from specgen.evidence.model import Loaded
from specgen.evidence.model_loader import Loader
from specgen.evidence.reading import posix, unreadable
from specgen.evidence.xml_events import parsed, xml_root

_CONDITIONS = re.compile(r"\((\d{1,9})/(\d{1,9})\)")
_NUMBER = re.compile(r"\d{1,9}")


def load_cobertura(path: Path, name: str) -> Loaded:
    """The lines and branches of each file, up to where the report stops being readable.

    File names are relative to one of the ``sources`` that the report names.
    """
    parser = expat.ParserCreate()
    reader = _Reader()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    finding = parsed(parser, path, name=name)
    if finding is None and reader.broken:
        finding = unreadable(name, f"{reader.broken} lines without number or hits")
    return Loaded(coverage=tuple(reader.counts.figures()), findings=(finding,) if finding else ())


class _Reader:
    """What was read so far."""

    def __init__(self) -> None:
        self.counts = FileCounts()
        self.broken = 0
        self._element, self._file = "", ""
        self._sources: list[str] = []

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._element = element
        if element == "source":
            self._sources.append("")
        elif element == "class":
            self._file = self._path(attributes.get("filename", ""))
            if self._file:
                self.counts.of(self._file)
        elif element == "line" and self._file:
            self._line(attributes)

    def text(self, said: str) -> None:
        """Text of an element: that of sources is a folder."""
        if self._element == "source" and self._sources:
            self._sources[-1] += said

    def _line(self, attributes: Mapping[str, str]) -> None:
        number, hits = attributes.get("number", ""), attributes.get("hits", "")
        if not _NUMBER.fullmatch(number) or not hits.isdecimal():
            self.broken += 1
            return
        counts = self.counts.of(self._file)
        counts.line(int(number), ran=hits.strip("0") != "")
        said = _CONDITIONS.search(attributes.get("condition-coverage", ""))
        if said:
            counts.branch(int(number), taken=int(said[1]), of=int(said[2]))

    def _path(self, file: str) -> str:
        """The file below the source that it is relative to: the only one, or where it is found."""
        sources = [posix(s.strip()).rstrip("/") for s in self._sources if s.strip()]
        absolute = PurePosixPath(file).is_absolute() or PureWindowsPath(file).is_absolute()
        if absolute or not file:
            return file
        joined = [posix(f"{source}/{file}") for source in sources]
        if len(joined) == 1:
            return joined[0]
        return next((each for each in joined if _is_file(each)), file)


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


COBERTURA = Loader(
    "cobertura",
    lambda head, _: xml_root(head) == b"coverage" and b"line-rate" in head,
    load_cobertura,
)
