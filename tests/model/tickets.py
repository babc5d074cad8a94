"""Section 6 of core/docs/DRAW-SPEC.md: groups, S_g, drawn lists, confirming, dispatch."""

from pools import is_digits, root, site
from primitives import Stream, expand, permute, tagged_hash, ticket


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
    def __init__(self, lists, tasks, prk, protocol, cap, batches, master):
        self.lists, self.prk, self.protocol, self.cap, self.batches = lists, prk, protocol, cap, batches
        self.master = master
        self.aside = {}  # each task to the ids of S_g
        self.units = {area["area"]: area["unit"] for area in lists["units"]}
        self.targets = {target["id"]: target for target in lists["targets"]}
        self.tasks = {task["id"]: task for task, _, _ in tasks}
        self.pools = {task["id"]: task_pools for task, task_pools, _ in tasks}
        self.planned = Planned()
        for visit in lists["history"]:
            if cap.is_planned(visit):
                site_id = visit.get("site_id") or visit["unit_code"]
                code = site_id if cap.by_site else visit["unit_code"]
                self.planned.add((code, site_id, visit.get("unit")), visit["state"]["open"]["window"])
        self.groups = []
        self.orders = {}  # (task, stratum) to every ticket outside S_g, smallest first
        self.drawn = {}  # (task, stratum) to the drawn ids
        self.confirmed = {}  # the same after confirming
        self.set_aside = {}  # (task, stratum) to the number of members in S_g
        for names in self.in_groups():
            self.draw_group(names)

    def key(self, parts, length):
        return expand(self.protocol, self.prk, parts, length)

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
        joint = self.tasks[name]["joint"]
        return self.cap.code(target), site(target), joint["lead"] if joint else self.unit(name, target)

    def plan(self, planned, name, target_id):
        planned.add(self.place(name, target_id), self.tasks[name]["window"])

    def keeps_cap(self, planned, target_id):
        code = self.cap.code(self.targets[target_id])
        return planned.number(code) <= self.cap.left(code)

    def draw_group(self, names):
        can_draw = {}
        for name in names:
            for pool in self.pools[name]:
                for target in pool.members:
                    can_draw.setdefault(target["id"], []).append(name)
        site_key = self.key(["site", names[0]], 16).hex()
        admitted, set_aside = self.planned.copy(), set()
        for target_id in sorted(can_draw, key=lambda each: (ticket(self.protocol, site_key, each), each)):
            trial = admitted.copy()
            for name in can_draw[target_id]:
                self.plan(trial, name, target_id)
            if self.keeps_cap(trial, target_id):
                admitted = trial
            else:
                set_aside.add(target_id)
        rows = [(target_id, {"id": target_id}) for target_id in set_aside]
        summary = {"tasks": names, "set_aside": len(rows), "root": root(self.protocol, "set-aside", rows, self.master)}
        self.groups.append(summary)
        for name in names:
            self.aside[name] = set_aside
            for stratum, pool in enumerate(self.pools[name]):
                key = self.stratum_key(name, stratum)
                free = [target["id"] for target in pool.members if target["id"] not in set_aside]
                order = sorted(free, key=lambda each: (ticket(self.protocol, key, each), each))
                at = name, stratum
                self.orders[at] = order
                self.drawn[at] = order[: pool.draws]
                self.confirmed[at] = list(self.drawn[at])
                self.set_aside[at] = len(pool.members) - len(free)
        for name in names:
            for target_id in self.confirmed_in(name):
                self.plan(self.planned, name, target_id)

    def confirmed_in(self, name):
        return [target_id for at, ids in self.confirmed.items() if at[0] == name for target_id in ids]

    def entry(self, at, target_id):
        return {"id": target_id, "ticket": ticket(self.protocol, self.stratum_key(*at), target_id)}

    def confirm(self, requests):
        """Removes what was asked for; `requests` maps (task, id) to a reason."""
        for name, target_id in requests:
            if target_id in self.confirmed_in(name):
                self.planned.take_back(self.place(name, target_id), self.tasks[name]["window"])
        removals = []
        for group in self.groups:
            for name in group["tasks"]:
                for stratum in range(len(self.pools[name])):
                    at = name, stratum
                    leaving = [each for each in self.drawn[at] if (name, each) in requests]
                    upcoming = iter(self.orders[at][len(self.drawn[at]) :])
                    self.confirmed[at] = [each for each in self.drawn[at] if each not in leaving]
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
                self.confirmed[at].append(target_id)
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
            for target_id in self.confirmed_in(name):
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
