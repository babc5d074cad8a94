//! 第六条 - what a trace with gaps means for the inspection (I-6-a).

use super::trace::Trace;
use crate::base::Faults;
use crate::law::RuleSet;

impl Trace {
    /// What the log lacks, as [`Trace::check`] finds it, where the inspection stands all the same.
    ///
    /// ```
    /// use double_random::duty::Trace;
    /// use double_random::law::RuleSet;
    ///
    /// let trace: Trace = serde_json::from_str(r#"{"marks": [{"act": "drawn", "on": "2026-10-08"}]}"#)?;
    /// let mut rules = RuleSet::gaoxin_2023();
    /// assert!(!trace.stands(&rules)?.0.is_empty()); // nothing was sealed before, and it is said
    /// let reading = rules.readings.iter_mut().find(|choice| choice.reading == "I-6-a").ok_or("no such reading")?;
    /// reading.choice = "void".to_owned();
    /// assert!(trace.stands(&rules).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same, where the rule set reads the article so that a gap makes the inspection void (I-6-a).
    #[doc(alias = "第六条")]
    pub fn stands(&self, rules: &RuleSet) -> Result<Faults, Faults> {
        let found = self.check();
        if rules.takes("I-6-a", "void") {
            return found.or(Faults::default());
        }
        Ok(found)
    }
}
