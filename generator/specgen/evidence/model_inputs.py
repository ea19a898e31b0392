"""What evidence was made from, as frozen nouns; standard library only, the plugin imports it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SHOWN = 12  # digits of a digest in messages; as many name a tree on the command line
PARTS = ("code", "tests", "specs", "settings", "dependencies")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The state of a working tree, as far as evidence depends on it.

    ``tree`` is the digest of all ``parts`` together, ``parts`` maps each of ``PARTS`` that the
    tree has to the digest of its files; ``commit`` is what was checked out, empty without git.
    """

    tree: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""

    @property
    def said(self) -> dict[str, object]:
        """The digests as records and stamps hold them."""
        return {"tree": self.tree, "parts": dict(self.parts)}

    @property
    def shown(self) -> str:
        """The tree for people: its first digits, and the commit where one is known."""
        return self.tree[:SHOWN] + (f" (commit {self.commit[:SHOWN]})" if self.commit else "")

    def differing(self, other: "Inputs") -> tuple[str, ...]:
        """The parts in which two trees differ; all of them where either says nothing of parts."""
        if not (self.parts and other.parts):
            return PARTS
        names = dict.fromkeys((*PARTS, *self.parts, *other.parts))
        return tuple(n for n in names if self.parts.get(n, "") != other.parts.get(n, ""))


@dataclass(frozen=True, slots=True)
class Origin:
    """What one session or one foreign file says it was made from; ``inputs`` are empty where it
    does not say.

    ``source`` is the file that holds it, ``stamp`` the file that vouches for it (itself, where it
    is a session of our own).  ``subject`` names it the same way in every run.  ``changed`` are
    files that changed while it was made, ``after`` is the digest of the tree at its end where that
    is another one, because new files were left behind: ``left``.
    """

    subject: str
    source: str
    inputs: Inputs = Inputs()
    stamp: str = ""
    changed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    after: str = ""

    @property
    def stamped(self) -> bool:
        """Whether it says what it was made from."""
        return bool(self.inputs.tree)

    def of(self, tree: str) -> bool:
        """Whether it was made from ``tree``, as it was from beginning to end."""
        return tree in (self.inputs.tree, self.after) and not self.changed
