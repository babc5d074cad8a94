"""Replacements, section 9 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from matching import Roster
from officers import concerns

RUNGS = ["within-cap", "cap-plus-one", "neighbours", "direct"]


class Standing:
    """A match as it stands after some changes. `pick(parts, among)` draws one by the stream of these key parts."""

    def __init__(self, sealed, arrays, result, pick, possible_leaders, signing):
        self.sealed, self.roster, self.signing = sealed, Roster(arrays), signing
        self.teams = [list(team["members"]) for team in result]
        self.leaders = [team["leader"] for team in result]
        self.pick, self.possible_leaders = pick, possible_leaders
        self.drawn = {"reading": "I-20-2b", "choice": "appointed"} not in sealed["rules"]["readings"]
        self.changes = []

    def change(self, given, trace):
        """What a change must say, of which only what people put in is read."""
        visit, seat = given["visit"], given["seat"]
        out, declined = self.teams[visit][seat], []
        self.check(given)
        for passed in given["declined"]:
            officer, rung = self.offer(visit, seat, declined, trace)
            declined.append({"officer": officer, "rung": rung, "reason": passed["reason"]})
        offer = self.offer(visit, seat, declined, trace)
        if given["taken"] == "offered":
            into, taken = offer[0], "offered"
        else:
            into = given["in"]
            rung = self.check_assigned(visit, seat, into, offer, declined)
            taken = {"assigned": given["taken"]["assigned"] | {"rung": rung}}
            trace[f"assigned-{rung}"] += 1
        self.teams[visit][seat] = into
        made = {
            "visit": visit,
            "seat": seat,
            "out": out,
            "reason": given["reason"],
            "declined": declined,
            "offered": offer and {"officer": offer[0], "rung": offer[1]},
            "taken": taken,
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
        rungs = [(self.rung_of(visit, seat, o), o) for o in range(len(self.roster.caps)) if o not in away]
        for rung in RUNGS[:-1]:
            found = [officer for stands_on, officer in rungs if stands_on == rung]
            if found:
                trace[rung] += 1
                return self.pick(["replace", visit, seat, number], found), rung
        trace["nobody"] += 1
        return None

    def rung_of(self, visit, seat, officer):
        load, cap = sum(team.count(officer) for team in self.teams), self.roster.caps[officer]
        fits = lambda reach: cap > 0 and self.roster.fits(officer, visit, seat, reach)
        if fits(self.roster.stage_0):
            return "within-cap" if load < cap else "cap-plus-one" if load < cap + 1 else "direct"
        return "neighbours" if fits(self.roster.stage_1) and load < cap else "direct"

    def barred(self, visit, declined):
        """Who was taken out of the visit before, or has an interest in its target."""
        for change in self.changes:
            if change["visit"] == visit:
                yield change["out"]
        yield from [officer for target, officer in self.withdrawn() if target == self.target(visit)]
        yield from [passed["officer"] for passed in declined if is_recusal(passed["reason"])]

    def target(self, visit):
        return self.sealed["visits"][visit]["target"]

    def withdrawn(self):
        """Who has an interest in which target, as the changes so far say."""
        for change in self.changes:
            gone = [change["out"]] if is_recusal(change["reason"]) else []
            gone += [passed["officer"] for passed in change["declined"] if is_recusal(passed["reason"])]
            yield from [(self.target(change["visit"]), officer) for officer in gone]

    def open_recusals(self):
        gone = set(self.withdrawn())
        return [
            (visit, seat)
            for visit, team in enumerate(self.teams)
            for seat, officer in enumerate(team)
            if (self.target(visit), officer) in gone
        ]

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

    def check(self, given):
        open_seats = self.open_recusals()
        if open_seats and (given["visit"], given["seat"]) not in open_seats:
            raise ValueError(f"{open_seats} come first")
        earliest = self.signing.after_draw(max((change["consent"]["date"] for change in self.changes[-1:]), default=""))
        signed = [given["consent"]] + ([] if given["taken"] == "offered" else [given["taken"]["assigned"]["approval"]])
        for approval in signed:
            self.signing.check(approval, earliest, what="consent")
        for reason in [given["reason"], *(passed["reason"] for passed in given["declined"])]:
            decision = is_recusal(reason) and reason["recusal"]["decision"]
            if decision:
                self.signing.check_decision(decision, given["consent"])
            elif is_recusal(reason) and reason["recusal"]["asked_by"] == "target":
                raise ValueError("nobody decided what the target asked for")

    def check_assigned(self, visit, seat, into, offer, declined):
        """The rung of the one who is assigned, who must not skip one."""
        sealed, rung = self.sealed["visits"][visit], self.rung_of(visit, seat, into)
        kept = [each["officer"] for each in self.sealed["away"] if each["ground"] != "on-leave" and concerns(each["scope"], sealed)]
        offered = offer and offer[0]
        if into == offered or into in {*self.teams[visit], *self.barred(visit, declined), *kept}:
            raise ValueError(f"{into} cannot be assigned to visit {visit}")
        if offer and RUNGS.index(rung) > RUNGS.index(offer[1]):
            raise ValueError(f"{into} is assigned too early")
        return rung


def is_recusal(reason):
    return isinstance(reason, dict) and "recusal" in reason
