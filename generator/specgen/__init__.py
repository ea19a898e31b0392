"""specgen: a compiler of declared tests.

    specs   --read-> SourceFile --parse-> Written --resolve-> Program --judge-> findings
    code    --survey-> Surface (static API)               |          |
    tests   --scan-> Inventory (tests that exist)         +--compare-+-> GapReport
    runs    --load-> Evidence (tests that ran) --judge by budgets and dates-> Verdict    (gate)
    base, head (Programs) --compare-> Changes, and the stricter Program that the gate judges by
            Program, Surface, GapReport --emit-> Plan --merge-> Outcome --write-> disk   (build)
                                                                +--drift-> findings      (check)

A stage is a folder, a variant is a file, a registration is one line in one typed tuple, and the
only thing that crosses a folder border is a frozen noun.  This file imports nothing, so that the
pytest plugin starts fast.
"""

__version__ = "0.1.0"
