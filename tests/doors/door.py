"""The package in CPython: `door.py vectors FILES... UNITS`, or `door.py hash REQUESTS` for one hash over all answers."""

import hashlib
import json
import sys
import threading
import time
from pathlib import Path

from double_random import wire


def vectors(files, units):
    failed, passed = [], 0
    cases = [(test["id"], test["request"], test["answer"]) for file in files for test in file["tests"]]
    # texts that are no Unicode, which no file of JSON can hold for every language
    text = lambda request: b"".join(unit.to_bytes(2, "little") for unit in request).decode("utf-16-le", "surrogatepass")
    cases += [(f"units-{at}", text(request), answer) for at, (request, answer) in enumerate(units)]
    for name, request, answer in cases:
        if wire(request) == answer:
            passed += 1
        else:
            failed.append(name)
    for wrong in (None, 7, {}, ["{}"], b"{}"):
        try:
            wire(wrong)
            failed.append(f"{wrong!r} is taken for a text")
        except TypeError:
            pass
    if not others_run_meanwhile():
        failed.append("no other thread runs meanwhile")
    return {"passed": passed, "failed": failed}


def others_run_meanwhile():
    """Whether this thread gets on with its work while another is inside a long call."""
    ids = [f"T-{number}" for number in range(200_000)]
    request = json.dumps({"verb": "draw-stratum", "args": {"key": "0" * 32, "ids": ids, "quota": 1}})
    times = {}

    def call():
        times["start"] = time.monotonic()
        wire(request)
        times["end"] = time.monotonic()

    thread = threading.Thread(target=call)
    thread.start()
    ticks = []
    while thread.is_alive():
        ticks.append(time.monotonic())
        time.sleep(0.0005)
    return sum(times["start"] < tick < times["end"] for tick in ticks) >= 10


def main(task, *paths):
    if task == "vectors":
        *files, units = (json.loads(Path(path).read_text("utf-8")) for path in paths)
        print(json.dumps(vectors(files, units), ensure_ascii=False))
        return
    digest = hashlib.sha256()
    for request in Path(paths[0]).read_text("utf-8").splitlines():
        digest.update((wire(request) + "\n").encode())
    print(digest.hexdigest())


if __name__ == "__main__":
    main(*sys.argv[1:])
