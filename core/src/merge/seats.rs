//! 第二十条 - the seats of a merged visit.

use std::collections::BTreeMap;

use crate::plan::{ExpertDemand, Seat};

/// Per demand the largest number over the teams, then seats for anybody up to the largest team.
pub(super) fn seats(teams: &[Vec<Seat>]) -> Vec<Seat> {
    let mut most: BTreeMap<&Seat, usize> = BTreeMap::new();
    for team in teams {
        let mut here: BTreeMap<&Seat, usize> = BTreeMap::new();
        team.iter().filter(|seat| !seat.is_open()).for_each(|seat| *here.entry(seat).or_default() += 1);
        for (seat, count) in here {
            let most = most.entry(seat).or_default();
            *most = count.max(*most);
        }
    }
    let mut seats: Vec<Seat> =
        most.into_iter().flat_map(|(seat, count)| std::iter::repeat_n(seat.clone(), count)).collect();
    let largest = teams.iter().map(Vec::len).max().unwrap_or(0);
    let missing = largest.saturating_sub(seats.len());
    seats.extend(std::iter::repeat_n(Seat::default(), missing));
    seats
}

/// Per specialty the largest number of experts over the tasks, sorted.
pub(super) fn experts<'a>(demands: impl Iterator<Item = &'a ExpertDemand>) -> Vec<ExpertDemand> {
    let mut most: BTreeMap<&str, u32> = BTreeMap::new();
    for ExpertDemand { specialty, count } in demands {
        let most = most.entry(specialty).or_default();
        *most = (*most).max(*count);
    }
    let demand = |(specialty, count): (&str, u32)| ExpertDemand { specialty: specialty.to_owned(), count };
    most.into_iter().map(demand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a20p2_of_each_specialty_a_visit_has_as_many_experts_as_one_task_asks_for() {
        let demand = |specialty: &str, count| ExpertDemand { specialty: specialty.to_owned(), count };
        let tasks = [demand("锅炉", 1), demand("燃气", 2), demand("锅炉", 2), demand("燃气", 1)];
        assert_eq!(experts(tasks.iter()), [demand("燃气", 2), demand("锅炉", 2)]);
        assert_eq!(experts([].iter()), []);
    }

    #[test]
    fn a_team_has_what_each_task_needs_and_is_as_large_as_the_largest() {
        let seat = |department: &str, leader| Seat {
            department: Some(department.to_owned()),
            specialty: None,
            leader,
        };
        let gas = vec![seat("gas", false), seat("gas", false), Seat { leader: true, ..Seat::default() }];
        let fire = vec![seat("fire", true), seat("gas", false), Seat::default(), Seat::default()];
        let merged = seats(&[gas.clone(), fire.clone()]);
        let of = |wanted: &Seat| merged.iter().filter(|seat| *seat == wanted).count();
        assert_eq!((of(&seat("gas", false)), of(&seat("fire", true)), merged.len()), (2, 1, 4));
        // five tasks for two officers stay at two
        let plain = vec![Seat { leader: true, ..Seat::default() }, Seat::default()];
        assert_eq!(seats(&vec![plain; 5]).len(), 2);
        assert_eq!(seats(&[fire, gas]), merged);
    }
}
