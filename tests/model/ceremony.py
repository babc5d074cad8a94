"""What both seals share: sorted sets (section 4 of core/docs/DRAW-SPEC.md) and the ceremony (section 5)."""

from primitives import canonical, extract, tagged_hash


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
    return "strong" if outside >= 2 or results >= 2**64 else "weak"


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
    ikm = {
        "beacon": None,
        "parties": ceremony["parties"],
        "protocol": protocol,
        "seal": digest.hex(),
        "typed": ceremony["typed"],
    }
    return extract(digest, canonical(ikm).encode())
