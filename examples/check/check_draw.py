"""Draws a record's strata again: python3 check_draw.py record.json targets.csv items.json [excluded.txt]

Written from DRAW-SPEC with the standard library, and from nothing else. The list has the columns of `double-random rows`;
excluded.txt the ids that the yearly cap kept out, one a line. Without it, whoever is passed over is counted against the record.
"""
import csv, hashlib, hmac, json, sys


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def joined(parts):
    return b"\0".join(part if isinstance(part, bytes) else str(part).encode() for part in parts)


def fits(criterion, row):
    if criterion == "everyone":
        return True
    (kind, value), digits = next(iter(criterion.items())), lambda text: text.isascii() and text.isdigit()
    if kind in ("all", "any"):
        return (all if kind == "all" else any)(fits(part, row) for part in value)
    if kind == "not":
        return not fits(value, row)
    if kind == "attribute":
        kind, value = "attribute:" + value["name"], value["values"]
    own = row.get(kind) or None
    within = kind == "area" and own and digits(own) and any(digits(code) and own.startswith(code) for code in value)
    return own in value or bool(within)


def main(record, targets, items, excluded=None):
    record = json.load(open(record, encoding="utf-8"))
    seal, ceremony, ok = record["seal"], record["ceremony"], True
    protocol, suite, beacon = seal["protocol"], seal["suite"], ceremony["beacon"]
    if record.get("ended") or "result" not in record:
        sys.exit("nothing is drawn in this record: it ended without a draw, or is under embargo")
    if suite not in hashlib.algorithms_available:
        sys.exit(f"this Python has no {suite}: take one that is built with OpenSSL 1.1.1 or later")
    digest = hashlib.new(suite, joined([protocol + "/seal", canonical(seal)])).digest()
    print("seal", digest.hex(), "as recorded" if digest.hex() == record["digest"] else "NOT AS RECORDED")
    ok &= digest.hex() == record["digest"]
    ikm = canonical({"beacon": beacon and {name: beacon[name] for name in ("source", "round", "value")}, "parties": ceremony["parties"],
                     "protocol": protocol, "seal": digest.hex(), "typed": ceremony["typed"]})
    prk = hmac.digest(digest, ikm, suite)
    rows = [row for row in csv.DictReader(open(targets, encoding="utf-8-sig")) if row["status"] == "active"]
    objects = {item["id"]: item["object"] for item in json.load(open(items, encoding="utf-8"))}
    out = set(open(excluded, encoding="utf-8").read().split()) if excluded else set()
    ok &= [one["task"]["id"] for one in seal["tasks"]] == [one["task"] for one in record["result"]["tasks"]]
    for sealed, drawn in zip(seal["tasks"], record["result"]["tasks"]):
        task, kinds = sealed["task"], [objects[item] for item in sealed["task"]["items"]]
        pools = [[] for _ in task["strata"]]
        for row in rows:
            if all(kinds) and not any(row["kind"] in kind for kind in kinds):
                continue
            first = next((at for at, stratum in enumerate(task["strata"]) if fits(stratum["criterion"], row)), None)
            if first is not None:
                pools[first].append(row["id"])
        for at, (pool, frame, stratum) in enumerate(zip(pools, sealed["frames"], drawn["strata"])):
            parts = ["tag", task["tag"]] if task["tag"] else ["target", task["id"], at]
            info = joined([protocol, *parts]) + b"\1"  # HKDF-Expand, one block
            key = hmac.digest(prk, info, suite)[:16].hex()
            tickets = sorted((hashlib.new(suite, (key + id).encode()).hexdigest(), id) for id in pool if id not in out)
            recorded = [(one["ticket"], one["id"]) for one in stratum["drawn"]]
            upto = [one for one in tickets if recorded and one <= recorded[-1]]
            passed = len(set(upto) - set(recorded))  # smaller tickets that are not on the list
            most = 0 if excluded else frame["size"] - frame["eligible"] + stratum["set_aside"]
            good = (key == stratum["key"] and len(pool) == frame["size"] and passed <= most
                    and [one for one in upto if one in set(recorded)] == recorded)
            ok &= good
            print(f"{task['id']} {at} key {key} N {len(pool)} drawn {len(recorded)}",
                  f"passed over {passed} of at most {most}:", "the same" if good else "DIFFERENT")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
