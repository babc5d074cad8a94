//! F6: whoever stands first in the list is not better off, at the size of a district.

use double_random::team::bare::{Officer, Roster, SWEEPS, Visit};

use super::tiny::Teams;
use super::{full, officer, seat, shuffled};

/// Pairs of officers who are alike, counted in shares of the visits over many seeds.
struct Counts {
    shares: usize,
    visits: usize,
    /// For each officer and share.
    counts: Vec<Vec<i64>>,
}

impl Counts {
    fn new(roster: &Roster, shares: usize) -> Self {
        Self { shares, visits: roster.visits.len(), counts: vec![vec![0; shares]; roster.officers.len()] }
    }

    fn add(&mut self, teams: &Teams) {
        for (visit, team) in teams.iter().enumerate() {
            let share = visit * self.shares / self.visits;
            team.iter().for_each(|&who| self.counts[who as usize][share] += 1);
        }
    }

    /// The mean over all pairs (a, a + half) and shares of (how much oftener a came) in its standard deviation.
    fn mean_z(&self) -> f64 {
        let (first, second) = self.counts.split_at(self.counts.len() / 2);
        let pairs = first.iter().flatten().zip(second.iter().flatten());
        let z = pairs.map(|(&one, &other)| (one - other) as f64 / ((one + other).max(1) as f64).sqrt());
        z.sum::<f64>() / first.iter().flatten().count() as f64
    }
}

/// The same teams as if a lottery gave the extra visit of two who are alike to the one who stands first.
fn favouring_low(loads: &[u32], teams: &Teams) -> Teams {
    let half = loads.len() / 2;
    let named = |&who: &u32| {
        let (who, other) = (who as usize, (who as usize + half) % loads.len());
        let (low, high) = (who.min(other), who.max(other));
        (if loads[high] > loads[low] { other } else { who }) as u32
    };
    teams.iter().map(|team| team.iter().map(named).collect()).collect()
}

#[test]
fn f6_the_place_in_the_list_means_nothing() {
    let (visits, officers, seeds, shares) =
        if full() { (20_000, 500, 1_000, 100) } else { (400, 20, 60, 10) };
    // half a turn more than all can have alike, so that a lottery decides
    let visits = visits + officers / 4;
    let roster = Roster {
        officers: (0..officers)
            .map(|at| Officer { region: at % 5, spec: vec![at / 5 % 2], ..officer(4 * visits / officers) })
            .collect(),
        visits: (0..visits)
            .map(|at| Visit { region: at % 5, seats: vec![seat(Some(at / 5 % 2)), seat(None)] })
            .collect(),
        ..Roster::default()
    };
    let half = officers as usize / 2;
    assert!((0..half).all(|at| roster.officers[at] == roster.officers[at + half]), "alike");
    let [mut fair, mut unfair] = [(); 2].map(|()| Counts::new(&roster, shares));
    let mut decided = 0;
    for number in 0..seeds {
        let found = shuffled(number, &roster, SWEEPS).unwrap();
        decided += (0..half).filter(|&at| found.loads[at] != found.loads[at + half]).count();
        fair.add(&found.teams);
        unfair.add(&favouring_low(&found.loads, &found.teams));
    }
    let (fair, unfair) = (fair.mean_z(), unfair.mean_z());
    println!(
        "pooled mean z {fair:.4}, with a lottery that favours low numbers {unfair:.4}; {decided} decided"
    );
    let bound = if full() { 0.02 } else { 0.05 };
    assert!(fair.abs() < bound, "{fair}");
    assert!(unfair.abs() >= bound, "the control: {unfair}");
}
