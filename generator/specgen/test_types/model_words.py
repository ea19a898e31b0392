"""The words that tests of the built-in types are told by, alone: nothing that generates tests.

A type's name is its mark and its folder as well; what stands here are its further words.
"""

from collections.abc import Mapping
from types import MappingProxyType

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unit": ("units",),
        "property": ("properties", "hypothesis"),
        "integration": ("integrations",),
        "e2e": ("end_to_end", "acceptance"),
        "stress": ("load",),
        "race": ("concurrency",),
        "performance": ("perf", "benchmark"),
        "chaos": ("resilience", "fault_injection"),
    }
)
