//! 第十六条 - every target, and every pair of targets, is drawn equally often.
//!
//! Draws of 5 from 100 by ticket, 200,000 of them, or 10 million where `DOUBLE_RANDOM_FULL` is set (`make test-all`).
//! Beside them a control, the skip draw that this library is to replace: it must fail what the tickets pass.
//!
//! # The law of the two statistics
//! Let X(i) count how often target i is drawn in D draws of k from n, and X(ij) how often i and j are drawn together.
//! Pearson's sum of (X - E)^2 / E has no chi-square law here, since the cells of one draw exclude each other: its
//! covariance matrix is no multiple of the identity. What it is follows from the symmetry between targets.
//!
//! Write q1 = k/n, q2 = k(k-1) / n(n-1), q3 and q4 likewise: the chances that 1, 2, 3, 4 given targets are all drawn.
//! - **Targets.** Variance per draw q1 - q1^2, covariance q2 - q1^2. Sums are fixed, so on the n - 1 dimensions left
//!   the matrix is v1 = q1 - q2 times the identity: sum (X - E)^2 / (D v1) is chi-square with n - 1 degrees (99).
//! - **Pairs.** Covariances: q2 - q2^2 with itself, q3 - q2^2 for pairs that share a target, q4 - q2^2 for the others.
//!   Such a matrix has three eigenspaces (Johnson scheme J(n, 2)): constants (fixed sum, nothing left); sums
//!   a(i) + a(j), n - 1 dimensions, which only repeat the targets; and the rest, n(n-3)/2 dimensions (4,850), on which
//!   neighbours count -2 and the others +1, so that its eigenvalue is v2 = q2 - 2 q3 + q4. With d(i) the sum of
//!   deviations over the pairs of i, the part of the targets is sum d(i)^2 / (n - 2); what remains of
//!   sum (X - E)^2, divided by D v2, is chi-square with n(n-3)/2 degrees. For all 4,950 cells together the two are
//!   added, each divided by its own eigenvalue: they are independent, 99 + 4,850 = 4,949 degrees.
//!
//! Keys are fixed, so a run always gives the same number; the bounds are those that a fair draw crosses once in a
//! million on either side. A number far too small would be wrong as well: too even is not random.

use double_random::base::stream::Stream;
use double_random::base::{Key, Suite};
use double_random::directory::TextColumn;
use double_random::draw::{Wanted, smallest};
use rayon::prelude::*;

const TARGETS: usize = 100;
const DRAWN: usize = 5;
/// Draws that one call of the kernel makes, each a stratum of its own with all targets.
const STRATA: usize = 100;

#[test]
fn targets_and_pairs_are_drawn_equally_often_by_ticket_and_not_by_skipping() {
    let draws = if std::env::var_os("DOUBLE_RANDOM_FULL").is_some() { 10_000_000 } else { 200_000 };

    let tickets = Tally::of_draws(draws, by_ticket());
    println!("{draws} draws by ticket: {tickets}");
    assert!(tickets.targets().is_fair(), "{tickets}");
    assert!(tickets.pairs().is_fair(), "{tickets}");

    let skipping = Tally::of_draws(draws, |round| by_skipping(round, 0));
    println!("{draws} draws by skipping: {skipping}");
    assert!(!skipping.pairs().is_fair(), "{skipping}");

    let slipping = Tally::of_draws(draws, |round| by_skipping(round, 1));
    println!("{draws} draws by skipping, with a slip between pages: {slipping}");
    assert!(!slipping.targets().is_fair(), "{slipping}");
    assert!(!slipping.pairs().is_fair(), "{slipping}");
}

/// The mean of each statistic is its degrees of freedom, exactly and for a single draw: so the eigenvalues are right.
#[test]
fn the_law_holds_exactly_over_all_draws_of_a_small_list() {
    for (targets, drawn) in [(6, 3), (7, 2), (8, 5)] {
        let (mut of_targets, mut of_pairs, mut draws) = (0.0, 0.0, 0.0);
        for set in (0..1u32 << targets).filter(|set| set.count_ones() as usize == drawn) {
            let mut tally = Tally::new(targets, drawn);
            tally.add(&(0..targets).filter(|target| set >> target & 1 == 1).collect::<Vec<_>>());
            of_targets += tally.targets().statistic;
            of_pairs += tally.pairs().statistic;
            draws += 1.0;
        }
        let tally = Tally::new(targets, drawn);
        assert!((of_targets / draws - tally.targets().degrees).abs() < 1e-9, "{targets} {drawn}");
        assert!((of_pairs / draws - tally.pairs().degrees).abs() < 1e-9, "{targets} {drawn}");
    }
}

/// 100 draws per round, by the kernel: keys are 0, 1, 2, ..., as alike as keys can be.
fn by_ticket() -> impl Fn(u64) -> Vec<Vec<usize>> + Sync {
    let mut ids = TextColumn::default();
    let mut strata = Vec::new();
    for stratum in 0..STRATA {
        for target in 0..TARGETS {
            ids.push(&format!("91370200{target:010}")).unwrap();
            strata.push(stratum as u16);
        }
    }
    move |round| {
        let wanted = |stratum| Wanted {
            key: Key::from_bytes(Suite::Sha256, u128::from(round * STRATA as u64 + stratum).to_be_bytes()),
            quota: DRAWN as u64,
            candidates: TARGETS as u64,
        };
        let wanted: Vec<Wanted> = (0..STRATA as u64).map(wanted).collect();
        let drawn = smallest(&ids, &strata, &wanted);
        drawn.iter().map(|drawn| drawn.iter().map(|winner| winner.row as usize % TARGETS).collect()).collect()
    }
}

/// The control: one random start, then every 20th row, read in two pages of 50 of which the second begins `slip` rows late.
fn by_skipping(round: u64, slip: usize) -> Vec<Vec<usize>> {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&round.to_be_bytes());
    let mut stream = Stream::new(key);
    let every = TARGETS / DRAWN;
    let row = |place: usize| if place < TARGETS / 2 { place } else { (place + slip).min(TARGETS - 1) };
    (0..STRATA)
        .map(|_| {
            let start = stream.below(every as u64).unwrap() as usize;
            (0..DRAWN).map(|n| row(start + n * every)).collect()
        })
        .collect()
}

/// How often each target and each pair was drawn.
struct Tally {
    targets: usize,
    drawn: usize,
    draws: u64,
    singles: Vec<u64>,
    /// Row by row; only places with row < column are used.
    pairs: Vec<u64>,
}

/// A statistic and the chi-square law that it has if the draw is fair.
struct ChiSquare {
    statistic: f64,
    degrees: f64,
}

impl Tally {
    fn new(targets: usize, drawn: usize) -> Self {
        Self { targets, drawn, draws: 0, singles: vec![0; targets], pairs: vec![0; targets * targets] }
    }

    /// The tally of `draws` draws, 100 of which `round` makes at a time.
    fn of_draws(draws: u64, round: impl Fn(u64) -> Vec<Vec<usize>> + Sync) -> Self {
        let empty = || Self::new(TARGETS, DRAWN);
        let add = |mut tally: Self, n: u64| {
            round(n).iter().for_each(|drawn| tally.add(drawn));
            tally
        };
        (0..draws / STRATA as u64).into_par_iter().fold(empty, add).reduce(empty, Self::plus)
    }

    fn add(&mut self, drawn: &[usize]) {
        assert_eq!(drawn.len(), self.drawn);
        self.draws += 1;
        for &a in drawn {
            self.singles[a] += 1;
            drawn.iter().filter(|b| a < **b).for_each(|b| self.pairs[a * self.targets + b] += 1);
        }
    }

    fn plus(mut self, other: Self) -> Self {
        self.draws += other.draws;
        self.singles.iter_mut().zip(other.singles).for_each(|(to, from)| *to += from);
        self.pairs.iter_mut().zip(other.pairs).for_each(|(to, from)| *to += from);
        self
    }

    /// q1 to q4: the chance that `given` targets are all drawn.
    fn chance(&self, given: usize) -> f64 {
        (0..given).map(|n| (self.drawn as f64 - n as f64) / (self.targets as f64 - n as f64)).product()
    }

    fn targets(&self) -> ChiSquare {
        let draws = self.draws as f64;
        let expected = draws * self.chance(1);
        let squares: f64 = self.singles.iter().map(|count| (*count as f64 - expected).powi(2)).sum();
        let variance = self.chance(1) - self.chance(2);
        ChiSquare { statistic: squares / (draws * variance), degrees: self.targets as f64 - 1.0 }
    }

    fn pairs(&self) -> ChiSquare {
        let (draws, size) = (self.draws as f64, self.targets as f64);
        let expected = draws * self.chance(2);
        let (mut squares, mut of_target) = (0.0, vec![0.0; self.targets]);
        for a in 0..self.targets {
            for b in a + 1..self.targets {
                let deviation = self.pairs[a * self.targets + b] as f64 - expected;
                squares += deviation.powi(2);
                of_target[a] += deviation;
                of_target[b] += deviation;
            }
        }
        let repeated = of_target.iter().map(|d| d * d).sum::<f64>() / (size - 2.0);
        let variance = self.chance(2) - 2.0 * self.chance(3) + self.chance(4);
        let targets = self.targets();
        ChiSquare {
            statistic: targets.statistic + (squares - repeated) / (draws * variance),
            degrees: targets.degrees + size * (size - 3.0) / 2.0,
        }
    }
}

impl ChiSquare {
    /// The bounds that are crossed once in a million on either side (4.753 standard deviations), after
    /// Wilson and Hilferty: the cube root of chi-square over its degrees is very nearly normal.
    fn bounds(&self) -> [f64; 2] {
        let variance = 2.0 / (9.0 * self.degrees);
        [-4.753, 4.753].map(|z| self.degrees * (1.0 - variance + z * variance.sqrt()).powi(3))
    }

    fn is_fair(&self) -> bool {
        let [low, high] = self.bounds();
        (low..high).contains(&self.statistic)
    }
}

impl std::fmt::Display for ChiSquare {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [low, high] = self.bounds();
        write!(f, "{:.1} ({} degrees, fair from {low:.1} to {high:.1})", self.statistic, self.degrees)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "targets {}, pairs {}", self.targets(), self.pairs())
    }
}
