"""What both seals share: sorted sets (section 4 of core/docs/DRAW-SPEC.md) and the ceremony (section 5)."""

from datetime import datetime

from primitives import beacon_round, canonical, extract, sha256, tagged_hash


def in_order(objects, *fields):
    """A sorted set; null stands before everything."""
    return sorted(objects, key=lambda each: [(each[field] is not None, each[field] or 0) for field in fields])


def approval_order(approval):
    document = approval["document"]
    role = ["preparer", "approver"].index(approval["role"])
    return role, approval["person"], approval["date"], document is not None, document or ""


def source_order(source):
    kind, *numbers = source.split("-")
    return ["dice", "balls", "bare"].index(kind), [int(number) for number in numbers]


PUBLIC_CHAINS = {
    "drand-default": ["8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce", 1595431050, 30, True],
    "drand-quicknet": ["52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 1692803367, 3, False],
}


def is_public(beacon):
    """Whoever runs any other chain chooses its values."""
    return beacon and PUBLIC_CHAINS.get(beacon["source"]) == [beacon[f] for f in ["chain", "genesis", "period", "chained"]]


def strength(plan):
    results = 1
    for source in plan["typed"]:
        kind, *numbers = source.split("-")
        if kind == "dice":
            results *= 6 ** int(numbers[0])
        if kind == "balls":
            balls, drawn = map(int, numbers)
            for already in range(drawn):
                results *= balls - already
    outside = sum(party["outside"] for party in plan["parties"])
    return "strong" if is_public(plan["beacon"]) or outside >= 2 or results >= 2**64 else "weak"


def sealed_plan(plan, sealed_at):
    """The plan of a ceremony in its written order, with the round of the beacon."""
    beacon = plan["beacon"]
    if beacon:
        seconds = int(datetime.fromisoformat(sealed_at).timestamp())
        beacon = beacon | {"round": beacon_round(seconds, beacon["genesis"], beacon["period"])}
    return {
        "parties": in_order(plan["parties"], "party"),
        "typed": sorted(plan["typed"], key=source_order),
        "beacon": beacon,
    }


def is_whole(plan, ceremony):
    """Whether everything was said that the plan names."""
    revealed = {reveal["party"] for reveal in ceremony["parties"]}
    return (
        all(party["party"] in revealed for party in plan["parties"])
        and [typed["source"] for typed in ceremony["typed"]] == plan["typed"]
        and bool(plan["beacon"]) == bool(ceremony["beacon"])
    )


def check_beacon(plan, beacon):
    """The value is that of the sealed round."""
    if (plan is None) != (beacon is None):
        raise ValueError("a beacon too much or too little")
    if beacon:
        if beacon["round"] != plan["round"] or beacon["source"] != plan["source"]:
            raise ValueError(f"round {beacon['round']} of {beacon['source']} is not the sealed one")
        if sha256(bytes.fromhex(beacon["signature"])).hex() != beacon["value"]:
            raise ValueError("the value is not the hash of the signature")
        if (beacon["previous_signature"] is not None) != plan["chained"]:
            raise ValueError("a previous signature too much or too little")


def check_ending(sealed, name, ceremony, ending, protocol):
    """An attempt ends without a draw only as section 5 allows."""
    plan = sealed["ceremony"]
    if "withdrawn" in ending:
        if ceremony["parties"] or ceremony["typed"] or ceremony["beacon"]:
            raise ValueError("withdrawn when something was revealed")
        return
    cause = ending["void"]["cause"]
    party = broken_promise(sealed, name, ceremony, protocol)
    revealed = {reveal["party"] for reveal in ceremony["parties"]}
    if party is None:
        if "failed" not in cause or is_whole(plan, ceremony):
            raise ValueError("a whole ceremony is not void")
    elif cause != {"other-secret" if party in revealed else "not-revealed": {"party": party}}:
        raise ValueError(f"it was {party} who broke a promise")


def sorted_ceremony(ceremony):
    typed = sorted(ceremony["typed"], key=lambda each: (source_order(each["source"]), each["value"]))
    return ceremony | {"parties": in_order(ceremony["parties"], "party"), "typed": typed}


def broken_promise(sealed, name, ceremony, protocol):
    """The first party that did not reveal what it had committed to; `name` is that of the round or match."""
    secrets = {reveal["party"]: bytes.fromhex(reveal["secret"]) for reveal in ceremony["parties"]}
    for party in sealed["ceremony"]["parties"]:
        parts = [name, party["party"], secrets.get(party["party"], b"")]
        if tagged_hash(protocol, "commit", parts).hex() != party["commitment"]:
            return party["party"]


def seed(digest, ceremony, protocol):
    beacon = ceremony["beacon"]
    ikm = {
        "beacon": beacon and {name: beacon[name] for name in ["source", "round", "value"]},
        "parties": ceremony["parties"],
        "protocol": protocol,
        "seal": digest.hex(),
        "typed": ceremony["typed"],
    }
    return extract(protocol, digest, canonical(ikm).encode())
