//! What texts say, and where faults stand.

use crate::base::{Faults, Place};

/// Whether `text` says nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The faults of a part, their places written from the whole: `conclusions` in `findings[0]` for example.
pub(crate) fn prefixed(part: &str, mut inner: Faults) -> Faults {
    for fault in &mut inner.0 {
        let field = match &fault.place.field {
            Some(field) => format!("{part}.{field}"),
            None => part.to_owned(),
        };
        fault.place = Place { field: Some(field), ..std::mem::take(&mut fault.place) };
    }
    inner
}

/// Adds the faults of a part, if it has any.
pub(crate) fn within(part: &str, inner: Result<(), Faults>, faults: &mut Faults) {
    if let Err(inner) = inner {
        faults.0.extend(prefixed(part, inner).0);
    }
}
