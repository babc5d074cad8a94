//! Rosters without a plan, each short in another way, made of one that has a plan.

use double_random::team::bare::{Infeasible, Officer, Roster, Seat, Teams};

/// A roster without a plan.
pub struct Short {
    pub name: &'static str,
    pub roster: Roster,
    /// The seats that must be assigned directly, where that is known beforehand.
    pub direct: Option<usize>,
    /// Whether pooling all areas helps.
    pub pool: bool,
}

/// The family: `found` is a plan of `roster`.
pub fn shortages(roster: &Roster, found: &Teams) -> Vec<Short> {
    let short = |name, roster, direct, pool| Short { name, roster, direct, pool };
    let seats: usize = found.teams.iter().map(Vec::len).sum();
    // everybody goes exactly as often as in the plan
    let tight = with_caps(roster, |at, _| found.loads[at]);
    let apart = Roster { pool: Vec::new(), ..roster.clone() };
    let tight_apart = Roster { pool: Vec::new(), ..tight.clone() };
    let last_area = roster.areas() as u32 - 1;
    let one_less = |roster: &Roster, of: &dyn Fn(&Officer) -> bool, last: bool| {
        let mut roster = roster.clone();
        let mut those = roster.officers.iter_mut().filter(|who| who.cap > 0 && of(who));
        let one = if last { those.next_back() } else { those.next() };
        one.expect("somebody goes").cap -= 1;
        roster
    };
    let anybody = |_: &Officer| true;
    let missing = |share: usize| {
        let mut left = seats / share;
        let mut roster = tight.clone();
        // one turn of each officer in turn
        while left > 0 {
            for who in roster.officers.iter_mut().filter(|who| who.cap > 0).take(left) {
                who.cap -= 1;
                left -= 1;
            }
        }
        short(
            if share == 100 { "1% of the turns missing" } else { "10% of the turns missing" },
            roster,
            Some(seats / share),
            false,
        )
    };
    let nobody_in = |roster: &Roster, area: u32| {
        with_caps(roster, |at, who| if who.region == area { 0 } else { roster.officers[at].cap })
    };
    let in_area = |area: u32| {
        roster.visits.iter().filter(|visit| visit.region == area).map(|visit| visit.seats.len()).sum()
    };
    vec![
        short("one turn too few, of the last officer", one_less(&tight, &anybody, true), Some(1), false),
        short("one turn too few, of the first officer", one_less(&tight, &anybody, false), Some(1), false),
        short(
            "the last of many areas apart, one turn too few",
            one_less(&tight_apart, &|who| who.region == last_area, true),
            Some(1),
            false,
        ),
        short(
            "every area apart, one turn too few in each",
            each_one_less(&tight_apart),
            Some(roster.areas() as usize),
            false,
        ),
        missing(100),
        missing(10),
        short("one turn of a leader too few, others to spare", leaders(roster, found), Some(1), false),
        short("1% of the leaders' turns missing", one_percent_of_leaders(roster, found), None, false),
        short("one specialist in a hundred missing", specialists(roster), None, false),
        short(
            "an area without officers, neighbours without turns to spare",
            nobody_in(&tight, last_area / 2),
            None,
            false,
        ),
        short(
            "an area apart without officers, others to spare",
            nobody_in(&apart, last_area / 2),
            Some(in_area(last_area / 2)),
            true,
        ),
        short("nobody at all", with_caps(roster, |_, _| 0), Some(seats), false),
    ]
}

/// A ring with nobody to spare, and one turn less.
pub fn ring_short(ring: &Roster) -> Short {
    let mut roster = ring.clone();
    roster.officers[0].cap -= 1;
    Short { name: "a ring, one turn too few", roster, direct: Some(1), pool: false }
}

/// Counted again from the roster alone: more seats than whoever fits them can take.
pub fn check(short: &Short, found: &Infeasible) {
    let Infeasible { shortage, remedies } = found;
    let roster = &short.roster;
    let near = |from: u32, area: u32| {
        from == area || roster.pool.get(area as usize).is_some_and(|row| row.contains(&from))
    };
    let mut listed: Vec<(u32, Vec<&Seat>)> = Vec::new();
    for &(visit, seat) in &shortage.seats {
        let asked = &roster.visits[visit as usize].seats[seat as usize];
        match listed.last_mut().filter(|(last, _)| *last == visit) {
            Some((_, seats)) => seats.push(asked),
            None => listed.push((visit, vec![asked])),
        }
    }
    let supply: u64 = roster
        .officers
        .iter()
        .map(|who| {
            let fits = |(visit, seats): &&(u32, Vec<&Seat>)| {
                near(who.region, roster.visits[*visit as usize].region)
                    && seats.iter().any(|seat| seat.takes(who))
            };
            listed.iter().filter(fits).take(who.cap as usize).count() as u64
        })
        .sum();
    assert!(
        shortage.demand == shortage.seats.len() as u64
            && shortage.supply == supply
            && supply < shortage.demand,
        "{}: {supply}",
        short.name
    );
    assert!(
        remedies.pool == short.pool
            && short.direct.is_none_or(|direct| direct == remedies.direct.len())
            && !remedies.direct.is_empty(),
        "{}: {} {:?}",
        short.name,
        remedies.direct.len(),
        remedies.pool
    );
}

fn with_caps(roster: &Roster, cap: impl Fn(usize, &Officer) -> u32) -> Roster {
    let mut roster = roster.clone();
    for (at, who) in roster.officers.iter_mut().enumerate() {
        who.cap = cap(at, who);
    }
    roster
}

/// The first officer of each area that goes at all goes once less.
fn each_one_less(roster: &Roster) -> Roster {
    let mut done = vec![false; roster.areas() as usize];
    let mut roster = roster.clone();
    for who in roster.officers.iter_mut().filter(|who| who.cap > 0) {
        if !std::mem::replace(&mut done[who.region as usize], true) {
            who.cap -= 1;
        }
    }
    roster
}

/// Whoever may lead goes as often as on the seats for leaders, one of them once less; the others may go twice as often.
fn leaders(roster: &Roster, found: &Teams) -> Roster {
    let mut leads = vec![0; roster.officers.len()];
    found.teams.iter().for_each(|team| leads[team[0] as usize] += 1);
    let last = (0..leads.len()).rfind(|&at| leads[at] > 0).expect("somebody leads");
    leads[last] -= 1;
    with_caps(roster, |at, who| if who.leader { leads[at] } else { 4 * who.cap })
}

/// The same, but of a hundred turns of leaders one is missing: the first officers who lead go once less each.
fn one_percent_of_leaders(roster: &Roster, found: &Teams) -> Roster {
    let mut roster = leaders(roster, found);
    let missing = roster.visits.len() / 100;
    roster
        .officers
        .iter_mut()
        .filter(|who| who.leader && who.cap > 0)
        .take(missing)
        .for_each(|who| who.cap -= 1);
    roster
}

/// Of the first specialty only so many officers are left as can take 99 of 100 seats that ask for it.
fn specialists(roster: &Roster) -> Roster {
    let asked =
        roster.visits.iter().flat_map(|visit| &visit.seats).filter(|seat| seat.spec == Some(0)).count();
    let mut left = asked * 99 / 100;
    let mut roster = roster.clone();
    for who in &mut roster.officers {
        let kept = left.min(who.cap as usize);
        if !who.spec.contains(&0) {
            continue;
        }
        if kept == 0 {
            who.spec.retain(|&spec| spec != 0);
        } else {
            who.cap = kept as u32;
            left -= kept;
        }
    }
    roster
}
