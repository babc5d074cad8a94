//! 第十六条 - a seed is new: nothing of which it is made was public before its seal.
//!
//! # The rule
//! Targets are drawn at random.
//!
//! # Reading
//! Whoever knows a value beforehand words the seal until a favourite comes out. A secret is public once it was revealed,
//! whoever's it is; dice and balls that show at another ceremony what chance would not show twice were not thrown again.
//!
//! # Example
//! [`OfficersSealed::seed`](crate::team::OfficersSealed::seed) refuses what stood at the ceremonies before.

use super::ceremony::{Ceremony, Reveal};
use super::ending::Promised;
use crate::base::Id;
use crate::plan::Source;

/// Chance shows the same twice once in so many times: what is rarer is no chance.
const BY_CHANCE: u128 = 1 << 32;

impl Ceremony {
    /// The party whose secret was revealed at the ceremony `earlier`, by whomever.
    pub(crate) fn secret_from(&self, earlier: &Self) -> Option<&Id> {
        let known = |reveal: &&Reveal| earlier.parties.iter().any(|old| old.secret == reveal.secret);
        self.parties.iter().find(known).map(|reveal| &reveal.party)
    }

    /// Whether the typed values that stood at the ceremony `earlier` too, whatever their source, are more than chance.
    pub(crate) fn typed_from(&self, earlier: &Self) -> bool {
        let again =
            self.typed.iter().filter(|typed| earlier.typed.iter().any(|old| old.value == typed.value));
        let results = again.map(|typed| match typed.source {
            // a person thought of it twice
            Source::Bare => BY_CHANCE,
            source => source.results(),
        });
        results.fold(1, u128::saturating_mul) >= BY_CHANCE
    }

    /// Whether the value of the beacon is that of the ceremony `earlier`.
    pub(crate) fn beacon_from(&self, earlier: &Self) -> bool {
        let value = |ceremony: &Self| ceremony.beacon.as_ref().map(|beacon| beacon.value);
        value(self).is_some_and(|own| value(earlier) == Some(own))
    }
}

impl Promised<'_> {
    /// The place of the party that committed to a secret revealed at the ceremony `earlier`.
    pub(crate) fn public_since(&self, earlier: &Ceremony) -> Option<(usize, &Id)> {
        self.plan.parties.iter().enumerate().find_map(|(at, plan)| {
            let known = earlier.parties.iter().any(|reveal| {
                let again = Reveal { party: plan.party.clone(), secret: reveal.secret };
                again.commitment(self.protocol, self.name) == plan.commitment
            });
            known.then_some((at, &plan.party))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Beacon, Typed};

    fn typed(values: &[(&str, &str)]) -> Ceremony {
        let one = |&(source, value): &(&str, &str)| Typed {
            source: source.parse().unwrap(),
            value: value.to_owned(),
        };
        Ceremony { typed: values.iter().map(one).collect(), ..Ceremony::default() }
    }

    #[test]
    fn a16_what_chance_does_not_show_twice_was_not_thrown_twice() {
        let again = |values: &[(&str, &str)]| typed(values).typed_from(&typed(values));
        // 6^12 = 2.2e9 is below 2^32 = 4.3e9, 6^13 above
        assert!(!again(&[("dice-12", "123456123456")]) && again(&[("dice-13", "1234561234561")]));
        assert!(again(&[("dice-12", "123456123456"), ("dice-3", "616")]) && !again(&[("dice-3", "616")]));
        assert!(again(&[("bare", "7")]) && !again(&[]));
        assert!(!typed(&[("bare", "7")]).typed_from(&typed(&[("bare", "8")])));
        // another name of the source makes no other value of it
        assert!(typed(&[("bare", "1234561234561")]).typed_from(&typed(&[("dice-13", "1234561234561")])));
    }

    #[test]
    fn a16_a_secret_is_known_whoever_revealed_it() {
        let of = |party: &str, byte| Ceremony {
            parties: vec![Reveal { party: party.parse().unwrap(), secret: [byte; 32] }],
            ..Ceremony::default()
        };
        assert_eq!(of("press", 1).secret_from(&of("notary", 1)).unwrap().as_str(), "press");
        assert_eq!(of("press", 1).secret_from(&of("press", 2)), None);
        let beacon = |round: u32| Ceremony::of_beacon(Beacon::signed("b", round.into(), "ab").unwrap());
        assert!(beacon(1).beacon_from(&beacon(2)) && !beacon(1).beacon_from(&of("press", 1)));
    }
}
