"""The officers' stage, section 9 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from collections import Counter

from ceremony import approval_order, broken_promise, check_beacon, check_ending, in_order, sealed_plan, seed
from ceremony import sorted_ceremony, strength
from changes import Standing
from matching import match
from officers import as_officers, away, blocked, concerns, experts_away, row_of_expert, row_of_officer, row_of_place, row_of_recusal, sorted_set
from pools import root
from primitives import Protocol, Stream, canonical, expand, tagged_hash
from stage_one import commitment, master_of
from visits import key_of_seat, visits_of

def seal(given, lists, rounds, officers, experts, after):
    protocol = Protocol(rounds[0]["seal"]["protocol"], rounds[0]["seal"]["suite"])
    targets = {target["id"]: target for target in lists["targets"]}
    rules = given["rules"] | {"readings": in_order(given["rules"]["readings"], "reading", "choice")}
    recusals = sorted_set(list(map(row_of_recusal, lists["recusals"].get(given["id"], []))), canonical)
    areas = [{"area": row["area"], "neighbours": sorted_set(row["neighbours"])} for row in in_order(given["areas"], "area")]
    table = lambda place: row_of_place(areas, place) if areas else None
    visits = visits_of(given["unit"], rounds)
    for visit in visits:
        visit["area"] = table(targets[visit["target"]].get("area"))
    rows = {
        "experts": [(expert["id"], expert) for expert in experts],
        "officers": [(officer["id"], officer) for officer in officers],
        "recusals": [(f"{recusal['officer']} {recusal['target']}", recusal) for recusal in recusals],
    }
    provenance = {each["list"]: each["provenance"] for each in given["lists"]}
    earlier = [
        {
            "round": each["seal"]["round"],
            "seal": each["digest"],
            "record": tagged_hash(protocol, "record", [canonical(each | {"officers": []})]).hex(),
        }
        for each in rounds
    ]
    plan = given["ceremony"]
    return {
        "protocol": protocol,
        "suite": rounds[0]["seal"]["suite"],
        "id": given["id"],
        "unit": given["unit"],
        "after": after,
        "earlier": in_order(earlier, "round", "seal", "record"),
        "rules": rules,
        "sealed_at": given["sealed_at"],
        "approvals": given["approvals"] and sorted(given["approvals"], key=approval_order),
        "lists": [
            {"list": name, "count": len(of), "root": root(protocol, name, of, master_of(given, lists)), "provenance": provenance[name]}
            for name, of in rows.items()
        ],
        "areas": areas,
        "visits": visits,
        "pool": [
            {"area": table(officer["area"])} | {name: officer[name] for name in ["department", "specialties", "leader", "cap"]}
            for officer in officers
        ],
        "away": list(away(officers, visits, targets, recusals, rules)),
        "direct": [],  # seats assigned directly are not drawn, and not drawn a second time here
        "experts": [{name: expert[name] for name in ["specialties", "cap"]} for expert in experts],
        "experts_away": list(experts_away(experts, officers, visits, targets, recusals)),
        "appointed_experts": sorted(given["appointed_experts"], key=lambda each: (each["visit"], each["seat"])),
        "blinding": commitment(protocol, given["id"], master_of(given, lists)),
        "method": given["method"],
        "sweeps": given["sweeps"],
        "ceremony": sealed_plan(plan, given["sealed_at"]),
        "strength": strength(plan),
    }


# --- Match, leader, order ---------------------------------------------------------------------------------------------


def roster(sealed):
    """The arrays of MATCH-SPEC."""
    by_area = sealed["areas"] and sealed["method"] != "per-visit"
    place = [row["area"] for row in sealed["areas"]]
    area = lambda each: place.index(each["area"]) if by_area else 0
    specialty = lambda seat: seat["specialty"] if sealed["method"] == "skill-covering" else None
    nobodys = object()
    return {
        "pool": [[place.index(name) for name in row["neighbours"]] for row in sealed["areas"]] if by_area else [],
        "officers": [
            {
                "region": area(officer),
                "dept": nobodys if officer["department"] is None else officer["department"],
                "spec": officer["specialties"],
                "leader": officer["leader"],
                "cap": officer["cap"],
            }
            for officer in sealed["pool"]
        ],
        "visits": [
            {
                "region": area(visit),
                "seats": [
                    {"dept": seat["department"], "spec": specialty(seat), "leader": seat["leader"]}
                    for seat in visit["seats"]
                ],
            }
            for visit in sealed["visits"]
        ],
        "recusals": [
            (each["officer"], number)
            for each in sealed["away"]
            for number, visit in enumerate(sealed["visits"])
            if concerns(each["scope"], visit)
        ],
    }


def drawn_experts(sealed, prk, given, names, trace):
    """Section `Experts`; `given` is the recorded result, of which only the appointments after the draw are read."""
    if not any(visit["experts"] for visit in sealed["visits"]):
        return None
    protocol, own = sealed["protocol"], as_officers(sealed)
    fixed = {(each["visit"], each["seat"]): each["officer"] for each in own["direct"]}
    seats = {(v, s) for v, visit in enumerate(own["visits"]) for s in range(len(visit["seats"]))}
    open_seats = sorted(seats - fixed.keys())
    numbers = sorted({visit for visit, _ in open_seats})
    left = [[seat for visit, seat in open_seats if visit == number] for number in numbers]
    arrays = roster(own)
    arrays["visits"] = [
        {"region": 0, "seats": [arrays["visits"][number]["seats"][seat] for seat in seats]}
        for number, seats in zip(numbers, left)
    ]
    kept = {(who, at) for who, at in arrays["recusals"]} | {(each["officer"], each["visit"]) for each in own["direct"]}
    arrays["recusals"] = [(who, numbers.index(at)) for who, at in sorted(kept) if at in numbers]
    key = expand(Protocol(sealed["protocol"], sealed["suite"]), prk, ["experts"], 32)
    found = match(arrays, key, sealed["sweeps"], protocol, Counter())
    proof = None
    if "infeasible" in found:
        trace["experts-no-plan"] += 1
        lifted = lambda pairs: [[numbers[visit], left[visit][seat]] for visit, seat in pairs]
        proof = found["infeasible"] | found["remedies"]
        proof |= {"seats": lifted(proof["seats"]), "direct": lifted(proof["direct"])}
        proof |= {"blocked": blocked(own, proof["seats"])}
    else:
        trace["experts-drawn"] += 1
        for number, places, team in zip(numbers, left, found["teams"]):
            fixed |= {(number, seat): expert for seat, expert in zip(places, team)}
    appointed = given["experts"]["appointed"]
    for each in appointed:
        trace["experts-appointed"] += 1
        if (each["visit"], each["seat"]) in fixed:
            raise ValueError("an expert appointed to a seat that is taken")
        fixed[each["visit"], each["seat"]] = each["expert"]
    if given["order"] and len(fixed) < len(seats):
        raise ValueError("an order without an expert")
    return {
        "seats": [[fixed.get((at, seat)) for seat in range(len(visit["seats"]))] for at, visit in enumerate(own["visits"])],
        "infeasible": proof,
        "appointed": appointed,
        "people": [{"expert": expert, "published": names[expert][0] + "*（专家）"} for expert in sorted(set(fixed.values()))],
    }


def possible_leaders(team, visit, pool):
    members = sorted(team)
    if visit["joint"] is not None:
        members = [member for member in members if pool[member]["department"] == visit["lead_department"]] or members
    return [member for member in members if pool[member]["leader"]] or members


def published(name, certificate):
    return name[0] + "*" + (f"（{certificate['number'][-4:]}）" if certificate else "")


def teams(sealed, found, given, names, pick, held_at, trace):
    """Section `The match in the record`; `given` is the recorded result, of which only what people put in is read."""
    drawn = {"reading": "I-20-2b", "choice": "appointed"} not in sealed["rules"]["readings"]
    result = []
    for number, (visit, members) in enumerate(zip(sealed["visits"], found["teams"])):
        possible = possible_leaders(members, visit, sealed["pool"])
        leader = pick(["leader", number], possible) if drawn else given["teams"][number]["leader"]
        if leader is not None and leader not in possible:
            raise ValueError(f"{leader} cannot lead visit {number}")
        result.append({"members": members, "leader": leader})
    standing = Standing(sealed, roster(sealed), result, pick, possible_leaders)
    changes = [standing.change(change, held_at, trace) for change in given["changes"]]
    going = {officer for officer, load in enumerate(found["loads"]) if load} | {change["in"] for change in changes}
    if given["order"] and any(team["leader"] is None for team in result):
        raise ValueError("an order without a leader")
    return {
        "teams": result,
        "loads": found["loads"],
        "changes": changes,
        "people": [{"officer": officer, "published": names[officer]} for officer in sorted(going)],
        "appointed": given["appointed"],
        "order": given["order"],
    }


def one_match(given, lists, rounds, after, public, trace):
    """The match that the inputs of `given` must give; `public` are typed values and secrets of earlier ceremonies."""
    listed = sorted(lists["officers"], key=lambda officer: officer["id"])
    pool = sorted(lists["experts"], key=lambda expert: expert["id"])
    sealed = seal(given["seal"], lists, rounds, list(map(row_of_officer, listed)), list(map(row_of_expert, pool)), after)
    protocol = Protocol(sealed["protocol"], sealed["suite"])
    digest = tagged_hash(protocol, "officers-seal", [canonical(sealed)])
    ceremony = sorted_ceremony(given["ceremony"])
    made = {"seal": sealed, "digest": digest.hex(), "stamps": given["stamps"], "ceremony": ceremony}
    if ending := given["result"].get("ended"):
        check_ending(sealed, sealed["id"], ceremony, ending, protocol)
        return made | {"result": {"ended": ending}}
    check_beacon(sealed["ceremony"]["beacon"], ceremony["beacon"])
    if party := broken_promise(sealed, sealed["id"], ceremony, protocol):
        raise ValueError(f"party {party} did not reveal what it committed to")
    if known := public & made_of(ceremony):
        raise ValueError(f"{known} was public before")
    prk = seed(digest, ceremony, protocol)
    found = match(roster(sealed), prk, sealed["sweeps"], protocol, trace)
    if "infeasible" in found:
        result = {"infeasible": found["infeasible"] | found["remedies"] | {"blocked": blocked(sealed, found["infeasible"]["seats"])}}
    else:
        stream = lambda parts: Stream(expand(protocol, prk, parts, 32))
        pick = lambda parts, among: among[stream(parts).below(len(among))]
        names = [published(officer["name"], officer["certificate"]) for officer in listed]
        recorded, held_at = given["result"].get("matched"), ceremony["held_at"]
        experts = drawn_experts(sealed, prk, recorded, [expert["name"] for expert in pool], trace)
        result = {"matched": teams(sealed, found, recorded, names, pick, held_at, trace) | {"experts": experts}}
    return made | {"result": result}


def made_of(ceremony):
    beacon = {ceremony["beacon"]["value"]} if ceremony["beacon"] else set()
    return {each["value"] for each in ceremony["typed"]} | {each["secret"] for each in ceremony["parties"]} | beacon


def matches(given, lists, own, others, trace):
    """Every match of a record; `own` and `others` are the records of stage one, as the model has them."""
    result, last = [], {}
    public = set().union(*(made_of(record["ceremony"]) for record in [own, *others]))
    for each in given["officers"]:
        named = [earlier["round"] for earlier in each["seal"]["earlier"]]
        rounds = [record for record in [own, *others] if record["seal"]["round"] in named]
        unit = each["seal"]["unit"]
        result.append(one_match(each, lists, rounds, last.get(unit), public, trace))
        last[unit] = result[-1]["digest"]
        public |= made_of(result[-1]["ceremony"])
    return result
