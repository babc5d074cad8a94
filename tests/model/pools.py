"""Sections 2 and 3 of core/docs/DRAW-SPEC.md: lists, predicates, the cap's counts, pools."""

from primitives import canonical, merkle, salt, share, tagged_hash


def row_of_target(target):
    columns = ["area", "credit", "id", "kind", "risk", "scale", "site_id", "unit_code"]
    row = {column: target.get(column) for column in columns}
    row |= {column: None for column in ["site_id", "unit_code"] if row[column] == row["id"]}
    return row | {"attributes": target.get("attributes", {}), "status": target.get("status", "active")}


def row_of_visit(visit):
    columns = ["id", "unit_code", "site_id", "unit", "state"]
    row = {column: visit.get(column) for column in columns} | {"kind": kind(visit)}
    return row | ({"former": visit["former"]} if visit.get("former") else {})


def kind(visit):
    return visit.get("kind", "random")


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


def choices(rules):
    return {each["reading"]: each["choice"] for each in rules["readings"]}


KINDS = ["random", "daily", "case", "special", "special-from-above"]


class Cap:
    """How often each enterprise may still be drawn, or each place."""

    def __init__(self, lists, rules, as_of):
        self.annual, self.counts, self.term = rules["annual_cap"], rules["cap_counts"], rules["licence_term"]
        self.reading, self.as_of = choices(rules), as_of
        self.by_site = self.reading["I-14-2b"] == "site"
        self.overrides = {override["unit_code"]: override["allowed"] for override in lists["overrides"]}
        self.visits, self.licences = {}, {}
        for visit in lists["history"]:
            place = visit.get("site_id") or visit["unit_code"]
            self.visits.setdefault(place if self.by_site else visit["unit_code"], []).append(visit)
        for target in lists["targets"]:
            if licence := self.licence(target):
                self.licences.setdefault(self.code(target), []).append(licence)

    def code(self, target):
        """Under which code the target counts."""
        return site(target) if self.by_site else enterprise(target)

    def licence(self, target):
        """The first day of the licence in force."""
        if self.reading["I-14-2a"] != "licence-term":
            return None
        first, last = (target.get("attributes", {}).get(self.term[end]) for end in ["from", "to"])
        return first if first and first <= self.as_of <= last else None

    def allowed(self, code):
        return self.overrides.get(code, self.annual)

    def days(self, code, kinds):
        """The days of the finished visits, apart for each enterprise that is one with the others today."""
        days = {}
        for visit in self.visits.get(code, []):
            if "finished" in visit["state"] and kind(visit) in kinds:
                made_at = visit.get("former") or visit["unit_code"]
                days.setdefault(made_at, []).append(visit["state"]["finished"]["on"])
        return days.values()

    def between(self, code, kinds):
        first = min(self.licences.get(code, [f"{self.as_of[:4]}-01-01"]))
        apart = self.days(code, kinds)
        if self.reading["I-14-2a"] == "twelve-months-back":
            return self.in_year(apart)
        return max((sum(first <= day <= self.as_of for day in days) for days in apart), default=0)

    def in_year(self, apart):
        return max((sum(year_before(self.as_of) < day <= self.as_of for day in days) for days in apart), default=0)

    def finished(self, code):
        return self.between(code, self.counts)

    def every_kind(self, code):
        return self.between(code, KINDS)

    def rolling(self, code):
        return self.in_year(self.days(code, self.counts))

    def left(self, code):
        return self.allowed(code) - self.finished(code)

    def on_lead(self, code):
        """Whether an inspection on a lead is open that takes it out."""
        open_case = lambda visit: kind(visit) == "case" and "open" in visit["state"]
        return self.reading["I-2-2a"] == "enterprise" and any(map(open_case, self.visits.get(code, [])))

    def excluded_by(self, code):
        return "A2P2I2" if self.on_lead(code) else "A14P2" if self.left(code) <= 0 else None

    def is_planned(self, visit):
        """Whether an open visit counts."""
        is_open = "open" in visit["state"] and self.reading["I-14-2c"] != "finished-only"
        return is_open and kind(visit) in self.counts


def quota(stratum, size):
    if stratum["ratio"] is None:
        return stratum["count"]
    return share(stratum["ratio"], stratum["rounding"], size)


class Pool:
    """The N listed targets of one stratum and its n members, with their numbers."""

    def __init__(self, stratum, listed, overlap, cap):
        self.listed, self.overlap = listed, overlap
        self.members = [target for target in listed if cap.excluded_by(cap.code(target)) is None]
        base = self.members if cap.reading["I-17-b"] == "after-cap" else listed
        self.quota = quota(stratum, len(base))
        if overlap and cap.reading["I-17-a"] == "refuse":
            raise ValueError("strata overlap")
        if len(self.members) < 5 and cap.reading["I-17-c"] == "refuse":
            raise ValueError("a stratum is too narrow")
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
