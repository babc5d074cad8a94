//! The one error of this crate, over the enums of the floors.

use crate::base::calendar::{CalendarError, IcsError};
use crate::base::credit_code::CreditCodeError;
use crate::base::date::DateError;
use crate::base::id::{IdError, SchemeError};
use crate::base::json::{JsonError, ShapeError};
use crate::base::merkle::PathError;
use crate::base::problem::{NoFault, forward, hint};
use crate::base::ratio::RatioError;
use crate::base::stream::StreamError;
use crate::base::suite::HexError;
use crate::base::window::WindowError;
use crate::base::{Faults, Place, Problem};
use crate::directory::{ColumnError, DirectoryError, ItemListError, Unfit};
use crate::disclosure::DisclosureError;
use crate::draw::{self, CeremonyError, DrawError, FrameError, TicketError};
use crate::duty::{ArchiveError, DutyError, FiguresError, ReportedError, StatementError, TraceNotice};
use crate::inspection::InspectionError;
use crate::law::RuleSetError;
use crate::merge::MergeError;
use crate::plan::{
    AnnualError, AnnualNotice, ApplicabilityError, BeaconError, CriterionError, DelegationError, PlanError,
    SourceError, TierError,
};
use crate::record::{RecordError, SqlError};
#[cfg(feature = "tabular")]
use crate::tabular;
use crate::team::{ChangeError, OfficersError, bare::TeamError};
use crate::wire::WireError;

/// Declares [`Error`] from one line a floor: its variant, its type, and what the type speaks of.
macro_rules! floors {
    ($($(#[$meta:meta])* $variant:ident($floor:ty) $doc:literal;)*) => {
        /// Everything that can be wrong with a request. What it says of itself, it says through [`Problem`].
        ///
        /// ```
        /// use double_random::base::{Problem, Ratio};
        /// use double_random::Error;
        ///
        /// let error = Error::from("101%".parse::<Ratio>().unwrap_err());
        /// assert_eq!(error.code(), "ratio-above-one");
        /// assert_eq!(error.article().map(|article| article.citation()), Some("第十七条"));
        /// assert_eq!(error.hint(), "比例应在 0 至 1 之间，百分数要写百分号 / give a ratio from 0 to 1; write the sign of a percentage");
        /// ```
        #[derive(Debug, Clone, PartialEq, thiserror::Error)]
        #[non_exhaustive]
        pub enum Error {
            $( $(#[$meta])* #[doc = $doc] #[error(transparent)] $variant(#[from] $floor), )*
            /// Faults at their places; it speaks with the words of the first.
            #[error(transparent)]
            Faults(#[from] Faults),
        }

        forward!(Error { $($(#[$meta])* $variant,)* Faults });

        /// The codes of each floor.
        const CODES: &[&[&str]] = &[$($(#[$meta])* <$floor>::CODES,)* NoFault::CODES];
    };
}

floors! {
    Id(IdError) "An id.";
    CreditCode(CreditCodeError) "A credit code.";
    Ratio(RatioError) "A ratio.";
    Date(DateError) "A date or moment.";
    Window(WindowError) "A window of days.";
    Calendar(CalendarError) "Working days and terms.";
    Ics(IcsError) "A list of due dates as a file for calendars.";
    Hex(HexError) "A hash or key.";
    Path(PathError) "A path to a root.";
    Stream(StreamError) "A random number.";
    Json(JsonError) "JSON.";
    Shape(ShapeError) "The form of a JSON value.";
    Column(ColumnError) "A list as columns.";
    Criterion(CriterionError) "A predicate.";
    #[cfg(feature = "tabular")] File(tabular::FileError) "A file as a whole.";
    #[cfg(feature = "tabular")] Row(tabular::RowFault) "A row of a file.";
    #[cfg(feature = "tabular")] FileNotice(tabular::Notice) "A second look at a file.";
    Directory(DirectoryError) "A list of the directory.";
    ItemList(ItemListError) "A change of the item list.";
    Unfit(Unfit) "An officer who is no candidate.";
    Rules(RuleSetError) "A rule set.";
    Applicability(ApplicabilityError) "A matter outside the draw.";
    Annual(AnnualError) "The yearly plan.";
    AnnualNotice(AnnualNotice) "A second look at the yearly plan.";
    Tier(TierError) "Ratios and frequencies by tier.";
    Delegation(DelegationError) "Departments and what they entrust.";
    Plan(PlanError) "A round before its seal.";
    Source(SourceError) "A source of the seed.";
    Beacon(BeaconError) "A public beacon.";
    Frame(FrameError) "The pools of a task.";
    Ticket(TicketError) "A stratum by itself.";
    Draw(DrawError) "The way from the seal to the dispatch.";
    Notice(draw::Notice) "A second look before the seal is published.";
    Merge(MergeError) "Visits from dispatched lists.";
    Team(TeamError) "The matching of officers, in indices.";
    Officers(OfficersError) "Officers between the dispatch and the order.";
    Change(ChangeError) "An officer replaced after the match.";
    Inspection(InspectionError) "The result of a visit.";
    Disclosure(DisclosureError) "The history of a result.";
    Duty(DutyError) "What duties are read from.";
    Statement(StatementError) "A statement in somebody's favour.";
    Reported(ReportedError) "What people report of a visit.";
    Trace(TraceNotice) "A gap or a false day in a log.";
    Figures(FiguresError) "The figures of an assessment.";
    Archive(ArchiveError) "The archive of a visit.";
    Record(RecordError) "A record that is to be used further.";
    Sql(SqlError) "A draw as SQL.";
    Wire(WireError) "A request at the door.";
}

/// Every code that this crate can answer with, each once, in the order of the floors.
///
/// ```
/// assert!(double_random::error::codes().any(|code| code == "credit-code-check"));
/// ```
pub fn codes() -> impl Iterator<Item = &'static str> {
    CODES.iter().flat_map(|floor| floor.iter().copied())
}

impl Error {
    /// What to do, in Chinese and English.
    pub fn hint(&self) -> String {
        hint(self as &dyn Problem)
    }

    /// Where it stands, if that is known: the place of the first fault.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Faults(faults) => faults.place(),
            _ => None,
        }
    }
}

impl From<SchemeError> for Error {
    fn from(error: SchemeError) -> Self {
        match error {
            SchemeError::Id(inner) => inner.into(),
            SchemeError::CreditCode(inner) => inner.into(),
        }
    }
}

impl From<CeremonyError> for Error {
    fn from(error: CeremonyError) -> Self {
        match error {
            CeremonyError::Draw(inner) => inner.into(),
            CeremonyError::Source(inner) => inner.into(),
            CeremonyError::Beacon(inner) => inner.into(),
            CeremonyError::Json(inner) => inner.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Article;

    #[test]
    fn speaks_with_the_words_of_the_floor() {
        let floor = "91370200-163562163".parse::<crate::base::Ratio>().unwrap_err();
        let error = Error::from(floor.clone());
        assert_eq!(
            (error.code(), error.article(), error.message_zh(), error.message_en(), error.to_string()),
            (floor.code(), floor.article(), floor.message_zh(), floor.message_en(), floor.to_string()),
        );
        assert_eq!(error.place(), None);
        let credit = crate::base::Scheme::CreditCode.check("1").unwrap_err();
        assert!(matches!(Error::from(credit), Error::CreditCode(CreditCodeError::Length { .. })));
    }

    #[test]
    fn many_faults_speak_as_the_first_and_count_the_rest() {
        let mut faults = Faults::default();
        assert_eq!(Error::from(faults.clone()).code(), "no-fault");
        faults.push(Place::row(3, "ratio"), RatioError::AboveOne { found: "2".to_owned() });
        assert_eq!(Error::from(faults.clone()).message_en(), "ratio `2` is above 1");
        faults.push(Place::row(4, "id"), IdError::Empty);
        let error = Error::from(faults);
        assert_eq!((error.code(), error.article()), ("ratio-above-one", Some(Article::A17)));
        assert_eq!(error.message_zh(), "抽查比例 `2` 大于 1（另有 1 处）");
        assert_eq!(error.message_en(), "ratio `2` is above 1 (and 1 more)");
        assert_eq!(error.place(), Some(Place::row(3, "ratio")));
    }
}
