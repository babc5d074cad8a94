//! 第十六条 - how strong a seed will be: whether the authority alone could have chosen it, and why.
//!
//! # The rule
//! Targets are drawn at random.
//!
//! # Reading
//! A seed is strong where somebody outside, or a public lottery, must have a hand in it. Whoever runs a chain of values
//! chooses them, so only the known public chains count; a value typed by one person is weak, and is called so.

use serde::{Deserialize, Serialize};

use super::ceremony::CeremonyPlan;

/// Results that dice and balls must be able to have.
const ENOUGH: u128 = 1 << 64;

/// Whether the authority alone could have chosen the seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// A known public beacon, at least 64 bits of dice or balls, or two parties outside the authority.
    Strong,
    /// Anything less, a bare seed above all.
    Weak,
}

impl CeremonyPlan {
    /// How strong the seed will be.
    pub fn strength(&self) -> Strength {
        if self.strong_by().is_some() { Strength::Strong } else { Strength::Weak }
    }

    /// How strong, and why, in Chinese and English.
    pub fn strength_in_words(&self) -> [String; 2] {
        if let Some([zh, en]) = self.strong_by() {
            return [format!("强度：强，{zh}"), format!("strength: strong, {en}")];
        }
        let [mut zh, mut en] = [Vec::new(), Vec::new()];
        if let Some(beacon) = &self.beacon {
            zh.push(format!("`{}` 不是内置的公开链，其值可由运行者选定", beacon.source));
            en.push(format!(
                "`{}` is none of the known public chains and whoever runs it chooses its values",
                beacon.source
            ));
        }
        if !self.parties.is_empty() {
            zh.push(format!("单位之外的见证人有 {} 名，须有 2 名", self.outside()));
            en.push(format!("{} parties stand outside the authority where 2 are asked for", self.outside()));
        }
        if !self.typed.is_empty() {
            zh.push("录入的值可能的结果不足 2^64 种".to_owned());
            en.push("the typed values have fewer than 2^64 possible results".to_owned());
        }
        [format!("强度：弱，{}", zh.join("；")), format!("strength: weak, {}", en.join(", "))]
    }

    /// What nobody of the authority could have chosen alone.
    fn strong_by(&self) -> Option<[String; 2]> {
        if let Some(beacon) = self.beacon.as_ref().filter(|beacon| beacon.is_public()) {
            let source = &beacon.source;
            return Some([
                format!("公开链 `{source}` 的值无人能预知"),
                format!("nobody knows the next value of `{source}`"),
            ]);
        }
        let outside = self.outside();
        if outside >= 2 {
            return Some([
                format!("{outside} 名单位之外的见证人各有密值"),
                format!("{outside} parties outside the authority have secrets of their own"),
            ]);
        }
        // two sources of 2^64 results each would overflow
        let results =
            self.typed.iter().fold(1, |all: u128, source| all.saturating_mul(source.results()).min(ENOUGH));
        (results >= ENOUGH).then(|| {
            [
                "骰子或摇号球有 2^64 种以上的结果".to_owned(),
                "dice and balls have 2^64 results or more".to_owned(),
            ]
        })
    }

    fn outside(&self) -> usize {
        self.parties.iter().filter(|party| party.outside).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Digest;
    use crate::plan::{BeaconPlan, PartyPlan};

    fn plan(sources: &[&str]) -> CeremonyPlan {
        let typed = sources.iter().map(|text| text.parse().unwrap()).collect();
        CeremonyPlan { typed, ..CeremonyPlan::default() }
    }

    #[test]
    fn twenty_five_dice_are_strong_and_twenty_four_are_not() {
        let strength = |sources: &[&str]| plan(sources).strength();
        assert_eq!((strength(&["dice-25"]), strength(&["dice-24"])), (Strength::Strong, Strength::Weak));
        assert_eq!(
            (strength(&["dice-12", "dice-13"]), strength(&["bare"])),
            (Strength::Strong, Strength::Weak)
        );
        // two that are each enough are not too much
        assert_eq!(strength(&["dice-25", "dice-25"]), Strength::Strong);
        assert_eq!(strength(&["balls-90-12", "dice-1000", "bare"]), Strength::Strong);
        // 90 * 89 * ... * 81 = 2.08e19 is above 2^64, nine balls are not
        assert_eq!(
            (strength(&["balls-90-10"]), strength(&["balls-90-9"])),
            (Strength::Strong, Strength::Weak)
        );
    }

    fn parties(second: bool) -> CeremonyPlan {
        let party = |name: &str, outside| PartyPlan {
            party: name.parse().unwrap(),
            commitment: Digest([0; 32]),
            outside,
        };
        CeremonyPlan { parties: vec![party("a", true), party("b", second)], ..CeremonyPlan::default() }
    }

    #[test]
    fn two_parties_outside_are_strong_and_one_is_not() {
        assert_eq!((parties(true).strength(), parties(false).strength()), (Strength::Strong, Strength::Weak));
    }

    #[test]
    fn a16_only_a_known_public_chain_is_strong_and_words_say_why() {
        let known = BeaconPlan::known("drand-quicknet").unwrap();
        let with = |beacon: BeaconPlan, plan: CeremonyPlan| CeremonyPlan { beacon: Some(beacon), ..plan };
        assert_eq!(with(known.clone(), CeremonyPlan::bare()).strength(), Strength::Strong);
        let own = BeaconPlan { source: "our-chain".to_owned(), ..known };
        let weak = with(own.clone(), parties(false));
        assert_eq!(weak.strength(), Strength::Weak);
        let [zh, en] = weak.strength_in_words();
        assert!(zh.contains("`our-chain` 不是") && zh.contains("有 1 名"), "{zh}");
        assert!(en.contains("whoever runs it chooses its values") && en.contains("1 parties"), "{en}");
        // beside two parties it does no harm
        let strong = with(own, parties(true));
        assert_eq!(strong.strength(), Strength::Strong);
        assert!(strong.strength_in_words()[1].starts_with("strength: strong, 2 parties"));
    }
}
