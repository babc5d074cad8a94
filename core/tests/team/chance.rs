//! How likely what was counted is: chi-square, and whether many p-values are uniform.

use super::tiny::WHOLE;

/// The chance that chi-square is at least as large as it was found to be. Cells are (chance in parts of [`WHOLE`], count); those
/// with fewer than five expected are put together.
pub(crate) fn p_value(cells: impl Iterator<Item = (u128, u64)>) -> f64 {
    let mut cells: Vec<(u128, u64)> = cells.collect();
    cells.sort_unstable();
    let draws: u64 = cells.iter().map(|&(_, count)| count).sum();
    let (mut statistic, mut degrees) = (0.0, -1);
    let (mut expected, mut found) = (0.0, 0);
    for (at, &(chance, count)) in cells.iter().enumerate() {
        expected += draws as f64 * chance as f64 / WHOLE as f64;
        found += count;
        if expected >= 5.0 || at + 1 == cells.len() {
            statistic += (found as f64 - expected).powi(2) / expected;
            degrees += 1;
            (expected, found) = (0.0, 0);
        }
    }
    tail(statistic, degrees)
}

/// The chance of a chi-square beyond `statistic`: one less the series of the incomplete gamma function.
fn tail(statistic: f64, degrees: i32) -> f64 {
    let (half, shape) = (statistic / 2.0, f64::from(degrees) / 2.0);
    if half > shape + 12.0 * shape.sqrt() + 30.0 {
        return 0.0; // and the series would lose its digits
    }
    // the logarithm of gamma at shape + 1, from that at 1 or at 1/2
    let odd = degrees % 2 == 1;
    let mut gamma = if odd { std::f64::consts::PI.ln() / 2.0 } else { 0.0 };
    let mut factor = if odd { 0.5 } else { 1.0 };
    while factor <= shape {
        gamma += f64::ln(factor);
        factor += 1.0;
    }
    let mut term = (shape * half.ln() - half - gamma).exp();
    let mut sum = term;
    for n in 1..2 * (half as u32 + 100) {
        term *= half / (shape + f64::from(n));
        sum += term;
    }
    1.0 - sum
}

/// Kolmogorov and Smirnov: whether the largest distance to the uniform law is one that is passed more than once in a thousand times.
pub(crate) fn are_uniform(p_values: &[f64]) -> bool {
    let mut sorted = p_values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let off = |(at, p): (usize, &f64)| (p - at as f64 / count).abs().max(((at + 1) as f64 / count - p).abs());
    let most = sorted.iter().enumerate().map(off).fold(0.0, f64::max);
    most * count.sqrt() < 1.95
}

#[test]
fn tails_are_those_of_the_tables() {
    for (statistic, degrees, chance) in [(3.841, 1, 0.05), (18.307, 10, 0.05), (149.449, 100, 0.001)] {
        assert!((tail(statistic, degrees) - chance).abs() < chance / 1000.0, "{statistic} {degrees}");
    }
    assert!(are_uniform(&(0..40).map(|at| (f64::from(at) + 0.5) / 40.0).collect::<Vec<_>>()));
    assert!(!are_uniform(&(0..40).map(|at| f64::from(at) / 80.0).collect::<Vec<_>>()));
}
