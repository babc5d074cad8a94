"""Runs statements on one engine: engines.py duckdb|spark|postgresql < case.json, prints one list of ids per statement.

case.json: {"columns": [..], "rows": [[..]], "cases": [{"excluded": [..], "statement": ".."}]}. The tables `targets` and `excluded`
are made anew. PostgreSQL is started in a folder of its own, behind a socket there, as a user without rights; no port is opened.
"""

import glob
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile


def duckdb_rows(case):
    import duckdb

    db = duckdb.connect()
    names = ", ".join('"' + name.replace('"', '""') + '" varchar' for name in case["columns"])
    db.execute(f"create table targets ({names})")
    marks = ", ".join("?" * len(case["columns"]))
    db.executemany(f"insert into targets values ({marks})", case["rows"])
    for one in case["cases"]:
        db.execute("create or replace table excluded (id varchar)")
        if one["excluded"]:
            db.executemany("insert into excluded values (?)", [[id] for id in one["excluded"]])
        yield [row[0] for row in db.execute(one["statement"]).fetchall()]


def spark_rows(case):
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StringType, StructField, StructType

    text = lambda names: StructType([StructField(name, StringType()) for name in names])
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = spark.config("spark.sql.shuffle.partitions", "2").config("spark.driver.bindAddress", "127.0.0.1")
    spark = spark.config("spark.driver.host", "127.0.0.1").getOrCreate()
    spark.createDataFrame([tuple(row) for row in case["rows"]], text(case["columns"])).createOrReplaceTempView("targets")
    for one in case["cases"]:
        excluded = spark.createDataFrame([(id,) for id in one["excluded"]], text(["id"]))
        excluded.createOrReplaceTempView("excluded")
        yield [row[0] for row in spark.sql(one["statement"]).collect()]
    spark.stop()


def postgresql_rows(case):
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    programs = os.path.dirname(found[-1]) if found else os.path.dirname(shutil.which("initdb") or sys.exit("no initdb"))
    folder = tempfile.mkdtemp(prefix="sql-")
    user = pwd.getpwnam("postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name)
    os.chown(folder, user.pw_uid, user.pw_gid)
    data = os.path.join(folder, "data")

    def run(program, *arguments, text=None):
        command = [os.path.join(programs, program), *arguments]
        done = subprocess.run(command, input=text, user=user.pw_uid if os.getuid() == 0 else None, capture_output=True, cwd=folder, text=True)
        if done.returncode:
            sys.exit(done.stderr or done.stdout)
        return done.stdout

    # a locale that sorts unlike bytes, where the machine has one, must not matter
    run("initdb", "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", data, "-w", "-l", os.path.join(folder, "log"), "-o", options, "start")
    try:
        quoted = lambda text: "'" + text.replace("'", "''") + "'"
        names = ", ".join('"' + name.replace('"', '""') + '" text' for name in case["columns"])
        cell = lambda text: "\\N" if text is None else text.replace("\\", "\\\\")
        lines = "".join("\t".join(map(cell, row)) + "\n" for row in case["rows"])
        script = f"create table targets ({names});\ncopy targets from stdin;\n{lines}\\.\ncreate table excluded (id text);\n"
        for one in case["cases"]:
            script += "truncate excluded;\n"
            script += "".join(f"insert into excluded values ({quoted(id)});\n" for id in one["excluded"])
            script += f"\\echo --case\n{one['statement']};\n"
        out = run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "owner", "postgres", text=script)
        for part in out.split("--case\n")[1:]:
            yield part.split()
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def main():
    case = json.load(sys.stdin)
    engine = {"duckdb": duckdb_rows, "spark": spark_rows, "postgresql": postgresql_rows}[sys.argv[1]]
    for ids in engine(case):
        print(json.dumps(ids))


main()
