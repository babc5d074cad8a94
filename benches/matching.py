"""One plan for the same lists in OR-tools, `flow` or `cp-sat`: called by matching.rs, prints one line of JSON.

On standard input {"officers": [[region, specialties, leader, cap]], "visits": [[region, [[specialty, leader]]]]}.
As a maximum flow: source -> officer (cap) -> officer in a visit (1) -> seat (1) -> sink, since nobody sits twice in one visit.
"""

import importlib.metadata
import json
import sys
import time

import numpy as np
from ortools.graph.python import max_flow


def memory(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name + ":"))


def takes(who, region, asked):
    spec, leader = asked
    return who[0] == region and (spec is None or spec in who[1]) and (who[2] or not leader)


def cp_sat(lists):
    from ortools.sat.python import cp_model

    start = time.process_time()
    model = cp_model.CpModel()
    of_officer = [[] for _ in lists["officers"]]
    for region, seats in lists["visits"]:
        of_visit = {}
        for asked in seats:
            fitting = [n for n, who in enumerate(lists["officers"]) if takes(who, region, asked)]
            literals = [model.new_bool_var("") for _ in fitting]
            model.add_exactly_one(literals)
            for officer, literal in zip(fitting, literals):
                of_visit.setdefault(officer, []).append(literal)
        for officer, literals in of_visit.items():
            model.add_at_most_one(literals)
            of_officer[officer] += literals
    for who, literals in zip(lists["officers"], of_officer):
        model.add(sum(literals) <= who[3])
    built = time.process_time() - start
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 300
    start = time.process_time()
    status = solver.status_name(solver.solve(model))
    print(json.dumps({"cpu": time.process_time() - start, "model": built, "status": status}))


def main():
    lists = json.load(sys.stdin)
    if sys.argv[1] == "cp-sat":
        return cp_sat(lists)
    officers, visits = lists["officers"], lists["visits"]
    seats = sum(len(asked) for _, asked in visits)
    before = memory("VmRSS")
    start = time.process_time()
    flow = max_flow.SimpleMaxFlow()

    def add(tails, heads, capacities):
        arrays = [np.asarray(np.broadcast_to(part, len(heads)), np.int32) for part in (tails, heads)]
        flow.add_arcs_with_capacity(*arrays, np.asarray(np.broadcast_to(capacities, len(heads)), np.int64))

    fitting = {}

    def fits(region, asked):
        key = (region, *asked)
        if key not in fitting:
            fitting[key] = np.array([n for n, who in enumerate(officers) if takes(who, region, asked)], np.int32)
        return fitting[key]

    first_seat = 2 + len(officers)
    pair = first_seat + seats
    add(0, np.arange(2, first_seat), [who[3] for who in officers])
    add(np.arange(first_seat, pair), np.full(seats, 1), 1)
    seat, tails, heads, held = first_seat, [], [], 0
    for number, (region, asked) in enumerate(visits):
        lists = [fits(region, one) for one in asked]
        anybody = np.unique(np.concatenate(lists))
        tails.append(anybody + 2)
        heads.append(np.arange(pair, pair + len(anybody), dtype=np.int32))
        for one in lists:
            tails.append(pair + np.searchsorted(anybody, one).astype(np.int32))
            heads.append(np.full(len(one), seat, np.int32))
            seat += 1
        pair += len(anybody)
        held += 3 * len(anybody)
        if held > 1_000_000 or number == len(visits) - 1:
            add(np.concatenate(tails), np.concatenate(heads), 1)
            tails, heads, held = [], [], 0
    model = time.process_time() - start
    start, wall = time.process_time(), time.perf_counter()
    assert flow.solve(0, 1) == flow.OPTIMAL
    solve, wall = time.process_time() - start, time.perf_counter() - wall
    result = {"cpu": solve, "wall": wall, "model": model, "above": memory("VmHWM") - before}
    print(json.dumps(result | {"flow": flow.optimal_flow(), "version": importlib.metadata.version("ortools")}))


main()
