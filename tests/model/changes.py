"""Replacements, section 9 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from collections import Counter

from matching import Roster
from officers import concerns


class Standing:
    """A match as it stands after some changes. `pick(parts, among)` draws one by the stream of these key parts."""

    def __init__(self, sealed, arrays, result, pick, possible_leaders):
        self.sealed, self.roster = sealed, Roster(arrays)
        self.teams = [list(team["members"]) for team in result]
        self.leaders = [team["leader"] for team in result]
        self.pick, self.possible_leaders = pick, possible_leaders
        self.drawn = {"reading": "I-20-2b", "choice": "appointed"} not in sealed["rules"]["readings"]
        self.changes = []

    def change(self, given, held_at, trace):
        """What a change must say, of which only what people put in is read."""
        visit, seat = given["visit"], given["seat"]
        out, declined = self.teams[visit][seat], []
        self.check(given, held_at)
        for passed in given["declined"]:
            officer, rung = self.offer(visit, seat, declined, trace)
            declined.append({"officer": officer, "rung": rung, "reason": passed["reason"]})
        offer = self.offer(visit, seat, declined, trace)
        if given["taken"] == "offered":
            into = offer[0]
        else:
            into = given["in"]
            trace["assigned"] += 1
            self.check_assigned(visit, into, offer and offer[0], declined)
        self.teams[visit][seat] = into
        made = {
            "visit": visit,
            "seat": seat,
            "out": out,
            "reason": given["reason"],
            "declined": declined,
            "offered": offer and {"officer": offer[0], "rung": offer[1]},
            "taken": given["taken"],
            "in": into,
            "leader": self.next_leader(visit, out, given["leader"], trace),
            "consent": given["consent"],
        }
        self.changes.append(made)
        return made

    def offer(self, visit, seat, declined, trace):
        here = [change for change in self.changes if (change["visit"], change["seat"]) == (visit, seat)]
        number = sum(len(change["declined"]) + (change["offered"] is not None) for change in here) + len(declined)
        said_no = [passed["officer"] for change in here for passed in change["declined"]]
        said_no += [passed["officer"] for passed in declined]
        away = {*self.teams[visit], *said_no, *self.barred(visit, declined)}
        loads = Counter(officer for team in self.teams for officer in team)
        own, near = self.roster.stage_0, self.roster.stage_1
        for rung, reach, more in [("within-cap", own, 0), ("cap-plus-one", own, 1), ("neighbours", near, 0)]:
            fits = lambda officer: self.roster.fits(officer, visit, seat, reach)
            free = lambda officer, cap: 0 < cap and loads[officer] < cap + more
            found = [o for o, cap in enumerate(self.roster.caps) if o not in away and free(o, cap) and fits(o)]
            if found:
                trace[rung] += 1
                return self.pick(["replace", visit, seat, number], found), rung
        trace["nobody"] += 1
        return None

    def barred(self, visit, declined):
        """Who was taken out of the visit before, or has an interest in its target."""
        target = lambda number: self.sealed["visits"][number]["target"]
        for change in self.changes:
            if change["visit"] == visit:
                yield change["out"]
            if target(change["visit"]) == target(visit):
                yield from [change["out"]] if is_recusal(change["reason"]) else []
                yield from [passed["officer"] for passed in change["declined"] if is_recusal(passed["reason"])]
        yield from [passed["officer"] for passed in declined if is_recusal(passed["reason"])]

    def next_leader(self, visit, out, given, trace):
        if self.leaders[visit] is None:
            raise ValueError("a replacement where nobody leads yet")
        if self.leaders[visit] != out:
            return None
        trace["new-leader"] += 1
        before = sum(change["visit"] == visit and change["leader"] is not None for change in self.changes)
        possible = self.possible_leaders(self.teams[visit], self.sealed["visits"][visit], self.sealed["pool"])
        leader = self.pick(["leader", visit, before + 1], possible) if self.drawn else given
        if leader not in possible:
            raise ValueError(f"{leader} cannot lead visit {visit}")
        self.leaders[visit] = leader
        return leader

    def check(self, given, held_at):
        approvals = self.sealed["approvals"] or []
        days = [approval["date"] for approval in approvals + [change["consent"] for change in self.changes[-1:]]]
        days += [moment[:10] for moment in [self.sealed["sealed_at"], held_at] if moment]
        signed = [given["consent"]] + ([] if given["taken"] == "offered" else [given["taken"]["assigned"]["approval"]])
        prepared = [approval["person"] for approval in approvals if approval["role"] == "preparer"]
        for approval in signed:
            early = approval["date"] < max(days, default="")
            if approval["role"] != "approver" or approval["person"] in prepared or early:
                raise ValueError(f"{approval} is no consent")

    def check_assigned(self, visit, into, offered, declined):
        sealed = self.sealed["visits"][visit]
        kept = [each["officer"] for each in self.sealed["away"] if each["ground"] != "on-leave" and concerns(each["scope"], sealed)]
        if into == offered or into in {*self.teams[visit], *self.barred(visit, declined), *kept}:
            raise ValueError(f"{into} cannot be assigned to visit {visit}")


def is_recusal(reason):
    return isinstance(reason, dict) and "recusal" in reason
