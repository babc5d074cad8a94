"""The stage of targets, sections 4 and 7 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from ceremony import approval_order, broken_promise, check_beacon, check_ending, in_order, sealed_plan, seed
from ceremony import sorted_ceremony, strength
from pools import KINDS, Cap, is_active, pools, root, row_of_target, row_of_visit
from primitives import HASHES, Protocol, canonical, tagged_hash
from tickets import Draw


def rows_of(lists):
    """Each list as pairs of an id and a row."""
    return {
        "history": [(visit["id"], row_of_visit(visit)) for visit in lists["history"]],
        "items": [(item["id"], item) for item in lists["items"]],
        "targets": [(target["id"], row_of_target(target)) for target in lists["targets"]],
        "units": list({area["area"]: (area["area"], area) for area in lists["units"]}.values()),
    }


def master_of(given, lists):
    """The master secret, where the seal of a round or match is blinded."""
    return None if given["blinding"] is None else bytes.fromhex(lists["master"])


def commitment(protocol, name, master):
    return master and tagged_hash(protocol, "commit", [name, "salt", master]).hex()


def seal(given, lists, tasks, protocol, cap, master):
    """`given` is the recorded seal, of which only what people put in is read."""
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
        "rules": sorted_rules(given["rules"]),
        "as_of": given["as_of"],
        "sealed_at": given["sealed_at"],
        "approvals": approvals and sorted(approvals, key=approval_order),
        "lists": [
            {"list": name, "count": len(rows), "root": root(protocol, name, rows, master), "provenance": provenance[name]}
            for name, rows in rows_of(lists).items()
        ],
        "tasks": [
            {
                "task": task,
                "frames": [pool.frame(protocol, master) for pool in task_pools],
                "unmatched": unmatched,
            }
            for task, task_pools, unmatched in tasks
        ],
        "exclusions": exclusions(tasks, protocol, cap, master),
        "overrides": in_order(overrides, "unit"),
        "disclosure": given["disclosure"],
        "blinding": commitment(protocol, given["round"], master),
        "batches": given["batches"],
        "ceremony": sealed_plan(plan, given["sealed_at"]),
        "strength": strength(plan),
    }


def counted(tasks, cap):
    """Targets of some N, with the numbers of their enterprises."""
    listed = {target["id"]: target for _, pools, _ in tasks for pool in pools for target in pool.listed}
    return [
        {
            "allowed": cap.allowed(code),
            "article": cap.excluded_by(code),
            "every_kind": cap.every_kind(code),
            "finished": cap.finished(code),
            "id": target["id"],
            "rolling": cap.rolling(code),
        }
        for target in listed.values()
        for code in [cap.code(target)]
    ]


def excluded_rows(tasks, cap, article):
    """Those that this article excludes."""
    return [(row["id"], row) for row in counted(tasks, cap) if row["article"] == article]


def exclusions(tasks, protocol, cap, master):
    rows = counted(tasks, cap)
    articles = ["A2P2I2", "A14P2"] if cap.reading["I-2-2a"] == "enterprise" else ["A14P2"]

    def full(column, article):
        return sum(row[column] >= row["allowed"] for row in rows) if article == "A14P2" else 0

    return [
        {
            "article": article,
            "count": len(excluded),
            "rolling": full("rolling", article),
            "every_kind": full("every_kind", article),
            "root": root(protocol, "exclusions", excluded, master),
        }
        for article in articles
        for excluded in [excluded_rows(tasks, cap, article)]
    ]


def sorted_rules(rules):
    kinds = sorted(rules["cap_counts"], key=KINDS.index)
    return rules | {"readings": in_order(rules["readings"], "reading", "choice"), "cap_counts": kinds}


def basis_of(basis, lists, protocol):
    """What a task rests on, a plan with its check value."""
    if "planned" not in basis:
        return basis
    named = basis["planned"]
    plan = next(plan for plan in lists["plans"] if (plan["id"], plan["version"]) == (named["plan"], named["version"]))
    digest = tagged_hash(protocol, "plan", [canonical(plan | {"steps": []})])
    return {"planned": named | {"digest": digest.hex()}}


def sorted_task(task, lists, protocol):
    seats = task["seats"]
    return task | {
        "basis": basis_of(task["basis"], lists, protocol),
        "items": sorted(task["items"]),
        "seats": seats and in_order(seats, "department", "specialty", "leader"),
    }


def record(given, lists):
    """The record that the inputs of `given` and the lists must give."""
    return drawn(given, lists)[0]


def drawn(given, lists):
    """The same, with the draw, the tasks and the counts behind it."""
    protocol = Protocol(given["seal"]["protocol"], given["seal"]["suite"])
    if protocol not in ("double-random/0", "double-random/0/rehearsal") or protocol.suite not in HASHES:
        raise ValueError(f"protocol {protocol}, suite {protocol.suite}")
    cap = Cap(lists, given["seal"]["rules"], given["seal"]["as_of"])
    items = {item["id"]: item for item in lists["items"]}
    active = [target for target in lists["targets"] if is_active(target)]
    asked = sorted((sorted_task(each["task"], lists, protocol) for each in given["seal"]["tasks"]), key=lambda task: task["id"])
    tasks = [(task, *pools(task, items, active, cap)) for task in asked]
    master = master_of(given["seal"], lists)
    sealed = seal(given["seal"], lists, tasks, protocol, cap, master)
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
        return made | {"result": nothing, "officers": []}, None, tasks, cap
    check_beacon(sealed["ceremony"]["beacon"], ceremony["beacon"])
    if party := broken_promise(sealed, sealed["round"], ceremony, protocol):
        raise ValueError(f"party {party} did not reveal what it committed to")
    draw = Draw(lists, tasks, seed(digest, ceremony, protocol), protocol, cap, sealed["batches"], master)
    asked_to_remove = given["result"]["removals"]
    removals = None
    if asked_to_remove is not None:
        removals = draw.confirm({(each["task"], each["id"]): each["reason"] for each in asked_to_remove})
    found = made | {
        "result": {
            "groups": draw.groups,
            "tasks": [{"task": name, "strata": list(draw.strata(name))} for name in sorted(draw.tasks)],
            "removals": removals,
            "lock": given["result"]["lock"],
            "dispatch": None if given["result"]["dispatch"] is None else draw.dispatch(),
        },
        "officers": [],
    }
    return found, draw, tasks, cap
