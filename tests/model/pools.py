"""Sections 2 and 3 of core/docs/DRAW-SPEC.md: lists, predicates, the cap's counts, pools."""

from primitives import canonical, merkle, salt, share, tagged_hash


def row_of_target(target):
    columns = ["area", "credit", "id", "kind", "risk", "scale", "site_id", "unit_code"]
    row = {column: target.get(column) for column in columns}
    row |= {column: None for column in ["site_id", "unit_code"] if row[column] == row["id"]}
    return row | {"attributes": target.get("attributes", {}), "status": target.get("status", "active")}


def row_of_visit(visit):
    return {column: visit.get(column) for column in ["id", "unit_code", "site_id", "unit", "state"]}


def salted(protocol, name, of, row, master):
    """The row as it is hashed; `master` is the secret where rows are blinded, else None."""
    return row if master is None else row | {"salt": salt(protocol, master, name, of)}


def hashes(protocol, name, rows, master):
    """idh, rowh and leaf of every row, sorted; `rows` are pairs of an id and a row."""

    def leaf(of, row):
        written = canonical(salted(protocol, name, of, row, master))
        idh, rowh = tagged_hash(protocol, "id", [name, of]), tagged_hash(protocol, "row", [written])
        return idh, rowh, protocol.hash(b"\0" + idh + rowh)

    return sorted(leaf(of, row) for of, row in rows)


def root(protocol, name, rows, master):
    return merkle(protocol, [leaf for _, _, leaf in hashes(protocol, name, rows, master)]).hex()


def is_digits(text):
    return text.isascii() and text.isdigit()


def fits(predicate, target):
    if predicate == "everyone":
        return True
    [(name, value)] = predicate.items()
    if name == "all":
        return all(fits(part, target) for part in value)
    if name == "any":
        return any(fits(part, target) for part in value)
    if name == "not":
        return not fits(value, target)
    if name == "attribute":
        return target.get("attributes", {}).get(value["name"]) in value["values"]
    column = target.get(name)
    if column is None:
        return False
    if name == "area" and is_digits(column):
        return any(column == text or is_digits(text) and column.startswith(text) for text in value)
    return column in value


def is_active(target):
    return target.get("status", "active") == "active"


def takes_kind(task, items, target):
    kinds = [items[item]["object"] for item in task["items"]]
    return any(not objects or target.get("kind") in objects for objects in kinds)


def enterprise(target):
    return target.get("unit_code") or target["id"]


def site(target):
    return target.get("site_id") or target["id"]


def year_before(date):
    year, rest = int(date[:4]) - 1, date[4:]
    return f"{year:04}{'-02-28' if rest == '-02-29' else rest}"


class Cap:
    """How often each enterprise may still be drawn."""

    def __init__(self, lists, rules, as_of):
        self.annual = rules["annual_cap"]
        self.overrides = {override["unit_code"]: override["allowed"] for override in lists["overrides"]}
        self.as_of = as_of
        self.days = {}
        for visit in lists["history"]:
            if "finished" in visit["state"]:
                self.days.setdefault(visit["unit_code"], []).append(visit["state"]["finished"]["on"])

    def allowed(self, code):
        return self.overrides.get(code, self.annual)

    def finished(self, code):
        return sum(day[:4] == self.as_of[:4] and day <= self.as_of for day in self.days.get(code, []))

    def rolling(self, code):
        return sum(year_before(self.as_of) < day <= self.as_of for day in self.days.get(code, []))

    def left(self, code):
        return self.allowed(code) - self.finished(code)


def quota(stratum, size):
    if stratum["ratio"] is None:
        return stratum["count"]
    return share(stratum["ratio"], stratum["rounding"], size)


class Pool:
    """The N listed targets of one stratum and its n members, with their numbers."""

    def __init__(self, stratum, listed, overlap, cap):
        self.listed, self.overlap = listed, overlap
        self.members = [target for target in listed if cap.left(enterprise(target)) > 0]
        self.quota = quota(stratum, len(listed))
        self.draws = min(self.quota, len(self.members))

    def rows(self):
        return [(target["id"], row_of_target(target)) for target in self.members]

    def frame(self, protocol, master):
        return {
            "size": len(self.listed),
            "eligible": len(self.members),
            "quota": self.quota,
            "draws": self.draws,
            "shortfall": self.quota - self.draws,
            "overlap": self.overlap,
            "root": root(protocol, "targets", self.rows(), master),
        }


def pools(task, items, active, cap):
    """The pools of a task, and how many targets no stratum takes."""
    mine = [target for target in active if takes_kind(task, items, target)]
    result, rest = [], mine
    for stratum in task["strata"]:
        listed = [target for target in rest if fits(stratum["criterion"], target)]
        overlap = sum(fits(stratum["criterion"], target) for target in mine) - len(listed)
        result.append(Pool(stratum, listed, overlap, cap))
        rest = [target for target in rest if target not in listed]
    return result, len(active) - sum(len(pool.listed) for pool in result)
