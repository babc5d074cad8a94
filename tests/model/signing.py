"""Who may sign in a match and when, section 9 of core/docs/DRAW-SPEC.md, written from that page and from nothing else."""


class Signing:
    """`rounds` are the records of the lists that are matched."""

    def __init__(self, sealed, rounds, held_at=None):
        self.own = sealed["approvals"] or []
        self.rounds = [approval for record in rounds for approval in record["seal"]["approvals"] or []]
        self.rounds += [record["result"]["lock"] for record in rounds if record["result"]["lock"]]
        self.listed = max((approval["date"] for approval in self.rounds), default="")
        self.sealed = (sealed["sealed_at"] or "")[:10]
        self.held = (held_at or "")[:10]

    def after_draw(self, since=""):
        return max(self.listed, self.sealed, self.held, since, *(approval["date"] for approval in self.own))

    def check(self, approval, earliest, latest="", what="signature"):
        prepared = [each["person"].strip() for each in self.rounds + self.own if each["role"] == "preparer"]
        person, day = approval["person"].strip(), approval["date"]
        late = latest and day > latest
        if approval["role"] != "approver" or not person or person in prepared or day < earliest or late:
            raise ValueError(f"{approval} is no {what}")

    def check_own(self):
        prepared = [each["person"].strip() for each in self.rounds if each["role"] == "preparer"]
        for each in self.own:
            late = self.sealed and each["date"] > self.sealed
            if each["date"] < self.listed or late or each["role"] == "approver" and each["person"].strip() in prepared:
                raise ValueError(f"{each} cannot stand in the seal")

    def check_sealed(self, approval, since=""):
        self.check(approval, max(self.listed, since), self.sealed)

    def check_later(self, approval):
        self.check(approval, self.after_draw())

    def check_decision(self, approval, consent):
        self.check(approval, max(self.listed, self.sealed), consent["date"], "decision")
