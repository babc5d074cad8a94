"""The officers' stage, section 9 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""

from ceremony import approval_order, broken_promise, check_beacon, check_ending, in_order, sealed_plan, seed
from ceremony import sorted_ceremony, strength
from matching import match
from officers import away, row_of_officer, row_of_place, row_of_recusal, sorted_set
from pools import root
from primitives import Protocol, Stream, canonical, expand, tagged_hash
from visits import key_of_seat, visits_of

def seal(given, lists, rounds, officers, after):
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
            {"list": name, "count": len(of), "root": root(protocol, name, of), "provenance": provenance[name]}
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


def concerns(scope, visit):
    [(name, value)] = scope.items()
    return value in visit["items"] if name == "item" else value == visit[name]


def possible_leaders(team, visit, pool):
    members = sorted(team)
    if visit["joint"] is not None:
        members = [member for member in members if pool[member]["department"] == visit["lead_department"]] or members
    return [member for member in members if pool[member]["leader"]] or members


def published(name, certificate):
    return name[0] + "*" + (f"（{certificate['number'][-4:]}）" if certificate else "")


def teams(sealed, found, given, names, draw_leader):
    """Section `The match in the record`; `given` is the recorded result, of which only what people put in is read."""
    drawn = {"reading": "I-20-2b", "choice": "appointed"} not in sealed["rules"]["readings"]
    result = []
    for number, (visit, members) in enumerate(zip(sealed["visits"], found["teams"])):
        possible = possible_leaders(members, visit, sealed["pool"])
        leader = draw_leader(number, possible) if drawn else given["teams"][number]["leader"]
        if leader is not None and leader not in possible:
            raise ValueError(f"{leader} cannot lead visit {number}")
        result.append({"members": members, "leader": leader})
    if given["order"] and any(team["leader"] is None for team in result):
        raise ValueError("an order without a leader")
    return {
        "teams": result,
        "loads": found["loads"],
        "people": [{"officer": o, "published": names[o]} for o, load in enumerate(found["loads"]) if load],
        "appointed": given["appointed"],
        "order": given["order"],
    }


def one_match(given, lists, rounds, after, public, trace):
    """The match that the inputs of `given` must give; `public` are typed values and secrets of earlier ceremonies."""
    listed = sorted(lists["officers"], key=lambda officer: officer["id"])
    sealed = seal(given["seal"], lists, rounds, list(map(row_of_officer, listed)), after)
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
        result = {"infeasible": found["infeasible"] | found["remedies"]}
    else:
        stream = lambda visit: Stream(expand(protocol, prk, ["leader", visit], 32))
        draw_leader = lambda visit, possible: possible[stream(visit).below(len(possible))]
        names = [published(officer["name"], officer["certificate"]) for officer in listed]
        result = {"matched": teams(sealed, found, given["result"].get("matched"), names, draw_leader)}
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
