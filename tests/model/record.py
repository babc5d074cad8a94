"""A second, slow and readable double-random, written from core/docs/DRAW-SPEC.md, core/docs/MATCH-SPEC.md and nothing else.

Reads JSON lines and answers each with `ok`, or with what differs; ends with 1 if any does. Standard library only.

- `{"record", "lists", "others"}`: of the record it takes only what people put in: what was asked for before the seals,
  the ceremonies, how an attempt ended, the removals that were asked for, approvals, stamps, appointed leaders. From these and the lists it makes a
  record of its own. `others` are records of other rounds whose lists were merged with this one's.
- `{"record", "lists", "certificates"}`: certificates of some targets; the words in them are left out.
- `{"match", "answer"}`: the arguments of a bare match, and what it came to.
- `{"example": "..."}`: a worked example of the page.

With `--first` it stops at the first line that differs.

After `ok` stand words for what happened on the way, so that a test can see that it did.
"""

import sys
from collections import Counter

from certificates import Certifier
from matching import match
from primitives import Protocol, canonical, example, read
from stage_one import drawn, record
from stage_two import matches

def difference(expected, found, path=""):
    """The path of the first difference in the order of the page, with what was expected and what was found."""
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        pairs = [(key, expected[key], found[key]) for key in expected]
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = [(at, one, two) for at, (one, two) in enumerate(zip(expected, found))]
    else:
        shown = [canonical(value)[:300] for value in (expected, found)]
        return None if canonical(expected) == canonical(found) else f"{path}: {shown[0]} expected, {shown[1]} found"
    for key, one, two in pairs:
        if at := difference(one, two, f"{path}/{key}"):
            return at


def whole_record(line, trace):
    """Both stages, and the stage of targets of the other records."""
    own = record(line["record"], line["lists"])
    others = [record(other, line["lists"]) for other in line.get("others", [])]
    return own | {"officers": matches(line["record"], line["lists"], own, others, trace)}


def certified(line, trace):
    """What must be certified, and what was, without the words."""
    certifier = Certifier(line["record"], line["lists"], *drawn(line["record"], line["lists"])[1:])
    found = [{name: each[name] for name in each if name not in ("zh", "en")} for each in line["certificates"]]
    expected = [certifier.certificate(each["id"]) for each in found]
    for each in expected:
        trace["absent"] += "absent" in each["listing"]
        trace["visited"] += bool(each["visits"])
        for task in each["tasks"]:
            scope = task["scope"]
            pool = scope.get("pool") if isinstance(scope, dict) else None
            trace[pool["outcome"] if pool else scope if isinstance(scope, str) else next(iter(scope))] += 1
    return expected, found


def bare_match(given, trace):
    sweeps = 20 if given.get("sweeps") is None else given["sweeps"]
    return match(given, bytes.fromhex(given["seed"]), sweeps, Protocol("double-random/0", given.get("suite") or "sha256"), trace)


def answer(line):
    given, trace = read(line), Counter()
    if "example" in given:
        return example(given["example"])
    try:
        if "certificates" in given:
            differs = difference(*certified(given, trace))
        elif "match" in given:
            differs = difference(bare_match(given["match"], trace), given["answer"])
        else:
            differs = difference(whole_record(given, trace), given["record"])
    except (ArithmeticError, AssertionError, IndexError, KeyError, ValueError, TypeError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return differs or " ".join(["ok", *sorted(word for word in trace if trace[word])])


def main():
    all_ok = True
    for line in sys.stdin.readlines():
        found = answer(line)
        print(found)
        all_ok = all_ok and found.split()[0] == "ok"
        if not all_ok and "--first" in sys.argv:
            break
    return not all_ok


if __name__ == "__main__":
    sys.exit(main())
