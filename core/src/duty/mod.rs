//! Floor 6: what is due, by which article, until when; and what the record says of how it was done.
//!
//! A [`Docket`] (台账) holds tasks, visits and the histories of their results. From it and today's date follow the open
//! [`Duties`], the [evidence](EvidenceList) that duty was done, [hints](Indicator) for internal use, the
//! [`Figures`] of an assessment and the [list](Manifest) of what is archived. [`Trace`] looks for gaps in a log. Today is an argument; there is no clock here.

mod act;
mod archive;
mod archive_problem;
mod assessment;
mod convention;
mod deadline;
mod docket;
mod duties;
mod evidence;
mod exemption;
mod indicators;
mod problem;
mod reminder;
mod reported;
mod trace;
mod trace_notice;
mod trace_rule;
mod words;

pub use act::{Act, TraceStage};
pub use archive::{Artefact, ArtefactKind, Disposal, Entry, Manifest, Retention, Retentions};
pub use archive_problem::ArchiveError;
pub use assessment::{Figures, FiguresError, Given, Share};
pub use convention::Convention;
pub use deadline::{Due, Matter, Terms, task_end};
pub use docket::{Docket, VisitRef, VisitRun};
pub use duties::{DueBy, Duties, Duty, DutyKind, Subject};
pub use evidence::{Done, DutyDone, EvidenceList};
pub use exemption::{Exemption, Statement, StatementError};
pub use indicators::{Indicator, Shown};
pub use problem::DutyError;
pub use reminder::Reminder;
pub use reported::{Consequence, DelayReason, OtherLiability, Referral, Reported, ReportedError};
pub use trace::{By, Mark, Trace};
pub use trace_notice::TraceNotice;
pub use words::{HEADER_EN, HEADER_ZH};
