"""Proofs and certificates, sections 2 and 8 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from bisect import bisect_left

from pools import fits, hashes, is_active, row_of_target, salted, takes_kind
from primitives import Protocol, as_text, path, tagged_hash, ticket
from stage_one import excluded_rows, rows_of


class Shown:
    """A list with the proofs of its rows."""

    def __init__(self, protocol, name, rows, master):
        self.protocol, self.name, self.rows, self.master = protocol, name, dict(rows), master
        self.hashes = hashes(protocol, name, rows, master)
        self.leaves = [leaf for _, _, leaf in self.hashes]

    def place(self, of):
        """How many rows come before this id."""
        return bisect_left([idh for idh, _, _ in self.hashes], tagged_hash(self.protocol, "id", [self.name, of]))

    def row(self, of):
        return salted(self.protocol, self.name, of, self.rows[of], self.master)

    def inclusion(self, of):
        at = self.place(of)
        return {"count": len(self.leaves), "index": at, "path": as_text(path(self.protocol, at, self.leaves))}

    def absence(self, of):
        at, count = self.place(of), len(self.leaves)
        before = path(self.protocol, at - 1, self.leaves) if at > 0 else None
        after = path(self.protocol, at, self.leaves) if at < count else None
        if before and after is not None:
            left = list(before)
            while after and left and after[-1] == left[-1]:
                after, left = after[:-1], left[:-1]
        return {
            "count": count,
            "index": at,
            "before": None if before is None else self.neighbour(at - 1, before),
            "after": None if after is None else self.neighbour(at, after),
        }

    def neighbour(self, at, way):
        idh, rowh, _ = self.hashes[at]
        return {"idh": idh.hex(), "rowh": rowh.hex(), "path": as_text(way)}


class Certifier:
    """`record` is the whole record, both stages; the rest is what stage one found."""

    def __init__(self, record, lists, draw, tasks, cap):
        self.record, self.draw, self.tasks, self.master = record, draw, tasks, draw.master
        self.protocol = Protocol(record["seal"]["protocol"], record["seal"]["suite"])
        self.items = {item["id"]: item for item in lists["items"]}
        rows = rows_of(lists)
        self.targets, self.item_list = (self.shown(name, rows[name]) for name in ["targets", "items"])
        self.cap = cap
        self.exclusions = {
            article: self.shown("exclusions", excluded_rows(tasks, cap, article)) for article in ["A2P2I2", "A14P2"]
        }

    def shown(self, name, rows):
        return Shown(self.protocol, name, rows, self.master)

    def certificate(self, of):
        """Without the words."""
        target = self.draw.targets.get(of)
        if target is None:
            listing, tasks = {"absent": self.targets.absence(of)}, []
        else:
            listing = {"listed": {"row": self.targets.row(of), "proof": self.targets.inclusion(of)}}
            tasks = [{"task": task["id"], "scope": self.scope(target, task, pools)} for task, pools, _ in self.tasks]
        return {
            "schema": "double-random/certificate/0",
            "digest": self.record["digest"],
            "round": self.record["seal"]["round"],
            "id": of,
            "listing": listing,
            "tasks": tasks,
            "visits": [visit for held in self.record["officers"] for visit in self.visits(held, of)],
        }

    def scope(self, target, task, pools):
        if not is_active(target):
            return "inactive"
        if not takes_kind(task, self.items, target):
            shown = self.item_list
            return {"other-kind": [{"row": shown.row(item), "proof": shown.inclusion(item)} for item in task["items"]]}
        strata = [at for at, stratum in enumerate(task["strata"]) if fits(stratum["criterion"], target)]
        if not strata:
            return "no-stratum"
        of, stratum = target["id"], strata[0]
        pool = self.shown("targets", pools[stratum].rows())
        if of not in pool.rows:
            shown = self.exclusions[self.cap.excluded_by(self.cap.code(target))]
            return {
                "excluded": {
                    "stratum": stratum,
                    "row": shown.row(of),
                    "proof": shown.inclusion(of),
                    "pool": pool.absence(of),
                }
            }
        return {"pool": self.in_pool(of, task["id"], stratum, pools[stratum], pool)}

    def in_pool(self, of, name, stratum, pool, shown):
        at = name, stratum
        key, drawn = self.draw.stratum_key(*at), self.draw.drawn[at]
        aside = of in self.draw.aside[name]
        candidates = len(pool.members) - self.draw.set_aside[at]
        removals = [each for each in self.record["result"]["removals"] or [] if each["task"] == name]
        came_in = any(each["replacement"] and each["replacement"]["id"] == of for each in removals)
        outcome = "drawn" if of in drawn else "came-in" if came_in else "set-aside" if aside else "not-drawn"
        idh = tagged_hash(self.protocol, "id", ["targets", of]).hex()
        return {
            "stratum": stratum,
            "proof": shown.inclusion(of),
            "sealed": {"draws": pool.draws, "candidates": len(pool.members)},
            "given": {"draws": 0 if aside else min(pool.draws, candidates), "candidates": candidates},
            "set_aside": self.proof_of_aside(of, name) if aside else None,
            "key": key,
            "ticket": ticket(self.protocol, key, of),
            "cutoff": ticket(self.protocol, key, drawn[-1]) if drawn else None,
            "outcome": outcome,
            "removed": next((each["reason"] for each in removals if each["id"] == of), None),
            "passed_over": any(idh in each["passed_over"] for each in removals if each["stratum"] == stratum),
            "dispatched": self.sent(name, of),
            "by_hand": by_hand(key + of, self.protocol.suite),
        }

    def proof_of_aside(self, of, name):
        shown = self.shown("set-aside", [(each, {"id": each}) for each in self.draw.aside[name]])
        return {"salt": shown.row(of).get("salt"), "proof": shown.inclusion(of)}

    def sent(self, name, of):
        for unit in self.record["result"]["dispatch"] or []:
            for at, batch in enumerate(unit["batches"]):
                if any(entry["id"] == of and name in entry["tasks"] for entry in batch):
                    return {"unit": unit["unit"], "batch": at}

    def visits(self, held, of):
        matched = held["result"].get("matched")
        people = {person["officer"]: person["published"] for person in matched["people"]} if matched else {}
        for number, visit in enumerate(held["seal"]["visits"]):
            tasks = [task["task"] for task in visit["tasks"] if task["seal"] == self.record["digest"]]
            if visit["target"] != of or not tasks:
                continue
            team = matched and team_now(matched, number)
            yield {
                "matching": held["seal"]["id"],
                "unit": held["seal"]["unit"],
                "visit": number,
                "window": visit["window"],
                "tasks": tasks,
                "team": team and [people[member] for member in team["members"]],
                "leader": team and people.get(team["leader"]),
                "ordered": bool(matched and matched["order"]),
            }


def team_now(matched, number):
    team = matched["teams"][number]
    members, leader = list(team["members"]), team["leader"]
    for change in matched["changes"]:
        if change["visit"] == number:
            members[change["seat"]] = change["in"]
            leader = leader if change["leader"] is None else change["leader"]
    return {"members": members, "leader": leader}


def by_hand(text, suite):
    harmless = all(each.isalnum() or each in "-_.:/+=@#%,~" for each in text)
    word = f'"{text}"' if harmless else "'" + text.replace("'", "'\\''") + "'"
    command = {"sha256": "sha256sum", "sm3": "openssl dgst -sm3"}[suite]
    return f"printf '%s' {word} | {command}"
