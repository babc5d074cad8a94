"""The same draw in DuckDB: called by against_duckdb.rs, prints one line of JSON per run.

usage: against_duckdb.py ROWS THREADS RUNS, and on standard input {"strata": [{per_mille, key, quota}]}
"""

import hashlib
import json
import sys
import time

import duckdb

DRAW = """
create or replace temp table drawn as
select id from (
    select id, quota, row_number() over (partition by cat order by sha256(key || id)) as place
    from frame join strata using (cat)
) where place <= quota
"""


def memory(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name + ":"))


def main():
    rows, threads, runs = map(int, sys.argv[1:])
    strata = json.load(sys.stdin)["strata"]
    edges, cases = 0, ""
    for number, stratum in enumerate(strata):
        edges += stratum["per_mille"]
        cases += f" when share < {edges} then {number}"
    db = duckdb.connect()
    db.execute(f"set threads = {threads}")
    db.execute(
        f"""create table frame as
        select (case {cases} end)::utinyint as cat, id from (
            select n * 31 % 1000 as share, '91370200' || lpad((n * 7919 % 10000000000)::varchar, 10, '0') as id
            from range({rows}) as numbers(n))"""
    )
    db.execute("create table strata (cat utinyint, key varchar, quota bigint)")
    for number, stratum in enumerate(strata):
        db.execute("insert into strata values (?, ?, ?)", [number, stratum["key"], stratum["quota"]])
    for _ in range(runs):
        db.execute("drop table if exists drawn")
        before = memory("VmRSS")
        with open("/proc/self/clear_refs", "w") as marks:
            marks.write("5")
        wall, cpu = time.perf_counter(), time.process_time()
        db.execute(DRAW)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        above = memory("VmHWM") - before
        ids = [row[0] for row in db.execute("select id from drawn").fetchall()]
        digest = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
        result = {"wall": wall, "cpu": cpu, "above": above, "drawn": len(ids), "digest": digest}
        print(json.dumps(result | {"version": duckdb.__version__}), flush=True)


main()
