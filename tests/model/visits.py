"""Merging, section 9 of core/docs/DRAW-SPEC.md: what several records dispatched to one unit, as visits."""

LEADER = {"department": None, "specialty": None, "leader": True}
ANYBODY = {"department": None, "specialty": None, "leader": False}


def calls(unit, rounds):
    """Every target with a task that drew it, as far as it is this unit's."""
    for record in rounds:
        tasks = {each["task"]["id"]: each["task"] for each in record["seal"]["tasks"]}
        for sent in record["result"]["dispatch"]:
            for target in [target for batch in sent["batches"] for target in batch]:
                for task in map(tasks.get, target["tasks"]):
                    if unit == (task["joint"]["lead"] if task["joint"] else sent["unit"]):
                        yield {"target": target["id"], "seal": record["digest"], "task": task}


def visits_of(unit, rounds):
    merged_apart = {}
    for call in calls(unit, rounds):
        joint = call["task"]["joint"]
        merged_apart.setdefault((call["target"], joint and joint["id"]), []).append(call)
    visits = []
    for (target, joint), rest in merged_apart.items():
        rest.sort(key=order_of_call)
        while rest:
            day = rest[0]["task"]["window"]["end"]
            holds = lambda call: call["task"]["window"]["start"] <= day <= call["task"]["window"]["end"]
            visits.append(visit(target, joint, [call for call in rest if holds(call)]))
            rest = [call for call in rest if not holds(call)]
    return sorted(visits, key=order_of_visit)


def order_of_call(call):
    window = call["task"]["window"]
    return window["end"], window["start"], call["seal"], call["task"]["id"]


def order_of_visit(visit):
    window, joint = visit["window"], visit["joint"]
    return visit["target"], window["start"], window["end"], joint is not None, joint or ""


def visit(target, joint, together):
    tasks = [call["task"] for call in together]
    return {
        "target": target,
        "joint": joint,
        "lead_department": tasks[0]["joint"]["lead_department"] if joint else None,
        "window": {
            "start": max(task["window"]["start"] for task in tasks),
            "end": min(task["window"]["end"] for task in tasks),
        },
        "tasks": sorted(
            ({"seal": call["seal"], "task": call["task"]["id"]} for call in together),
            key=lambda each: (each["seal"], each["task"]),
        ),
        "items": sorted({item for task in tasks for item in task["items"]}),
        "area": None,
        "seats": seats(list(map(seats_of_task, tasks))),
        "experts": experts([demand for task in tasks for demand in task["experts"]]),
    }


def seats_of_task(task):
    joint = task["joint"]
    if task["seats"] is not None:
        return task["seats"]
    if joint is None:
        return [LEADER, ANYBODY]
    lead, other = ({"department": joint[name]} for name in ["lead_department", "department"])
    return [LEADER | lead, ANYBODY | lead] + ([ANYBODY | other] * 2 if other != lead else [])


def experts(demands):
    """Of each specialty as many as one of the tasks asks for."""
    names = sorted({demand["specialty"] for demand in demands})
    most = lambda name: max(demand["count"] for demand in demands if demand["specialty"] == name)
    return [{"specialty": name, "count": most(name)} for name in names]


def key_of_seat(seat):
    texts = [(seat[name] is not None, seat[name] or "") for name in ["department", "specialty"]]
    return (*texts, seat["leader"])


def seats(teams):
    """Of each kind as many as one of the tasks has, then seats for anybody up to the largest team."""
    kinds = {key_of_seat(seat): seat for team in teams for seat in team if seat != ANYBODY}
    asked = [kinds[key] for key in sorted(kinds) for _ in range(max(team.count(kinds[key]) for team in teams))]
    return asked + [ANYBODY] * (max(map(len, teams)) - len(asked))
