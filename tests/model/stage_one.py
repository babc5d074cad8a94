"""A second, slow and readable draw, written from core/docs/DRAW-SPEC.md and from nothing else.

Reads JSON lines `{"record": ..., "lists": {items, targets, history, units, overrides}}`. Of a record it takes only what
people put in: what was asked for before the seal, the ceremony, the removals that were asked for, the lock. From
these and the lists it makes a record of its own, and prints `ok` where both are the same, else the path of the
first difference with both values. A line `{"example": [...], "gives": ...}` is a worked example of that page.
Ends with 1 if any line differs. Standard library only.
"""

import hashlib
import hmac
import json
import sys
from fractions import Fraction
from math import ceil, floor

# --- 1. Bytes ---------------------------------------------------------------------------------------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def as_bytes(part):
    return part if isinstance(part, bytes) else str(part).encode()


def tagged_hash(protocol, tag, parts):
    """H(tag, parts)"""
    return sha256(b"\0".join([f"{protocol}/{tag}".encode(), *map(as_bytes, parts)]))


def extract(salt, ikm):
    return hmac.digest(salt, ikm, "sha256")


def expand(prk, info, length):
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(prk, block + info + bytes([counter]), "sha256")
        out, counter = out + block, counter + 1
    return out[:length]


def canonical(value):
    """RFC 8785 for the values that the page allows."""
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        if not 0 <= value < 2**53:
            raise ValueError(f"{value} is not a number of the page")
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
    return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"


def read(text):
    def no_fraction(number):
        raise ValueError(f"{number} is not a number of the page")

    def no_double(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice")
        return dict(pairs)

    return json.loads(text, parse_float=no_fraction, parse_constant=no_fraction, object_pairs_hook=no_double)


def quota(stratum, size):
    if stratum["ratio"] is None:
        return stratum["count"]
    share = size * Fraction(stratum["ratio"])
    rounding = {"up": ceil, "down": floor, "half-up": lambda share: floor(share + Fraction(1, 2))}
    return rounding[stratum["rounding"]](share)


# --- 2. Lists ---------------------------------------------------------------------------------------------------------


def row_of_target(target):
    columns = ["area", "credit", "id", "kind", "risk", "scale", "site_id", "unit_code"]
    row = {column: target.get(column) for column in columns}
    return row | {"attributes": target.get("attributes", {}), "status": target.get("status", "active")}


def row_of_visit(visit):
    return {column: visit.get(column) for column in ["id", "unit_code", "site_id", "unit", "state"]}


def root(protocol, name, rows):
    """`rows` are pairs of an id and a row."""

    def leaf(of, row):
        idh, rowh = tagged_hash(protocol, "id", [name, of]), tagged_hash(protocol, "row", [canonical(row)])
        return idh, rowh, sha256(b"\0" + idh + rowh)

    return merkle([leaf for _, _, leaf in sorted(leaf(of, row) for of, row in rows)]).hex()


def merkle(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:]))


# --- 3. Pools ---------------------------------------------------------------------------------------------------------


def is_digits(text):
    return text.isascii() and text.isdigit()


def fits(predicate, target):
    if predicate == "everyone":
        return True
    [(name, value)] = predicate.items()
    if name == "all":
        return all(fits(part, target) for part in value)
    if name == "any":
        return any(fits(part, target) for part in value)
    if name == "not":
        return not fits(value, target)
    if name == "attribute":
        return target.get("attributes", {}).get(value["name"]) in value["values"]
    column = target.get(name)
    if column is None:
        return False
    if name == "area" and is_digits(column):
        return any(column == text or is_digits(text) and column.startswith(text) for text in value)
    return column in value


def takes_kind(task, items, target):
    kinds = [items[item]["object"] for item in task["items"]]
    return any(not objects or target.get("kind") in objects for objects in kinds)


def enterprise(target):
    return target.get("unit_code") or target["id"]


def site(target):
    return target.get("site_id") or target["id"]


def year_before(date):
    year, rest = int(date[:4]) - 1, date[4:]
    return f"{year:04}{'-02-28' if rest == '-02-29' else rest}"


class Cap:
    """How often each enterprise may still be drawn."""

    def __init__(self, lists, rules, as_of):
        self.annual = rules["annual_cap"]
        self.overrides = {override["unit_code"]: override["allowed"] for override in lists["overrides"]}
        self.as_of = as_of
        self.days = {}
        for visit in lists["history"]:
            if "finished" in visit["state"]:
                self.days.setdefault(visit["unit_code"], []).append(visit["state"]["finished"]["on"])

    def allowed(self, code):
        return self.overrides.get(code, self.annual)

    def finished(self, code):
        return sum(day[:4] == self.as_of[:4] and day <= self.as_of for day in self.days.get(code, []))

    def rolling(self, code):
        return sum(year_before(self.as_of) < day <= self.as_of for day in self.days.get(code, []))

    def left(self, code):
        return self.allowed(code) - self.finished(code)


class Pool:
    """The n members of one stratum, with its numbers."""

    def __init__(self, stratum, size, overlap, members):
        self.size, self.overlap, self.members = size, overlap, members
        self.quota = quota(stratum, size)
        self.draws = min(self.quota, len(members))

    def frame(self, protocol):
        rows = [(target["id"], row_of_target(target)) for target in self.members]
        return {
            "size": self.size,
            "eligible": len(self.members),
            "quota": self.quota,
            "draws": self.draws,
            "shortfall": self.quota - self.draws,
            "overlap": self.overlap,
            "root": root(protocol, "targets", rows),
        }


def pools(task, items, active, cap):
    """The pools of a task, and how many targets no stratum takes."""
    mine = [target for target in active if takes_kind(task, items, target)]
    result, rest = [], mine
    for stratum in task["strata"]:
        fitting = [target for target in rest if fits(stratum["criterion"], target)]
        overlap = sum(fits(stratum["criterion"], target) for target in mine) - len(fitting)
        members = [target for target in fitting if cap.left(enterprise(target)) > 0]
        result.append(Pool(stratum, len(fitting), overlap, members))
        rest = [target for target in rest if target not in fitting]
    return result, len(rest)


# --- 4. The seal ------------------------------------------------------------------------------------------------------


def in_order(objects, *fields):
    """A sorted set; null stands before everything."""
    return sorted(objects, key=lambda each: [(each[field] is not None, each[field] or 0) for field in fields])


def seal(given, lists, tasks, protocol, cap):
    """`given` is the recorded seal, of which only what people put in is read."""
    lists_of_seal = {
        "history": [(visit["id"], row_of_visit(visit)) for visit in lists["history"]],
        "items": [(item["id"], item) for item in lists["items"]],
        "targets": [(target["id"], row_of_target(target)) for target in lists["targets"]],
        "units": [(area["area"], area) for area in lists["units"]],
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
        "approvals": approvals and in_order(approvals, "role", "person", "date", "document"),
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
        "exclusions": [exclusion(lists, protocol, cap)],
        "overrides": in_order(overrides, "unit"),
        "disclosure": given["disclosure"],
        "blinding": None,
        "batches": given["batches"],
        "ceremony": {"parties": in_order(plan["parties"], "party"), "typed": sorted(plan["typed"], key=source_order)},
        "strength": strength(plan),
    }


def exclusion(lists, protocol, cap):
    active = [target for target in lists["targets"] if is_active(target)]
    rows = [
        {
            "allowed": cap.allowed(code),
            "article": "A14P2",
            "finished": cap.finished(code),
            "id": target["id"],
            "rolling": cap.rolling(code),
        }
        for target in active
        for code in [enterprise(target)]
    ]
    excluded = [row for row in rows if row["finished"] >= row["allowed"]]
    return {
        "article": "A14P2",
        "count": len(excluded),
        "rolling": sum(row["rolling"] >= row["allowed"] for row in rows),
        "root": root(protocol, "exclusions", [(row["id"], row) for row in excluded]),
    }


def is_active(target):
    return target.get("status", "active") == "active"


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


# --- 6. Tickets -------------------------------------------------------------------------------------------------------


def ticket(key, target_id):
    return sha256((key + target_id).encode()).hex()


def least_days(windows):
    days, last = 0, ""
    for window in sorted(windows, key=lambda window: window["end"]):
        if window["start"] > last:
            days, last = days + 1, window["end"]
    return days


class Planned:
    """Planned visits: a list of windows for each enterprise, site and unit."""

    def __init__(self, windows=None):
        self.windows = windows or {}

    def copy(self):
        return Planned({place: list(windows) for place, windows in self.windows.items()})

    def add(self, place, window):
        self.windows.setdefault(place, []).append(window)

    def take_back(self, place, window):
        self.windows[place].remove(window)

    def number(self, code):
        return sum(least_days(windows) for place, windows in self.windows.items() if place[0] == code)


class Draw:
    def __init__(self, lists, tasks, prk, protocol, cap, batches):
        self.lists, self.prk, self.protocol, self.cap, self.batches = lists, prk, protocol, cap, batches
        self.units = {area["area"]: area["unit"] for area in lists["units"]}
        self.targets = {target["id"]: target for target in lists["targets"]}
        self.tasks = {task["id"]: task for task, _, _ in tasks}
        self.pools = {task["id"]: task_pools for task, task_pools, _ in tasks}
        self.planned = Planned()
        for visit in lists["history"]:
            if "open" in visit["state"]:
                place = visit["unit_code"], visit.get("site_id") or visit["unit_code"], visit.get("unit")
                self.planned.add(place, visit["state"]["open"]["window"])
        self.groups = []
        self.orders = {}  # (task, stratum) to every ticket outside S_g, smallest first
        self.drawn = {}  # (task, stratum) to the drawn ids, and how many members stand in S_g
        self.set_aside = {}
        for names in self.in_groups():
            self.draw_group(names)

    def key(self, parts, length):
        return expand(self.prk, b"\0".join(map(as_bytes, [self.protocol, *parts])), length)

    def in_groups(self):
        groups = {}
        for task in self.tasks.values():
            own = ("tag", task["tag"]) if task["tag"] is not None else ("task", task["id"])
            groups.setdefault(own, []).append(task["id"])
        start = lambda names: min(self.tasks[name]["window"]["start"] for name in names)
        return sorted(map(sorted, groups.values()), key=lambda names: (start(names), names[0]))

    def stratum_key(self, name, stratum):
        tag = self.tasks[name]["tag"]
        return self.key(["target", name, stratum] if tag is None else ["tag", tag], 16).hex()

    def unit(self, name, target):
        return self.tasks[name]["unit"] or self.unit_of_area(target.get("area"))

    def unit_of_area(self, area):
        if area is None:
            return None
        if not is_digits(area):
            return self.units.get(area)
        fitting = [row for row in self.units if is_digits(row) and area.startswith(row)]
        return self.units[max(fitting, key=len)] if fitting else None

    def place(self, name, target_id):
        target = self.targets[target_id]
        return enterprise(target), site(target), self.unit(name, target)

    def plan(self, planned, name, target_id):
        planned.add(self.place(name, target_id), self.tasks[name]["window"])

    def keeps_cap(self, planned, target_id):
        code = enterprise(self.targets[target_id])
        return planned.number(code) <= self.cap.left(code)

    def draw_group(self, names):
        can_draw = {}
        for name in names:
            for pool in self.pools[name]:
                for target in pool.members if pool.draws > 0 else []:
                    can_draw.setdefault(target["id"], []).append(name)
        site_key = self.key(["site", names[0]], 16).hex()
        admitted, set_aside = self.planned.copy(), set()
        for target_id in sorted(can_draw, key=lambda each: (ticket(site_key, each), each)):
            trial = admitted.copy()
            for name in can_draw[target_id]:
                self.plan(trial, name, target_id)
            if self.keeps_cap(trial, target_id):
                admitted = trial
            else:
                set_aside.add(target_id)
        rows = [(target_id, {"id": target_id}) for target_id in set_aside]
        summary = {"tasks": names, "set_aside": len(rows), "root": root(self.protocol, "set-aside", rows)}
        self.groups.append(summary)
        for name in names:
            for stratum, pool in enumerate(self.pools[name]):
                key = self.stratum_key(name, stratum)
                free = [target["id"] for target in pool.members if target["id"] not in set_aside]
                order = sorted(free, key=lambda each: (ticket(key, each), each))
                at = name, stratum
                self.orders[at] = order
                self.drawn[at] = order[: pool.draws]
                self.set_aside[at] = len(pool.members) - len(free)
        for name in names:
            for target_id in self.drawn_in(name):
                self.plan(self.planned, name, target_id)

    def drawn_in(self, name):
        return [target_id for at in self.drawn if at[0] == name for target_id in self.drawn[at]]

    def entry(self, at, target_id):
        return {"id": target_id, "ticket": ticket(self.stratum_key(*at), target_id)}

    def confirm(self, requests):
        """Removes what was asked for; `requests` maps (task, id) to a reason."""
        for name, target_id in requests:
            if target_id in self.drawn_in(name):
                self.planned.take_back(self.place(name, target_id), self.tasks[name]["window"])
        removals = []
        for group in self.groups:
            for name in group["tasks"]:
                for stratum in range(len(self.pools[name])):
                    at = name, stratum
                    leaving = [each for each in self.drawn[at] if (name, each) in requests]
                    upcoming = iter(self.orders[at][len(self.drawn[at]) :])
                    self.drawn[at] = [each for each in self.drawn[at] if each not in leaving]
                    while leaving:
                        removals.append(self.replace(at, leaving, upcoming, requests))
        return removals

    def replace(self, at, leaving, upcoming, requests):
        name, stratum = at
        gone, passed_over, replacement = leaving.pop(0), [], None
        for target_id in upcoming:
            if (name, target_id) in requests:
                replacement = self.entry(at, target_id)
                leaving.insert(0, target_id)
                break
            self.plan(self.planned, name, target_id)
            if self.keeps_cap(self.planned, target_id):
                replacement = self.entry(at, target_id)
                self.drawn[at].append(target_id)
                break
            self.planned.take_back(self.place(name, target_id), self.tasks[name]["window"])
            passed_over.append(tagged_hash(self.protocol, "id", ["targets", target_id]).hex())
        return {
            "task": name,
            "stratum": stratum,
            "id": gone,
            "reason": requests[name, gone],
            "replacement": replacement,
            "passed_over": passed_over,
        }

    def dispatch(self):
        sent = {}
        for name in sorted(self.tasks):
            for target_id in self.drawn_in(name):
                unit = self.unit(name, self.targets[target_id])
                if unit is None:
                    return f"{target_id} has no unit"
                sent.setdefault(unit, {}).setdefault(target_id, []).append(name)
        result = []
        for unit in sorted(sent):
            targets = [{"id": target_id, "tasks": sent[unit][target_id]} for target_id in sorted(sent[unit])]
            permute(targets, Stream(self.key(["batch", unit], 32)))
            result.append({"unit": unit, "batches": cut(targets, min(self.batches, len(targets)))})
        return result

    def strata(self, name):
        for stratum, pool in enumerate(self.pools[name]):
            at = name, stratum
            drawn = [self.entry(at, target_id) for target_id in self.drawn[at]]
            yield {
                "key": self.stratum_key(*at),
                "set_aside": self.set_aside[at],
                "shortfall": pool.quota - len(drawn),
                "cutoff": drawn[-1]["ticket"] if drawn else None,
                "drawn": drawn,
            }


def cut(targets, parts):
    short, longer = divmod(len(targets), parts)
    result = []
    for part in range(parts):
        length = short + (part < longer)
        result.append(targets[:length])
        targets = targets[length:]
    return result


class Stream:
    """ChaCha20 as a sequence of 64-bit words."""

    def __init__(self, key):
        self.key, self.counter, self.words = key, 0, []

    def word(self):
        if not self.words:
            block = chacha20_block(self.key, self.counter)
            self.counter += 1
            self.words = [int.from_bytes(block[at : at + 8], "little") for at in range(0, 64, 8)]
        return self.words.pop(0)

    def below(self, n):
        limit = 2**64 // n * n
        while (word := self.word()) >= limit:
            pass
        return word % n


def permute(values, stream):
    for at in range(len(values) - 1, 0, -1):
        other = stream.below(at + 1)
        values[at], values[other] = values[other], values[at]


def chacha20_block(key, counter):
    words = lambda data: [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4)]
    start = words(b"expand 32-byte k") + words(key) + words(counter.to_bytes(8, "little") + bytes(8))
    state = list(start)

    def turn(a, b, other, by):
        state[a] = (state[a] + state[b]) % 2**32
        mixed = state[other] ^ state[a]
        state[other] = (mixed << by | mixed >> (32 - by)) % 2**32

    def quarter(a, b, c, d):
        turn(a, b, d, 16)
        turn(c, d, b, 12)
        turn(a, b, d, 8)
        turn(c, d, b, 7)

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for column in range(4):
            quarter(column, 4 + (column + 1) % 4, 8 + (column + 2) % 4, 12 + (column + 3) % 4)
    return b"".join(((one + two) % 2**32).to_bytes(4, "little") for one, two in zip(state, start))


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
        "result": {
            "groups": draw.groups,
            "tasks": [{"task": name, "strata": list(draw.strata(name))} for name in sorted(draw.tasks)],
            "removals": removals,
            "lock": given["result"]["lock"],
            "dispatch": None if given["result"]["dispatch"] is None else draw.dispatch(),
        },
    }


def difference(expected, found, path=""):
    """The path of the first difference in canonical order, with what was expected and what was found."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        pairs = [(key, expected[key], found[key]) for key in sorted(expected)]
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
