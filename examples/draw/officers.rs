//! 第十一条 - the directory of officers, and their leave where it stands in a list of its own.

use std::collections::BTreeMap;

use double_random::base::json::JsonError;
use double_random::base::{Date, Protocol, Scheme, Window};
use double_random::directory::load;
use double_random::directory::{Officer, Officers};
use double_random::plan::Provenance;
use double_random::tabular::{self, CellKind, ColumnSpec, Reading, Receipt, Row, Schema};

use super::failure::Failure;
use super::input::Material;
use super::lists::came_from;

const fn column(
    field: &'static str,
    aliases: &'static [&'static str],
    kind: CellKind,
    required: bool,
) -> ColumnSpec {
    ColumnSpec { field, aliases, kind, required }
}

/// 休假名单 - a row an absence; without a last day it is one day.
static LEAVE: Schema = Schema {
    list: "leave",
    columns: &[
        column(
            "officer",
            &["人员编号", "执法人员编号", "工号", "执法证号", "officer"],
            CellKind::Id(Scheme::Ascii),
            true,
        ),
        column("start", &["起", "休假起", "开始日期", "起始日期", "start"], CellKind::Date, true),
        column("end", &["止", "休假止", "结束日期", "截止日期", "end"], CellKind::Date, false),
    ],
    key: &[],
};

/// The officers with the receipts of their files.
pub(crate) struct OfficerList {
    /// With their leave.
    pub(crate) officers: Officers,
    receipt: Receipt,
    leave: Option<Receipt>,
}

impl OfficerList {
    /// Reads the officers of `material`; `None` where no file is given.
    pub(crate) fn read(material: &Material) -> Result<Option<Self>, Failure> {
        let Some(file) = &material.officers else { return Ok(None) };
        let load::Loaded { mut list, receipt, .. } =
            load::officers(&file.source(), &material.officers_reading)?;
        let mut leave = None;
        if let Some(file) = &material.leave {
            let Reading { rows, receipt } = tabular::read(&file.source(), &LEAVE, &material.leave_reading)?;
            let by_name = by_name(&list);
            for row in rows.iter() {
                add_leave(&row, &by_name, &mut list)?;
            }
            leave = Some(receipt);
        }
        Ok(Some(Self { officers: Officers::new(list)?, receipt, leave }))
    }

    pub(crate) fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        [&self.receipt].into_iter().chain(&self.leave)
    }

    /// Where the list came from, after what the match says of itself.
    pub(crate) fn provenance(
        &self,
        stated: Option<Vec<Provenance>>,
        protocol: Protocol,
    ) -> Result<Vec<Provenance>, JsonError> {
        let mut known = stated.unwrap_or_default();
        if known.iter().all(|provenance| provenance.list != self.receipt.list) {
            known.push(came_from(&self.receipt, protocol)?);
        }
        Ok(known)
    }
}

/// The place of each officer, by id and by certificate.
fn by_name(list: &[Officer]) -> BTreeMap<String, usize> {
    let names = list.iter().enumerate().flat_map(|(at, officer)| {
        let certificate = officer.certificate.iter().map(|certificate| certificate.number.to_string());
        certificate.chain([officer.id.to_string()]).map(move |name| (name, at))
    });
    names.collect()
}

fn add_leave(row: &Row<'_>, by_name: &BTreeMap<String, usize>, list: &mut [Officer]) -> Result<(), Failure> {
    let name = row.get("officer").unwrap_or_default();
    let Some(officer) = by_name.get(name).and_then(|&at| list.get_mut(at)) else {
        return Err(Failure::leave(row.number(), name));
    };
    let day = |field| row.get(field).map(str::parse::<Date>).transpose().map_err(Failure::problem);
    let Some(start) = day("start")? else { return Ok(()) };
    officer.leave.push(Window::new(start, day("end")?.unwrap_or(start)).map_err(Failure::problem)?);
    Ok(())
}
