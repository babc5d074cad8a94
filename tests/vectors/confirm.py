"""Works out the answers of vectors without the library: standard library only, and the reference under `tests/model`.

Reads the files as one JSON list. Prints the id of each vector it confirms, and after the id of one it contradicts what it
came to itself; ends with 1 if there is any such. What only the library can say (the words of a message) it passes over.
"""

import hashlib
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "model"))
from certificates import Certifier  # noqa: E402
from matching import match  # noqa: E402
from primitives import Protocol, share  # noqa: E402
from record import whole_record  # noqa: E402
from stage_one import drawn  # noqa: E402

# working days, counted by hand on the State Council's notices
GOLDEN = {
    ("2026-02-06", 20): "2026-03-12",
    ("2026-09-28", 20): "2026-10-30",
    ("2025-12-31", 20): "2026-01-29",
    ("2026-04-30", 20): "2026-06-01",
    ("2026-02-06", 15): "2026-03-05",
    ("2026-09-28", 15): "2026-10-23",
    ("2025-12-31", 15): "2026-01-22",
    ("2026-04-30", 15): "2026-05-25",
    ("2020-01-23", 5, "2020-01-26"): "2020-02-05",
    ("2020-01-23", 5): "2020-02-07",
    ("2019-04-24", 5, "2019-03-21"): "2019-05-02",
    ("2019-04-24", 5): "2019-04-30",
}

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_id(args):
    """Credit codes of the right characters only: whether the check over them is right."""
    code = args["id"]
    if args["scheme"] != "credit-code" or len(code) != 18 or set(code) - set(CODE):
        return None
    total = sum(CODE.index(character) * 3**at for at, character in enumerate(code[:17]))
    if (total + CODE.index(code[17])) % 31:
        return {"code": "credit-code-check"}
    return {"ok": {"id": code, "warnings": [] if inner(code[8:17]) else ["credit-code-inner-check"]}}


def inner(code):
    """GB 11714: the organisation inside a credit code."""
    value = lambda character: int(character, 36)
    total = sum(value(character) * weight for character, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2)))
    return "0123456789X0"[11 - total % 11 if total % 11 else 11] == code[8]


def deadline(args):
    known = (args["event"], args["count"], *([args["as_of"]] if args.get("as_of") else []))
    if args["unit"] != "working-day" or known not in GOLDEN:
        return None
    day = date.fromisoformat(GOLDEN[known])
    return {"ok": {"last_day": str(day), "provisional": (day.month, day.day, day.year) >= (12, 26, 2026)}}


def quota(args):
    return {"ok": {"quota": share(args["ratio"], args.get("rounding") or "up", args["size"])}}


def ticket_of(key, target):
    return hashlib.sha256((key + target).encode()).hexdigest()


def ticket(args):
    return {"ok": {"ticket": ticket_of(args["key"], args["id"])}}


def draw_stratum(args):
    order = sorted((ticket_of(args["key"], target), target) for target in args["ids"])[: args["quota"]]
    return {"ok": {"cutoff": order[-1][0] if order else None, "drawn": [target for _, target in order]}}


def match_officers(args):
    sweeps = 20 if args.get("sweeps") is None else args["sweeps"]
    if sweeps * sum(len(visit["seats"]) for visit in args["visits"]) > 20_000:
        return None  # the reference is slow
    return {"ok": match(args, bytes.fromhex(args["seed"]), sweeps, Protocol("double-random/0", args.get("suite") or "sha256"), Counter())}


def verify(args):
    """Records that the reference makes again, whole, from what people put in."""
    if not args.get("lists"):
        return None
    again = whole_record({"record": args["record"], "lists": args["lists"]}, Counter())
    return {"exact": again == args["record"]}


def certificate(args):
    certifier = Certifier(args["record"], args["lists"], *drawn(args["record"], args["lists"])[1:])
    return {"ok": certifier.certificate(args["id"])}


VERBS = {
    "certificate": certificate,
    "check-id": check_id,
    "deadline": deadline,
    "draw-stratum": draw_stratum,
    "match": match_officers,
    "quota": quota,
    "ticket": ticket,
    "verify": verify,
}


def found(test):
    """What comes out here, or None where the vector is about something else."""
    if "refused" in test["flags"] or test["id"].startswith("hostile"):
        return None
    request, answer = json.loads(test["request"]), json.loads(test["answer"])
    if request["verb"] != "check-id" and "error" in answer:
        return None
    if request["verb"] == "verify" and not answer["ok"]["exact"]:
        return None
    # a statement is run by an engine, in tests/sql; a checked certificate is one that is confirmed already
    return VERBS[request["verb"]](request["args"]) if request["verb"] in VERBS else None


def said(answer):
    """The part of an answer that can be compared."""
    if "error" in answer:
        return {"code": answer["error"]["code"]}
    if "exact" in answer["ok"]:
        return {"exact": answer["ok"]["exact"]}
    # the words of a certificate are the library's own
    return {"ok": {name: value for name, value in answer["ok"].items() if name not in ("zh", "en")}}


def main():
    all_agree = True
    for file in json.load(sys.stdin):
        for test in file["tests"]:
            own = found(test)
            if own is None:
                continue
            agrees = own == said(json.loads(test["answer"]))
            print(test["id"] if agrees else f"{test['id']} {json.dumps(own)}")
            all_agree = all_agree and agrees
    return not all_agree


if __name__ == "__main__":
    sys.exit(main())
