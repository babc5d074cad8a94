"""The officers' stage, section 9 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from collections import Counter

from ceremony import approval_order, broken_promise, check_beacon, check_ending, in_order, sealed_plan, seed
from ceremony import sorted_ceremony, strength
from changes import Standing
from matching import match
from officers import as_officers, away, blocked, concerns, experts_away, row_of_expert, row_of_officer, row_of_place, row_of_recusal, sorted_set
from pools import root
from primitives import Protocol, Stream, canonical, expand, tagged_hash
from signing import Signing
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
        "direct": sorted(given["direct"], key=lambda each: (each["visit"], each["seat"])),
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


def draw_around(sealed, key, trace):
    """MATCH-SPEC on the seats that `direct` leaves to be drawn: the officer of every seat, or the proof, in the numbers of the seal."""
    fixed = {(each["visit"], each["seat"]): each["officer"] for each in sealed["direct"]}
    seats = {(v, s) for v, visit in enumerate(sealed["visits"]) for s in range(len(visit["seats"]))}
    open_seats = sorted(seats - fixed.keys())
    numbers = sorted({visit for visit, _ in open_seats})
    left = [[seat for visit, seat in open_seats if visit == number] for number in numbers]
    arrays = roster(sealed)
    arrays["visits"] = [
        arrays["visits"][number] | {"seats": [arrays["visits"][number]["seats"][seat] for seat in places]}
        for number, places in zip(numbers, left)
    ]
    kept = {(who, at) for who, at in arrays["recusals"]} | {(each["officer"], each["visit"]) for each in sealed["direct"]}
    arrays["recusals"] = [(who, numbers.index(at)) for who, at in sorted(kept) if at in numbers]
    found = match(arrays, key, sealed["sweeps"], sealed["protocol"], trace)
    if "infeasible" in found:
        lifted = lambda pairs: [[numbers[visit], left[visit][seat]] for visit, seat in pairs]
        proof = found["infeasible"] | found["remedies"]
        proof |= {"seats": lifted(proof["seats"]), "direct": lifted(proof["direct"])}
        return fixed, proof | {"blocked": blocked(sealed, proof["seats"])}
    for number, places, team in zip(numbers, left, found["teams"]):
        fixed |= {(number, seat): officer for seat, officer in zip(places, team)}
    return fixed, None


def drawn_experts(sealed, prk, given, names, signing, trace):
    """Section `Experts`; `given` is the recorded result, of which only the appointments after the draw are read."""
    if not any(visit["experts"] for visit in sealed["visits"]):
        return None
    own = as_officers(sealed)
    seats = [(v, s) for v, visit in enumerate(own["visits"]) for s in range(len(visit["seats"]))]
    key = expand(Protocol(sealed["protocol"], sealed["suite"]), prk, ["experts"], 32)
    fixed, proof = draw_around(own, key, Counter())
    trace["experts-no-plan" if proof else "experts-drawn"] += 1
    appointed = given["experts"]["appointed"]
    for each in appointed:
        trace["experts-appointed"] += 1
        signing.check_later(each["approval"])
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


def teams(sealed, fixed, given, names, pick, signing, trace):
    """Section `The match in the record`; `given` is the recorded result, of which only what people put in is read."""
    drawn = {"reading": "I-20-2b", "choice": "appointed"} not in sealed["rules"]["readings"]
    result = []
    for number, visit in enumerate(sealed["visits"]):
        members = [fixed[number, seat] for seat in range(len(visit["seats"]))]
        possible = possible_leaders(members, visit, sealed["pool"])
        leader = pick(["leader", number], possible) if drawn else given["teams"][number]["leader"]
        if leader is not None and leader not in possible:
            raise ValueError(f"{leader} cannot lead visit {number}")
        result.append({"members": members, "leader": leader})
    loads = Counter(fixed.values())
    standing = Standing(sealed, roster(sealed), result, pick, possible_leaders, signing)
    changes = [standing.change(change, trace) for change in given["changes"]]
    going = {*fixed.values(), *(change["in"] for change in changes)}
    for approval in filter(None, [given["appointed"], given["order"]]):
        signing.check_later(approval)
    if given["order"] and any(team["leader"] is None for team in result):
        raise ValueError("an order without a leader")
    return {
        "teams": result,
        "loads": [loads[officer] for officer in range(len(sealed["pool"]))],
        "changes": changes,
        "people": [{"officer": officer, "published": names[officer]} for officer in sorted(going)],
        "appointed": given["appointed"],
        "order": given["order"],
    }


def one_match(given, lists, rounds, after, named, public, trace):
    """The match that the inputs of `given` must give; `public` are typed values and secrets of earlier ceremonies."""
    listed = sorted(lists["officers"], key=lambda officer: officer["id"])
    pool = sorted(lists["experts"], key=lambda expert: expert["id"])
    sealed = seal(given["seal"], lists, rounds, list(map(row_of_officer, listed)), list(map(row_of_expert, pool)), after)
    protocol = Protocol(sealed["protocol"], sealed["suite"])
    digest = tagged_hash(protocol, "officers-seal", [canonical(sealed)])
    check_sealed(sealed, lists["recusals"].get(sealed["id"], []), named, Signing(sealed, rounds))
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
    fixed, proof = draw_around(sealed, prk, trace)
    trace["direct"] += bool(sealed["direct"])
    if proof:
        result = {"infeasible": proof}
    else:
        stream = lambda parts: Stream(expand(protocol, prk, parts, 32))
        pick = lambda parts, among: among[stream(parts).below(len(among))]
        names = [published(officer["name"], officer["certificate"]) for officer in listed]
        recorded, signing = given["result"].get("matched"), Signing(sealed, rounds, ceremony["held_at"])
        experts = drawn_experts(sealed, prk, recorded, [expert["name"] for expert in pool], signing, trace)
        result = {"matched": teams(sealed, fixed, recorded, names, pick, signing, trace) | {"experts": experts}}
    return made | {"result": result}


def check_sealed(sealed, recusals, named, signing):
    """What people put into the seal; `named` are the seats that the last proof lets be assigned, and its day."""
    signing.check_own()
    seats, proven_on = named or ([], "")
    for each in sealed["direct"]:
        visit = sealed["visits"][each["visit"]]
        if (name_of(visit), each["seat"], visit["seats"][each["seat"]]) not in seats:
            raise ValueError(f"visit {each['visit']}, seat {each['seat']} is not named")
        if any(kept["officer"] == each["officer"] and concerns(kept["scope"], visit) for kept in sealed["away"]):
            raise ValueError(f"{each['officer']} cannot be assigned to visit {each['visit']}")
        signing.check_sealed(each["approval"], proven_on)
    for each in sealed["appointed_experts"]:
        signing.check_sealed(each["approval"])
    for each in recusals:
        if decision := each.get("decision"):
            signing.check_sealed(decision)
        elif each.get("asked_by") == "target":
            raise ValueError("nobody decided what the target asked for")


def name_of(visit):
    return visit["target"], visit["joint"], visit["window"]


def named_by(held):
    """What a match without a plan lets be assigned from then on, and the day of its ceremony."""
    sealed, proof = held["seal"], held["result"]["infeasible"]
    seats = [(each["visit"], each["seat"]) for each in sealed["direct"]] + proof["direct"]
    of = lambda visit, seat: (name_of(visit), seat, visit["seats"][seat])
    return [of(sealed["visits"][v], s) for v, s in seats], (held["ceremony"]["held_at"] or "")[:10]


def made_of(ceremony):
    beacon = {ceremony["beacon"]["value"]} if ceremony["beacon"] else set()
    return {each["value"] for each in ceremony["typed"]} | {each["secret"] for each in ceremony["parties"]} | beacon


def matches(given, lists, own, others, trace):
    """Every match of a record; `own` and `others` are the records of stage one, as the model has them."""
    result, last, failed = [], {}, {}
    public = set().union(*(made_of(record["ceremony"]) for record in [own, *others]))
    for each in given["officers"]:
        named = [earlier["round"] for earlier in each["seal"]["earlier"]]
        rounds = [record for record in [own, *others] if record["seal"]["round"] in named]
        unit = each["seal"]["unit"]
        result.append(one_match(each, lists, rounds, last.get(unit), failed.get(unit), public, trace))
        last[unit] = result[-1]["digest"]
        if "infeasible" in result[-1]["result"]:
            failed[unit] = named_by(result[-1])
        public |= made_of(result[-1]["ceremony"])
    return result
