"""core/docs/MATCH-SPEC.md, written from that page and from nothing else: one draw of officers."""

from collections import Counter

from plans import Part
from primitives import Stream, expand, permute


class Roster:
    """What goes in, with the questions of section 1."""

    def __init__(self, given):
        self.officers, self.visits = given["officers"], given["visits"]
        self.recused = {tuple(pair) for pair in given["recusals"]}
        self.caps = [officer["cap"] for officer in self.officers]
        named = [each["region"] for each in self.officers + self.visits]
        areas = len(given["pool"]) or max(named, default=-1) + 1
        self.pool = [set(helpers) for helpers in given["pool"]] or [set() for _ in range(areas)]
        self.first = self.first_of_each_part()

    def first_of_each_part(self):
        """For each area the smallest of its connected part."""
        first = list(range(len(self.pool)))
        changed = True
        while changed:
            changed = False
            for area, helpers in enumerate(self.pool):
                for other in helpers:
                    low = min(first[area], first[other])
                    changed |= first[area] != low or first[other] != low
                    first[area] = first[other] = low
        return first

    def fits(self, o, v, s, reach):
        officer, visit = self.officers[o], self.visits[v]
        seat = {"dept": None, "spec": None, "leader": None} | visit["seats"][s]
        return (
            (seat["dept"] is None or seat["dept"] == officer["dept"])
            and (seat["spec"] is None or seat["spec"] in officer["spec"])
            and (seat["leader"] is not True or officer["leader"])
            and (o, v) not in self.recused
            and reach(officer["region"], visit["region"])
        )

    def stage_0(self, helper, area):
        return helper == area

    def stage_1(self, helper, area):
        return helper == area or helper in self.pool[area]

    def part(self, visits, officers, reach):
        seats = [(v, s) for v in visits for s in range(len(self.visits[v]["seats"]))]
        return Part({(v, s): [o for o in officers if self.fits(o, v, s, reach)] for v, s in seats}, officers)

    def parts(self, reach):
        """Each part with a visit at a stage, by its smallest area."""
        for c in sorted({self.first[visit["region"]] for visit in self.visits}):
            officers = [o for o, officer in enumerate(self.officers) if self.first[officer["region"]] == c]
            visits = [v for v, visit in enumerate(self.visits) if self.first[visit["region"]] == c]
            yield c, self.part(visits, officers, reach)

    def everywhere(self, reach):
        return self.part(range(len(self.visits)), range(len(self.officers)), reach)


def match(given, prk, sweeps, protocol, trace):
    """The answer of the bare verb; `trace` counts what happened on the way."""
    roster = Roster(given)
    teams = [[None] * len(visit["seats"]) for visit in roster.visits]
    key = lambda *parts: expand(protocol, prk, parts, 32)
    at_home = list(roster.parts(roster.stage_0))
    helped = list(roster.parts(roster.stage_1))
    for _, part in helped:
        if part.plan(roster.caps) is None:
            return infeasible(roster, part)
    for (c, home), (_, wider) in zip(at_home, helped):
        part = wider if home.plan(roster.caps) is None else home
        trace["stage-1"] += part is wider
        plan = draw(part, roster.caps, Stream(key("match", c)), sweeps, trace)
        for (v, s), officer in plan.items():
            teams[v][s] = officer
    loads = Counter(officer for team in teams for officer in team)
    leaders = [leader(team, roster, Stream(key("leader", v))) for v, team in enumerate(teams)]
    return {"teams": teams, "leaders": leaders, "loads": [loads[o] for o in range(len(roster.officers))]}


def draw(part, caps, stream, sweeps, trace):
    lottery = list(part.officers)
    permute(lottery, stream)
    quotas = part.loads(caps, lottery)
    trace["lottery"] += quotas != part.loads(caps, part.officers)
    visits = list(part.visits)
    permute(visits, stream)
    drawn = {}
    for v in visits:
        seats = [seat for seat in part.seats if seat[0] == v]
        for seat in sorted(seats, key=lambda seat: (len(part.fitting[seat]), seat[1])):
            drawn[seat] = urn(part, quotas, drawn, seat, stream, trace)
    shuffle(part, drawn, stream, sweeps * len(part.seats), trace)
    return drawn


def urn(part, quotas, drawn, seat, stream, trace):
    """Section 3, number 4."""
    used = Counter(drawn.values())
    sitting = [officer for other, officer in drawn.items() if other[0] == seat[0]]
    left = {officer: quotas[officer] - used[officer] for officer in part.fitting[seat] if officer not in sitting}
    balls = [officer for officer in sorted(left) for _ in range(left[officer])]
    while True:
        officer = balls[stream.below(len(balls))]
        if part.plan(quotas, drawn | {seat: officer}) is not None:
            return officer
        trace["refused"] += 1
        balls = [ball for ball in balls if ball != officer]


def shuffle(part, plan, stream, proposals, trace):
    """Section 3, number 5."""
    for _ in range(proposals):
        u, length = stream.word(), 2
        while length < 66 and u % 2 == 0:
            u, length = u // 2, length + 1
        if length > len(part.seats):
            continue
        seats = [part.seats[stream.below(len(part.seats))] for _ in range(length)]
        if len(set(seats)) < length:
            continue
        moved = {after: plan[before] for before, after in zip(seats, seats[1:] + seats[:1])}
        after = plan | moved
        visits = {v for v, _ in seats}
        sitting = Counter((seat[0], officer) for seat, officer in after.items() if seat[0] in visits)
        if all(officer in part.fitting[seat] for seat, officer in moved.items()) and max(sitting.values()) == 1:
            trace["moved"] += after != plan
            trace["moved-three"] += after != plan and length > 2
            plan.update(moved)
        else:
            trace["stayed"] += 1


def leader(team, roster, stream):
    members = sorted(team)
    leading = [officer for officer in members if roster.officers[officer]["leader"]] or members
    return leading[stream.below(len(leading))]


def infeasible(roster, part):
    pooled = roster.everywhere(lambda helper, area: True)
    shortage = part.certificate(roster.caps)
    remedies = {
        "pool": pooled.plan(roster.caps) is not None,
        "direct": roster.everywhere(roster.stage_1).direct(roster.caps),
    }
    listed = lambda seats: [list(seat) for seat in seats]
    return {
        "infeasible": shortage | {"seats": listed(shortage["seats"])},
        "remedies": remedies | {"direct": listed(remedies["direct"])},
    }
