"""The stage of targets, sections 4 and 7 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from ceremony import approval_order, broken_promise, check_beacon, check_ending, in_order, sealed_plan, seed
from ceremony import sorted_ceremony, strength
from pools import Cap, enterprise, is_active, pools, root, row_of_target, row_of_visit
from primitives import HASHES, Protocol, canonical, tagged_hash
from tickets import Draw


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
        "suite": protocol.suite,
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
        "ceremony": sealed_plan(plan, given["sealed_at"]),
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


def record(given, lists):
    """The record that the inputs of `given` and the lists must give."""
    protocol = Protocol(given["seal"]["protocol"], given["seal"]["suite"])
    if protocol not in ("double-random/0", "double-random/0/rehearsal") or protocol.suite not in HASHES:
        raise ValueError(f"protocol {protocol}, suite {protocol.suite}")
    cap = Cap(lists, given["seal"]["rules"], given["seal"]["as_of"])
    items = {item["id"]: item for item in lists["items"]}
    active = [target for target in lists["targets"] if is_active(target)]
    asked = sorted((sorted_task(each["task"]) for each in given["seal"]["tasks"]), key=lambda task: task["id"])
    tasks = [(task, *pools(task, items, active, cap)) for task in asked]
    sealed = seal(given["seal"], lists, tasks, protocol, cap)
    digest = tagged_hash(protocol, "seal", [canonical(sealed)])
    ceremony = sorted_ceremony(given["ceremony"])
    made = {
        "schema": "double-random/record/0",
        "seal": sealed,
        "digest": digest.hex(),
        "stamps": given["stamps"],
        "ceremony": ceremony,
        "ended": given["ended"],
    }
    if given["ended"]:
        check_ending(sealed, sealed["round"], ceremony, given["ended"], protocol)
        nothing = {"groups": [], "tasks": [], "removals": None, "lock": None, "dispatch": None}
        return made | {"result": nothing, "officers": []}
    check_beacon(sealed["ceremony"]["beacon"], ceremony["beacon"])
    if party := broken_promise(sealed, sealed["round"], ceremony, protocol):
        raise ValueError(f"party {party} did not reveal what it committed to")
    draw = Draw(lists, tasks, seed(digest, ceremony, protocol), protocol, cap, sealed["batches"])
    asked_to_remove = given["result"]["removals"]
    removals = None
    if asked_to_remove is not None:
        removals = draw.confirm({(each["task"], each["id"]): each["reason"] for each in asked_to_remove})
    return made | {
        "result": {
            "groups": draw.groups,
            "tasks": [{"task": name, "strata": list(draw.strata(name))} for name in sorted(draw.tasks)],
            "removals": removals,
            "lock": given["result"]["lock"],
            "dispatch": None if given["result"]["dispatch"] is None else draw.dispatch(),
        },
        "officers": [],
    }
