"""The form in which somebody asks for a waiver: an issue on GitHub or GitLab."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from specgen.configure.model import Configuration, Ground
from specgen.plan import Ownership, PlannedFile
from specgen.program.model import Program

GITHUB = PurePosixPath(".github/ISSUE_TEMPLATE/test-waiver.yml")
GITLAB = PurePosixPath(".gitlab/issue_templates/Test waiver.md")

_GITHUB = """\
---
name: Test waiver
description: Ask for an approved, dated exception from a test or a rule.
title: "Waiver: "
body:
  - type: markdown
    attributes:
      value: |
        A waiver hides nothing and is always counted. Once this is approved,
        it is written into the specs: `specgen waive --help` says how.
  - type: input
    id: target
    attributes:
      label: What is it for?
      description: A scenario, a test, or a pattern; see `specgen gaps`.
      placeholder: cart.chaos.key-rotation, tests/e2e/test_shop.py::*
    validations:
      required: true
  - type: dropdown
    id: allow
    attributes:
      label: What should be allowed?
      options:
        - gap
        - skip
        - xfail
        - a rule (name it below)
    validations:
      required: true
  - type: textarea
    id: reason
    attributes:
      label: Why?
      description: What stands in the way, and what risk is taken meanwhile.
    validations:
      required: true
  - type: input
    id: at-most
    attributes:
      label: How many tests at most?
      description: Only for a pattern.
    validations:
      required: false
  - type: input
    id: expires
    attributes:
      label: Until when?
      description: YYYY-MM-DD; on that day the gate fails again.
    validations:
      required: true
  - type: input
    id: approver
    attributes:
      label: Who is asked to approve?
      placeholder: "@lead"
    validations:
      required: true
"""
_GITLAB = """\
A waiver hides nothing and is always counted. Once this is approved, it is written into the specs:
`specgen waive --help` says how.

**What is it for?** (a scenario's id, a test, or a pattern)

**What should be allowed?** (gap, skip, xfail, or a rule)

**Why?** (what stands in the way, and what risk is taken meanwhile)

**How many tests at most?** (only for a pattern)

**Until when?** (YYYY-MM-DD; on that day the gate fails again)

**Who is asked to approve?**
"""


def emit(ground: Ground) -> Iterator[PlannedFile]:
    """The form of each code host that the project uses."""
    ci = ground.program.project.ci
    if "github" in ci:
        yield PlannedFile(GITHUB, Ownership.OWNED, _GITHUB)
    if "gitlab" in ci:
        yield PlannedFile(GITLAB, Ownership.OWNED, _GITLAB)


def _paths(_: Program) -> tuple[PurePosixPath, ...]:
    return (GITHUB, GITLAB)


WAIVER_FORM = Configuration("waiver_form", "configuration", _paths, emit)
