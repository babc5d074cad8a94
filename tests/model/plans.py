"""Plans of core/docs/MATCH-SPEC.md, by augmenting chains from scratch for every question."""

from collections import Counter
from itertools import product
from math import prod


class Part:
    """Some visits and who fits which seat at one stage.

    `fitting[v, s]` are the officers who fit that seat, ascending. Nothing is kept between two questions.
    """

    def __init__(self, fitting, officers):
        self.fitting, self.officers = fitting, officers
        self.seats = sorted(fitting)
        self.visits = sorted({v for v, _ in fitting})

    def chains(self, plan, start):
        """Everybody whom the free seat `start` reaches, nearest first, each with the chain of (seat, officer) to him.

        A seat asks an officer. Who sits elsewhere in the same visit would have to leave that seat; anybody else
        may take the seat as well, or leave one of those that he holds.
        """
        queue, seen, reached = [(start, [])], {start}, set()
        while queue:
            seat, chain = queue.pop(0)
            for officer in self.fitting[seat]:
                longer = chain + [(seat, officer)]
                twice = [other for other in plan if plan[other] == officer and other[0] == seat[0]]
                if not twice and officer not in reached:
                    reached.add(officer)
                    yield officer, longer
                leaves = twice or [other for other in plan if plan[other] == officer]
                for other in leaves:
                    if other not in seen:
                        seen.add(other)
                        queue.append((other, longer))

    def insert(self, plan, seat, caps):
        """`plan` with an officer for `seat` too, or None."""
        loads = Counter(plan.values())
        for officer, chain in self.chains(plan, seat):
            if loads[officer] < caps[officer]:
                return plan | dict(chain)
        return None

    def plan(self, caps, fixed=None):
        """A plan in which the seats of `fixed` have their officers, or None."""
        fixed = fixed or {}
        own = {seat: [fixed[seat]] if seat in fixed else who for seat, who in self.fitting.items()}
        part, plan = Part(own, self.officers), {}
        for seat in self.seats:
            plan = part.insert(plan, seat, caps)
            if plan is None:
                return None
        return plan

    def loads(self, caps, order):
        """The most even loads, and of these the largest in the order drawn.

        Both in one number: an officer's k-th visit costs much more than anybody's (k-1)-th, and a trifle less the
        earlier he stands. Chains to whom the next visit is cheapest keep the whole sum smallest, seat by seat.
        """
        place = {officer: at for at, officer in enumerate(order)}
        plan = {}
        for seat in self.seats:
            loads = Counter(plan.values())
            ends = []
            for who, chain in self.chains(plan, seat):
                if loads[who] < caps[who]:
                    ends.append((loads[who], place[who], chain))
            plan = plan | dict(min(ends)[2])
        quotas = Counter(plan.values())
        if prod(len(self.fitting[seat]) for seat in self.seats) <= 1000:
            defined = self.loads_by_definition(caps, order)
            assert defined == [quotas[who] for who in order], (self.fitting, caps, order)
        return quotas

    def loads_by_definition(self, caps, order):
        """Writes down every plan; for a handful of seats and officers."""
        best = None
        for choice in product(*(self.fitting[seat] for seat in self.seats)):
            loads = Counter(choice)
            twice = Counter(zip((v for v, _ in self.seats), choice))
            if max(twice.values()) > 1 or any(loads[who] > caps[who] for who in loads):
                continue
            in_order = [loads[who] for who in order]
            rank = sorted(in_order, reverse=True), [-load for load in in_order]
            best = min(best or rank, rank)
        return [-load for load in best[1]]

    def certificate(self, caps):
        """Section 5, for a part without a plan: which seats, whom, how many of each."""
        plan = {}
        for seat in self.seats:
            longer = self.insert(plan, seat, caps)
            if longer is None:
                break
            plan = longer
        seats = {seat}
        while True:
            more = set()
            for listed in seats:
                for officer in self.fitting[listed]:
                    held = [other for other in plan if plan[other] == officer]
                    more |= set([other for other in held if other[0] == listed[0]] or held)
            if more <= seats:
                break
            seats |= more
        visits_of = {who: {v for v, s in seats if who in self.fitting[v, s]} for who in self.officers}
        short = [who for who in self.officers if caps[who] < len(visits_of[who])]
        supply = sum(min(caps[who], len(visits_of[who])) for who in self.officers)
        return {"seats": sorted(seats), "officers": short, "demand": len(seats), "supply": supply}

    def direct(self, caps):
        plan, passed_over = {}, []
        for seat in self.seats:
            longer = self.insert(plan, seat, caps)
            plan = plan if longer is None else longer
            passed_over += [seat] if longer is None else []
        return passed_over
