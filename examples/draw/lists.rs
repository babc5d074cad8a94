//! The lists: read with their receipts, put together to a directory.

use std::mem::take;

use double_random::base::json::JsonError;
use double_random::base::{Faults, Int53, Protocol};
use double_random::directory::load::{self, Loaded, UnitTable};
use double_random::directory::{Area, Directory, PastVisit, Targets, UnitName};
use double_random::plan::{Provenance, Round};
use double_random::record;
use double_random::tabular::Receipt;
use double_random::team::Neighbours;

use super::failure::Failure;
use super::input::Material;
use super::officers::OfficerList;

/// The lists of a round.
pub(crate) struct Lists {
    pub(crate) directory: Directory,
    /// Its list went into the directory; receipt and rows of the file stay.
    targets: Loaded<Targets>,
    history: Option<Loaded<Vec<PastVisit>>>,
    units: Option<Loaded<UnitTable>>,
    areas: Vec<Area>,
    pub(crate) officers: Option<OfficerList>,
}

impl Lists {
    /// Reads every file of `material`.
    pub(crate) fn read(material: &Material) -> Result<Self, Failure> {
        let Material { scheme, reading, history_reading, round, .. } = material;
        let mut targets = load::targets(&material.targets.source(), *scheme, reading)?;
        let history = material.history.as_ref();
        let history =
            history.map(|file| load::history(&file.source(), *scheme, history_reading)).transpose()?;
        let units = material.units.as_ref();
        let units = units.map(|file| load::units(&file.source(), &Default::default())).transpose()?;
        let mut areas = round.units.clone();
        let mut names = round.unit_names.clone();
        for table in units.iter().map(|units| &units.list) {
            areas.extend(table.areas.iter().cloned());
            let new = |name: &&UnitName| round.unit_names.iter().all(|known| known.id != name.id);
            names.extend(table.names.iter().filter(new).cloned());
        }
        let table = Directory::builder().units(areas.clone()).unit_names(names.clone()).build()?;
        targets.warn_unknown_areas(table.units());
        let built = Directory::builder()
            .scheme(*scheme)
            .items(round.items.clone())
            .target_columns(take(&mut targets.list))
            .history(history.as_ref().map(|history| history.list.clone()).unwrap_or_default())
            .units(areas.clone())
            .unit_names(names)
            .build();
        let officers = OfficerList::read(material)?;
        let lists = Self { directory: Directory::default(), targets, history, units, areas, officers };
        match built {
            Ok(directory) => Ok(Self { directory, ..lists }),
            Err(faults) => Err(lists.located(faults).into()),
        }
    }

    /// The receipts of all files.
    pub(crate) fn receipts(&self) -> Vec<&Receipt> {
        let officers = self.officers.iter().flat_map(OfficerList::receipts);
        self.first_receipts().into_iter().chain(officers).collect()
    }

    /// Those of the lists that targets are drawn from.
    fn first_receipts(&self) -> Vec<&Receipt> {
        let history = self.history.iter().map(|history| &history.receipt);
        let units = self.units.iter().map(|units| &units.receipt);
        [&self.targets.receipt].into_iter().chain(history).chain(units).collect()
    }

    /// Whether a column of the targets is read as their area.
    pub(crate) fn has_area(&self) -> bool {
        self.targets.receipt.columns.iter().any(|column| column.field == "area")
    }

    /// Faults of later steps, at their rows in the files.
    pub(crate) fn located(&self, faults: Faults) -> Faults {
        let faults = self.targets.located(faults);
        match &self.history {
            Some(history) => history.located(faults),
            None => faults,
        }
    }

    /// `round` with where its lists came from, unless it says so itself.
    pub(crate) fn provenance(&self, mut round: Round) -> Result<Round, JsonError> {
        let protocol = round.protocol();
        let mut known = round.provenance.take().unwrap_or_default();
        for receipt in self.first_receipts() {
            if known.iter().all(|provenance| provenance.list != receipt.list) {
                known.push(came_from(receipt, protocol)?);
            }
        }
        Ok(Round { provenance: Some(known), ..round })
    }

    /// The lists as a checker hands them to `verify`.
    pub(crate) fn for_verify(&self, material: &Material) -> record::Lists {
        let targets = self.directory.targets();
        record::Lists {
            items: material.round.items.clone(),
            targets: (0..targets.len()).filter_map(|row| targets.target(row)).collect(),
            history: self.directory.history().visits().to_vec(),
            units: self.areas.clone(),
            overrides: material.round.round.overrides.clone(),
            plans: material.round.plans.clone(),
            officers: self.officers.as_ref().map(|list| list.officers.all().to_vec()).unwrap_or_default(),
            experts: material.round.experts.clone(),
            ..record::Lists::default()
        }
    }

    /// The areas of the table of units, none of which helps another.
    pub(crate) fn areas_alone(&self) -> Vec<Neighbours> {
        let row = |area: &Area| Neighbours { area: area.area.clone(), neighbours: Vec::new() };
        self.areas.iter().map(row).collect()
    }
}

/// Where a list came from, as far as its receipt knows.
pub(crate) fn came_from(receipt: &Receipt, protocol: Protocol) -> Result<Provenance, JsonError> {
    Ok(Provenance {
        list: receipt.list.to_owned(),
        exported_by: None,
        source: Some(receipt.file.clone()),
        exported_at: None,
        rows: Some(Int53::new(receipt.rows_in)?),
        receipt: Some(receipt.digest(protocol)?),
        repairs: Some(Int53::new(receipt.repairs.len() as u64)?),
    })
}
