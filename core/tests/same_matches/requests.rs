//! Requests made up from numbers: some hundred small matches, two large ones, and long lists to draw from.

use std::fmt::Write;

use double_random::base::stream::Stream;

/// How many small matches there are.
const SMALL: u32 = 300;

/// The requests, one a line.
pub(crate) fn requests() -> String {
    let mut lines = String::new();
    for number in 0..SMALL {
        let mut choices = Choices::of(number);
        let sizes = Sizes {
            officers: 3 + choices.below(12),
            visits: 1 + choices.below(15),
            areas: 1 + choices.below(4),
        };
        writeln!(lines, "{}", choices.matching(sizes)).ok();
    }
    for (number, areas) in [(SMALL, 1), (SMALL + 1, 40)] {
        let sizes = Sizes { officers: 500, visits: 20_000, areas };
        writeln!(lines, "{}", Choices::of(number).matching(sizes)).ok();
    }
    for (number, ids) in [(SMALL + 2, 1_000), (SMALL + 3, 60_000)] {
        writeln!(lines, "{}", Choices::of(number).drawing(ids)).ok();
    }
    lines
}

struct Sizes {
    officers: u64,
    visits: u64,
    areas: u64,
}

struct Choices(Stream);

impl Choices {
    fn of(number: u32) -> Self {
        let mut key = [7; 32];
        key[..4].copy_from_slice(&number.to_le_bytes());
        Self(Stream::new(key))
    }

    fn below(&mut self, n: u64) -> u64 {
        self.0.below(n).unwrap_or_default()
    }

    fn hex(&mut self, words: u32) -> String {
        (0..words).map(|_| format!("{:016x}", self.0.word())).collect()
    }

    /// Caps leave a little room, so that small ones have no plan now and then.
    fn matching(&mut self, sizes: Sizes) -> String {
        let Sizes { officers, visits, areas } = sizes;
        let cap = visits * 5 / 2 / officers + 2;
        let seed = self.hex(4);
        let neighbours = listed(areas, |area| format!("[{}]", (area + 1) % areas));
        let people = listed(officers, |n| {
            let (leader, spec, extra) = (self.below(3) > 0, self.below(3), self.below(3));
            format!(
                r#"{{"region":{},"dept":{},"spec":[{spec}],"leader":{leader},"cap":{}}}"#,
                n % areas,
                self.below(2),
                cap + extra
            )
        });
        let calls = listed(visits, |n| {
            let team = listed(2 + self.below(2), |seat| match (seat, self.below(8)) {
                (0, _) => r#"{"leader":true}"#.to_owned(),
                (_, 0) => r#"{"dept":1}"#.to_owned(),
                (_, 1) => format!(r#"{{"spec":{}}}"#, n % 3),
                _ => "{}".to_owned(),
            });
            format!(r#"{{"region":{},"seats":[{team}]}}"#, self.below(areas))
        });
        let recusals = listed(visits / 10, |_| format!("[{},{}]", self.below(officers), self.below(visits)));
        let sweeps = if visits > 100 {
            20
        } else {
            [0, 1, 20, 100].into_iter().nth(self.below(4) as usize).unwrap_or(0)
        };
        format!(
            r#"{{"verb":"match","args":{{"seed":"{seed}","pool":[{neighbours}],"officers":[{people}],"visits":[{calls}],"recusals":[{recusals}],"sweeps":{sweeps}}}}}"#
        )
    }

    fn drawing(&mut self, ids: u64) -> String {
        let key = self.hex(2);
        let listed = listed(ids, |n| format!("\"{:018}\"", n * 7_919));
        format!(r#"{{"verb":"draw-stratum","args":{{"key":"{key}","ids":[{listed}],"quota":{}}}}}"#, ids / 20)
    }
}

fn listed(count: u64, entry: impl FnMut(u64) -> String) -> String {
    (0..count).map(entry).collect::<Vec<_>>().join(",")
}
