"""The tests that exist, for machines: one object per test, with links and reasons."""

import json

from specgen.inventory.model import Inventory, TestItem

VERSION = 1


def inventory_as_json(inventory: Inventory) -> str:
    """`version`, `tests`, `unread` and `made_by_call`; paths are relative to the repository."""
    unread = [
        {"path": str(d.place.path), "rule": d.rule, "message": d.message}
        for d in inventory.findings
    ]
    tests = [_test(item) for item in inventory.items]
    made = [{"path": m.path, "line": m.line, "what": m.what} for m in inventory.made]
    document = {"version": VERSION, "tests": tests, "unread": unread, "made_by_call": made}
    return json.dumps(document, indent=1, ensure_ascii=True) + "\n"


def _test(item: TestItem) -> dict[str, object]:
    links = [
        {
            "module": link.module,
            "how": str(link.how),
            "weight": round(link.weight, 2),
            "counts": link.counts,
            "why": link.why,
        }
        for link in item.links
    ]
    return {
        "id": item.node_id,
        "line": item.span.line,
        "type": item.type,
        "why_type": item.why_type,
        "level": str(item.level),
        "why_level": item.why_level,
        "weak": item.weak,
        "live": item.live,
        "dead": str(item.dead),
        "collected": item.collected,
        "why_dead": item.why_dead,
        "parameters": item.parameters,
        "marks": [mark.name for mark in item.marks],
        "spec": list(item.spec_ids),
        "fixtures": list(item.fixtures),
        "excuses": [
            {
                "kind": str(e.kind),
                "reason": e.reason,
                "condition": e.condition,
                "scope": e.scope,
            }
            for e in item.excuses
        ],
        "links": links,
    }
