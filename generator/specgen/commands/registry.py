"""The table of sub-commands: enough for the overview without importing any of them."""


class Command:
    """One sub-command: its file in this folder is ``<name>.py`` with ``-`` as ``_``.

    No dataclass: importing those costs every start of a warm command a tenth of its time.
    """

    __slots__ = ("name", "summary")

    def __init__(self, name: str, summary: str) -> None:
        self.name = name
        self.summary = summary

    @property
    def module(self) -> str:
        """The import name of the file that does it."""
        return f"specgen.commands.{self.name.replace('-', '_')}"


COMMANDS: tuple[Command, ...] = (
    Command("init", "draft specs for a repository from its code, tests and configuration"),
    Command("build", "compile the specs and write what they declare"),
    Command("check", "compile, compare with what is checked in, fail on any drift"),
    Command("gaps", "print the gap report"),
    Command("scan", "print the tests that exist, found by reading alone"),
    Command("explain", "say why a cell or scenario has its status"),
    Command("run", "run the tests of a moment, type by type, and record what happens"),
    Command("keep", "take a generated test over: builds leave it alone from then on"),
    Command("stamp", "say of evidence that other tools wrote which tree it was made from"),
    Command("gate", "judge recorded evidence against budgets, waivers and the date"),
    Command("waive", "write an approved, dated exception into the specs, in place"),
    Command("waivers", "list the exceptions, what expires first at the top"),
    Command("record", "write the baseline that later runs are compared with"),
    Command("compare", "measure benchmarks of base and head in turns, on this machine"),
    Command("trend", "print what the runs of the last weeks tell: flaky, slow, skipped, covered"),
    Command("schema", "print the JSON Schema of spec files, for editors"),
    Command("completion", "print the completion script of a shell"),
)
