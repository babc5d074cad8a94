"""Officers and recusals, section 9 of core/docs/DRAW-SPEC.md: rows, areas, and who may not go where."""

from pools import enterprise, is_digits
from primitives import canonical


def sorted_set(values, key=None):
    once = [value for at, value in enumerate(values) if value not in values[:at]]
    return sorted(once, key=key)


def by_days(window):
    return window["start"], window["end"]


def row_of_officer(officer):
    return {
        "area": officer["area"],
        "cap": officer["cap"],
        "certificate": officer["certificate"],
        "department": officer["department"],
        "id": officer["id"],
        "interests": sorted_set(officer["interests"]),
        "items": sorted_set(officer["items"]),
        "kind": officer["kind"],
        "leader": officer["leader"],
        "leave": sorted_set(officer["leave"], by_days),
        "specialties": sorted_set(officer["specialties"]),
    }


def row_of_recusal(recusal):
    decision = recusal.get("decision")
    return {
        "asked_by": recusal.get("asked_by", "officer"),
        "decision": decision and {"document": None} | decision,
        "officer": recusal["officer"],
        "reason": recusal["reason"],
        "target": recusal["target"],
    }


def row_of_place(areas, place):
    """The name of the row that takes a place, or None."""
    names = [row["area"] for row in areas]
    if place is not None and is_digits(place):
        fitting = [name for name in names if is_digits(name) and place.startswith(name)]
        return max(fitting, key=len, default=None)
    return place if place in names else None


def away(officers, visits, targets, recusals, rules):
    """Who may not go where, as (officer, ground, article, scope)."""
    windows = sorted_set([visit["window"] for visit in visits], by_days)
    items = sorted_set([item for visit in visits for item in visit["items"]])
    places = sorted_set([visit["target"] for visit in visits])
    spared = {"reading": "I-21-a", "choice": "daily-safety-without-certificate"} in rules["readings"]
    for number, officer in enumerate(officers):
        certificate = officer["certificate"]
        needs_one = not (spared and officer["kind"] == "daily-safety")
        declared = [recusal["target"] for recusal in recusals if recusal["officer"] == officer["id"]]
        grounds = [
            ("no-certificate", "A21", "window", windows, lambda _: needs_one and certificate is None),
            ("certificate-ends", "A21", "window", windows, lambda window: ends_before(certificate, window) and needs_one),
            ("on-leave", "A20P2", "window", windows, lambda window: any(shares_a_day(leave, window) for leave in officer["leave"])),
            ("item-not-allowed", "A11", "item", items, lambda item: officer["items"] and item not in officer["items"]),
            ("interest", "A22", "target", places, lambda place: concerned(targets, place, officer["interests"])),
            ("recusal", "A22", "target", places, lambda place: concerned(targets, place, declared)),
        ]
        for ground, article, scope, values, holds in grounds:
            for value in values:
                if holds(value):
                    yield {"officer": number, "ground": ground, "article": article, "scope": {scope: value}}


def concerned(targets, place, among):
    return place in among or enterprise(targets[place]) in among


def ends_before(certificate, window):
    return certificate is not None and certificate["valid_until"] < window["end"]


def shares_a_day(one, other):
    return one["start"] <= other["end"] and other["start"] <= one["end"]


# --- Section `Experts` ------------------------------------------------------------------------------------------------


def row_of_expert(expert):
    return {
        "cap": expert["cap"],
        "employer": expert["employer"],
        "id": expert["id"],
        "interests": sorted_set(expert["interests"]),
        "leave": sorted_set(expert["leave"], by_days),
        "specialties": sorted_set(expert["specialties"]),
    }


def experts_away(experts, officers, visits, targets, recusals):
    windows = sorted_set([visit["window"] for visit in visits], by_days)
    places = sorted_set([visit["target"] for visit in visits])
    known = {officer["id"] for officer in officers}
    for number, expert in enumerate(experts):
        declared = [recusal["target"] for recusal in recusals if recusal["officer"] == expert["id"]]
        own = [*expert["interests"], expert["employer"]]
        grounds = [
            ("on-leave", "A20P2", "window", windows, lambda window: any(shares_a_day(leave, window) for leave in expert["leave"])),
            ("interest", "A22", "target", places, lambda place: concerned(targets, place, own)),
            ("recusal", "A22", "target", places, lambda place: concerned(targets, place, declared)),
            ("also-officer", "A20P2", "window", windows, lambda _: expert["id"] in known),
        ]
        for ground, article, scope, values, holds in grounds:
            for value in values:
                if holds(value):
                    yield {"officer": number, "ground": ground, "article": article, "scope": {scope: value}}


def as_officers(sealed):
    """The seal as the draw of experts sees it."""
    seat = lambda name: {"department": None, "specialty": name, "leader": False}
    names = lambda visit: [each["specialty"] for each in visit["experts"] for _ in range(each["count"])]
    return sealed | {
        "areas": [],
        "visits": [visit | {"area": None, "joint": None, "seats": list(map(seat, names(visit)))} for visit in sealed["visits"]],
        "pool": [{"area": None, "department": None, "leader": False} | expert for expert in sealed["experts"]],
        "away": sealed["experts_away"],
        "direct": [
            {"visit": each["visit"], "seat": each["seat"], "officer": each["expert"]} for each in sealed["appointed_experts"]
        ],
        "method": "skill-covering",
    }


# --- Section `The match in the record`: which rule keeps how many from the seats of a certificate ----------------------

GROUNDS = ["no-certificate", "certificate-ends", "on-leave", "item-not-allowed", "interest", "recusal", "also-officer"]
ARTICLES = {"no-certificate": "A21", "certificate-ends": "A21", "item-not-allowed": "A11", "interest": "A22", "recusal": "A22", "assigned": "A20P3"}
RULES = ["area", "department", "specialty", "leader", "assigned", "cap", *GROUNDS]


def concerns(scope, visit):
    [(name, value)] = scope.items()
    return value in visit["items"] if name == "item" else value == visit[name]


def rule_against(sealed, number, at, seat):
    """The first rule that keeps officer `number` from a seat, neighbours being asked as well, or None."""
    officer, visit = sealed["pool"][number], sealed["visits"][at]
    near = {row["area"]: {row["area"], *row["neighbours"]} for row in sealed["areas"]}
    if sealed["method"] != "per-visit" and sealed["areas"] and officer["area"] not in near[visit["area"]]:
        return "area"
    if seat["department"] not in (None, officer["department"]):
        return "department"
    if sealed["method"] == "skill-covering" and seat["specialty"] not in (None, *officer["specialties"]):
        return "specialty"
    if seat["leader"] and not officer["leader"]:
        return "leader"
    kept = [each["ground"] for each in sealed["away"] if each["officer"] == number and concerns(each["scope"], visit)]
    if kept:
        return min(kept, key=GROUNDS.index)
    if any(each["visit"] == at and each["officer"] == number for each in sealed["direct"]):
        return "assigned"
    return None if officer["cap"] else "cap"


def blocked(sealed, seats):
    pairs = []
    for at, seat in seats:
        visit = sealed["visits"][at]
        for number in range(len(sealed["pool"])):
            pairs.append((rule_against(sealed, number, at, visit["seats"][seat]), number))
    return [
        {
            "rule": rule,
            "article": ARTICLES.get(rule, "A20P2"),
            "officers": len({number for found, number in pairs if found == rule}),
            "pairs": sum(found == rule for found, _ in pairs),
        }
        for rule in RULES
        if any(found == rule for found, _ in pairs)
    ]
