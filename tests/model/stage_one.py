"""A second, slow and readable draw, written from core/docs/DRAW-SPEC.md and from nothing else.

Reads JSON lines `{"record": ..., "lists": {items, targets, history, units, overrides}}`. Of a record it takes only what
people put in: what was asked for before the seal, the ceremony, the removals that were asked for, the lock. From
these and the lists it makes a record of its own, and prints `ok` where both are the same, else the path of the
first difference with both values. A line `{"example": "..."}` is a worked example of that page.
Ends with 1 if any line differs. Standard library only.
"""

import sys

from pools import Cap, enterprise, is_active, pools, root, row_of_target, row_of_visit
from primitives import canonical, example, extract, read, tagged_hash
from tickets import Draw

# --- 4. The seal ------------------------------------------------------------------------------------------------------


def in_order(objects, *fields):
    """A sorted set; null stands before everything."""
    return sorted(objects, key=lambda each: [(each[field] is not None, each[field] or 0) for field in fields])


def approval_order(approval):
    document = approval["document"]
    role = ["preparer", "approver"].index(approval["role"])
    return role, approval["person"], approval["date"], document is not None, document or ""


def seal(given, lists, tasks, protocol, cap):
    """`given` is the recorded seal, of which only what people put in is read."""
    lists_of_seal = {
        "history": [(visit["id"], row_of_visit(visit)) for visit in lists["history"]],
        "items": [(item["id"], item) for item in lists["items"]],
        "targets": [(target["id"], row_of_target(target)) for target in lists["targets"]],
        "units": list({area["area"]: (area["area"], area) for area in lists["units"]}.values()),
    }
    provenance = {each["list"]: each["provenance"] for each in given["lists"]}
    approvals = given["approvals"]
    plan = given["ceremony"]
    overrides = [
        {
            "unit": tagged_hash(protocol, "id", ["overrides", override["unit_code"]]).hex(),
            "allowed": override["allowed"],
            "reason": override["reason"],
            "approval": {"document": None} | override["approval"],
        }
        for override in lists["overrides"]
    ]
    return {
        "protocol": protocol,
        "suite": "sha256",
        "authority": given["authority"],
        "round": given["round"],
        "sequence": given["sequence"],
        "previous": given["previous"],
        "rules": given["rules"] | {"readings": in_order(given["rules"]["readings"], "reading", "choice")},
        "as_of": given["as_of"],
        "sealed_at": given["sealed_at"],
        "plan": given["plan"],
        "approvals": approvals and sorted(approvals, key=approval_order),
        "lists": [
            {"list": name, "count": len(rows), "root": root(protocol, name, rows), "provenance": provenance[name]}
            for name, rows in lists_of_seal.items()
        ],
        "tasks": [
            {
                "task": task,
                "frames": [pool.frame(protocol) for pool in task_pools],
                "unmatched": unmatched,
            }
            for task, task_pools, unmatched in tasks
        ],
        "exclusions": [exclusion(tasks, protocol, cap)],
        "overrides": in_order(overrides, "unit"),
        "disclosure": given["disclosure"],
        "blinding": None,
        "batches": given["batches"],
        "ceremony": {"parties": in_order(plan["parties"], "party"), "typed": sorted(plan["typed"], key=source_order)},
        "strength": strength(plan),
    }


def exclusion(tasks, protocol, cap):
    """Targets of some N whose enterprise has nothing left."""
    listed = {target["id"]: target for _, pools, _ in tasks for pool in pools for target in pool.listed}
    rows = [
        {
            "allowed": cap.allowed(code),
            "article": "A14P2",
            "finished": cap.finished(code),
            "id": target["id"],
            "rolling": cap.rolling(code),
        }
        for target in listed.values()
        for code in [enterprise(target)]
    ]
    excluded = [row for row in rows if row["finished"] >= row["allowed"]]
    return {
        "article": "A14P2",
        "count": len(excluded),
        "rolling": sum(row["rolling"] >= row["allowed"] for row in rows),
        "root": root(protocol, "exclusions", [(row["id"], row) for row in excluded]),
    }


def sorted_task(task):
    seats = task["seats"]
    return task | {
        "items": sorted(task["items"]),
        "seats": seats and in_order(seats, "department", "specialty", "leader"),
    }


# --- 5. Ceremony ------------------------------------------------------------------------------------------------------


def source_order(source):
    kind, *numbers = source.split("-")
    return ["dice", "balls", "bare"].index(kind), [int(number) for number in numbers]


def strength(plan):
    results = 1
    for source in plan["typed"]:
        kind, *numbers = source.split("-")
        if kind == "dice":
            results *= 6 ** int(numbers[0])
        if kind == "balls":
            balls, drawn = map(int, numbers)
            for already in range(drawn):
                results *= balls - already
    outside = sum(party["outside"] for party in plan["parties"])
    return "strong" if outside >= 2 or results >= 2**64 else "weak"


def sorted_ceremony(ceremony):
    typed = sorted(ceremony["typed"], key=lambda each: (source_order(each["source"]), each["value"]))
    return ceremony | {"parties": in_order(ceremony["parties"], "party"), "typed": typed}


def broken_promise(sealed, ceremony, protocol):
    """The first party that did not reveal what it had committed to."""
    secrets = {reveal["party"]: bytes.fromhex(reveal["secret"]) for reveal in ceremony["parties"]}
    for party in sealed["ceremony"]["parties"]:
        parts = [sealed["round"], party["party"], secrets.get(party["party"], b"")]
        if tagged_hash(protocol, "commit", parts).hex() != party["commitment"]:
            return party["party"]


def seed(digest, ceremony, protocol):
    ikm = {
        "beacon": None,
        "parties": ceremony["parties"],
        "protocol": protocol,
        "seal": digest.hex(),
        "typed": ceremony["typed"],
    }
    return extract(digest, canonical(ikm).encode())


# --- 7. The record ----------------------------------------------------------------------------------------------------


def record(given, lists):
    """The record that the inputs of `given` and the lists must give."""
    protocol = given["seal"]["protocol"]
    if protocol not in ("double-random/0", "double-random/0/rehearsal"):
        raise ValueError(f"protocol {protocol}")
    cap = Cap(lists, given["seal"]["rules"], given["seal"]["as_of"])
    items = {item["id"]: item for item in lists["items"]}
    active = [target for target in lists["targets"] if is_active(target)]
    asked = sorted((sorted_task(each["task"]) for each in given["seal"]["tasks"]), key=lambda task: task["id"])
    tasks = [(task, *pools(task, items, active, cap)) for task in asked]
    sealed = seal(given["seal"], lists, tasks, protocol, cap)
    digest = tagged_hash(protocol, "seal", [canonical(sealed)])
    ceremony = sorted_ceremony(given["ceremony"])
    if party := broken_promise(sealed, ceremony, protocol):
        raise ValueError(f"party {party} did not reveal what it committed to")
    draw = Draw(lists, tasks, seed(digest, ceremony, protocol), protocol, cap, sealed["batches"])
    asked_to_remove = given["result"]["removals"]
    removals = None
    if asked_to_remove is not None:
        removals = draw.confirm({(each["task"], each["id"]): each["reason"] for each in asked_to_remove})
    return {
        "schema": "double-random/record/0",
        "seal": sealed,
        "digest": digest.hex(),
        "ceremony": ceremony,
        "officers": [],
        "result": {
            "groups": draw.groups,
            "tasks": [{"task": name, "strata": list(draw.strata(name))} for name in sorted(draw.tasks)],
            "removals": removals,
            "lock": given["result"]["lock"],
            "dispatch": None if given["result"]["dispatch"] is None else draw.dispatch(),
        },
    }


def difference(expected, found, path=""):
    """The path of the first difference in the order of the page, with what was expected and what was found."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        pairs = [(key, expected[key], found[key]) for key in expected]
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = [(at, one, two) for at, (one, two) in enumerate(zip(expected, found))]
    else:
        shown = [canonical(value)[:300] for value in (expected, found)]
        return None if canonical(expected) == canonical(found) else f"{path}: {shown[0]} expected, {shown[1]} found"
    for key, one, two in pairs:
        if at := difference(one, two, f"{path}/{key}"):
            return at


def answer(line):
    given = read(line)
    if "example" in given:
        return example(given["example"])
    try:
        expected = record(given["record"], given["lists"])
    except (KeyError, ValueError, TypeError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return difference(expected, given["record"]) or "ok"


def main():
    answers = [answer(line) for line in sys.stdin]
    print("\n".join(answers))
    return any(each != "ok" for each in answers)


if __name__ == "__main__":
    sys.exit(main())
