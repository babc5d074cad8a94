//! 抽取情况核验单 - making certificates: the record is run again over its lists once, and what proofs need is kept.

use super::evidence::{ExcludedProof, ItemProof, Listing, SetAsideProof};
use super::scope;
use super::{CERTIFICATE_SCHEMA, Certificate, TaskCertificate, TaskScope, answer, words};
use crate::base::json::JsonError;
use crate::base::merkle::{self, BuiltTree, Inclusion};
use crate::base::order::Arrange as _;
use crate::base::{Date, Digest, Fault, Faults, Id, Int53, Place, RowHasher, json};
use crate::directory::{Item, Leaves};
use crate::draw::{Drawn, EXCLUSIONS, NO_STRATUM};
use crate::law::Article;
use crate::record::outcome::{SET_ASIDE, set_aside_hash};
use crate::record::verdict::{CheckResult, Checks};
use crate::record::{Lists, Material, Record, RecordError, replay};

const TARGETS: &str = "targets";
const ITEMS: &str = "items";

/// 抽取情况核验单 - the certificates of one record: about 40 bytes a target, and four more for each task that can draw it.
///
/// A record that its lists do not bear out gets no certificate.
#[derive(Debug)]
pub struct Certificates {
    record: Record,
    drawn: Drawn,
    hasher: RowHasher,
    leaves: Leaves,
    targets: BuiltTree,
    /// By task and stratum.
    pools: Vec<Vec<Pool>>,
    items: Rows,
    /// By article.
    exclusions: Vec<(Article, Rows)>,
    /// S_g, by task.
    set_aside: Vec<Rows>,
}

/// The pool of a stratum: its rows in the order of their idh.
#[derive(Debug)]
struct Pool {
    rows: Vec<u32>,
    tree: BuiltTree,
}

/// A short list: idh, rowh, and its tree.
#[derive(Debug)]
struct Rows {
    rows: Vec<(Digest, Digest)>,
    tree: BuiltTree,
}

impl Certificates {
    /// The certificates of a record over the lists it was drawn from.
    ///
    /// # Errors
    /// As [`Certificates::over`], and every fault of the lists.
    pub fn of_lists(record: &Record, lists: &Lists, today: Option<Date>) -> Result<Self, Faults> {
        Self::over(record, &Material::try_from(lists)?, today)
    }

    /// The certificates of a record over lists that are read already, which may have millions of targets. `today` is asked for
    /// where a record is under embargo.
    ///
    /// # Errors
    /// [`RecordError::EmbargoedUntil`] before the lift, or where nobody says what day it is (第六条);
    /// [`RecordError::NotExact`] where record and lists do not belong together, with the first difference;
    /// [`RecordError::MasterMissing`] where the rows were blinded; [`RecordError::Form`] for the record of another protocol.
    pub fn over(record: &Record, material: &Material, today: Option<Date>) -> Result<Self, Faults> {
        record.known()?;
        record.lifted(today).map_err(|error| Fault::new(Place::field("record"), error))?;
        let drawn = replayed(record, material)?;
        let directory = &material.directory;
        let hasher = drawn.hasher();
        let leaves = directory.leaves(hasher);
        let targets = leaves.tree(leaves.rows());
        let pools = record.seal.tasks.iter().zip(drawn.pools());
        let pools = pools.map(|(sealed, strata)| Pool::of_task(&leaves, strata, sealed.frames.len()));
        let pools = pools.collect();
        let items = directory.items().iter().map(|item| hasher.hash(ITEMS, item.id.as_str(), item));
        let items = Rows::of(&hasher, items)?;
        let ids = directory.targets();
        let excluded_by = |article: Article| {
            let rows = drawn.excluded().filter(move |(_, excluded)| excluded.article == article);
            let rows = rows.map(|(row, excluded)| hasher.hash(EXCLUSIONS, ids.id(row), &excluded));
            Ok((article, Rows::of(&hasher, rows)?))
        };
        let exclusions = record.seal.exclusions.iter().map(|list| excluded_by(list.article));
        let exclusions = exclusions.collect::<Result<_, Faults>>()?;
        let mut set_aside = Vec::new();
        for sealed in &record.seal.tasks {
            let group = drawn.groups().find(|(tasks, _)| tasks.contains(&sealed.task.id));
            let rows = group.map_or([].as_slice(), |(_, rows)| rows);
            let rows = rows.iter().map(|&row| Ok(set_aside_hash(&hasher, ids.id(row))));
            set_aside.push(Rows::of(&hasher, rows)?);
        }
        Ok(Self {
            record: record.clone(),
            hasher,
            leaves,
            targets,
            pools,
            items,
            exclusions,
            set_aside,
            drawn,
        })
    }

    /// The certificate of target `id`, listed or not.
    ///
    /// # Errors
    /// [`JsonError`] for a row that is no JSON, which a checked directory does not hold.
    pub fn certificate(&self, id: &Id) -> Result<Certificate, Faults> {
        let protocol = self.hasher.protocol();
        let idh = merkle::id_hash(protocol, TARGETS, id.as_str());
        let rows = self.leaves.rows();
        let place = rows.binary_search_by(|row| self.idh(*row).cmp(&idh));
        let leaf = |at: u64| self.leaves.leaf(row_at(rows, at));
        let (listing, tasks) = match place {
            Err(at) => {
                let neighbours = |at: u64| self.row_hashes(row_at(rows, at));
                let absence = self.targets.absence_over(at as u64, leaf, neighbours);
                (Listing::Absent(absence), Vec::new())
            }
            Ok(at) => {
                let row = row_at(rows, at as u64);
                let written = self.drawn.directory().targets().blinded_row(row, &self.hasher);
                let proof = self.targets.inclusion(at as u64, leaf);
                (Listing::Listed { row: json::parse(&written)?, proof }, self.tasks(id, row)?)
            }
        };
        let mut certificate = Certificate {
            schema: CERTIFICATE_SCHEMA.to_owned(),
            digest: self.record.digest,
            round: self.record.seal.round.clone(),
            id: id.clone(),
            listing,
            tasks,
            visits: answer::visits(&self.record, id),
            zh: String::new(),
            en: String::new(),
        };
        (certificate.zh, certificate.en) = words::sentences(&certificate, &self.record);
        Ok(certificate)
    }

    /// The bytes of memory that leaves and trees take.
    pub fn memory_bytes(&self) -> u64 {
        let pools = self.pools.iter().flatten();
        let pools = pools.map(|pool| pool.rows.capacity() as u64 * 4 + pool.tree.memory_bytes());
        self.leaves.memory_bytes() + self.targets.memory_bytes() + pools.sum::<u64>()
    }

    /// idh of a row.
    fn idh(&self, row: u32) -> Digest {
        merkle::id_hash(self.hasher.protocol(), TARGETS, self.drawn.directory().targets().id(row))
    }

    /// idh and rowh of a row.
    fn row_hashes(&self, row: u32) -> (Digest, Digest) {
        let written = self.drawn.directory().targets().blinded_row(row, &self.hasher);
        (self.idh(row), merkle::row_hash(self.hasher.protocol(), &written))
    }

    fn tasks(&self, id: &Id, row: u32) -> Result<Vec<TaskCertificate>, Faults> {
        let sealed = self.record.seal.tasks.iter().enumerate();
        let certify = |(number, sealed): (usize, &crate::draw::TaskSeal)| {
            Ok(TaskCertificate { task: sealed.task.id.clone(), scope: self.scope(id, row, number)? })
        };
        sealed.map(certify).collect()
    }

    fn scope(&self, id: &Id, row: u32, number: usize) -> Result<TaskScope, Faults> {
        let directory = self.drawn.directory();
        let task = self.record.seal.tasks.get(number).map(|sealed| &sealed.task);
        let (Some(task), Some(target)) = (task, directory.targets().target(row)) else {
            return Ok(TaskScope::NoStratum);
        };
        let items: Vec<&Item> = task.items.iter().filter_map(|item| directory.item(item.as_str())).collect();
        let stratum = match scope::place(&target, Some(items.iter().copied()), &task.strata) {
            scope::Place::Inactive => return Ok(TaskScope::Inactive),
            scope::Place::NoStratum => return Ok(TaskScope::NoStratum),
            scope::Place::OtherKind => {
                return Ok(TaskScope::OtherKind(
                    items.into_iter().map(|item| self.item(item)).collect::<Result<_, _>>()?,
                ));
            }
            scope::Place::Stratum(stratum) => stratum,
        };
        let Some(pool) = self.pools.get(number).and_then(|pools| pools.get(stratum as usize)) else {
            return Ok(TaskScope::NoStratum);
        };
        let drawable = self.drawn.pools().get(number).and_then(|strata| strata.get(row as usize));
        if drawable == Some(&NO_STRATUM) {
            return self.excluded(id, row, (stratum, pool));
        }
        let proof = pool.tree.inclusion(self.place(pool, row), |at| self.leaves.leaf(row_at(&pool.rows, at)));
        let set_aside = self.set_aside.get(number).and_then(|rows| {
            let proof = rows.inclusion(set_aside_hash(&self.hasher, id.as_str()).0)?;
            Some(SetAsideProof { salt: self.hasher.salt(SET_ASIDE, id.as_str()), proof })
        });
        let answer = answer::of_pool(&self.record, id, (number, stratum), proof, set_aside);
        Ok(answer.map_or(TaskScope::NoStratum, |answer| TaskScope::Pool(Box::new(answer))))
    }

    fn item(&self, item: &Item) -> Result<ItemProof, Faults> {
        let id = item.id.as_str();
        let row = self.hasher.salted(ITEMS, id, item).map_err(unwritable)?;
        let idh = merkle::id_hash(self.hasher.protocol(), ITEMS, id);
        // INVARIANT: an item that a sealed task names is on the list
        let proof = self.items.inclusion(idh).unwrap_or(NO_PROOF);
        Ok(ItemProof { row, proof })
    }

    /// Where `row` stands in a pool, or would stand.
    fn place(&self, pool: &Pool, row: u32) -> u64 {
        let idh = self.idh(row);
        pool.rows.partition_point(|&member| self.idh(member) < idh) as u64
    }

    fn excluded(&self, id: &Id, target: u32, (stratum, pool): (u64, &Pool)) -> Result<TaskScope, Faults> {
        let Some((_, excluded)) = self.drawn.excluded().find(|(known, _)| *known == target) else {
            return Ok(TaskScope::NoStratum);
        };
        let idh = merkle::id_hash(self.hasher.protocol(), EXCLUSIONS, id.as_str());
        let row = self.hasher.salted(EXCLUSIONS, id.as_str(), &excluded).map_err(unwritable)?;
        let listed = self.exclusions.iter().find(|(article, _)| *article == excluded.article);
        let proof = listed.and_then(|(_, rows)| rows.inclusion(idh));
        let absence = pool.tree.absence_over(
            self.place(pool, target),
            |at| self.leaves.leaf(row_at(&pool.rows, at)),
            |at| self.row_hashes(row_at(&pool.rows, at)),
        );
        Ok(TaskScope::Excluded(Box::new(ExcludedProof {
            stratum: Int53::count(stratum),
            row,
            proof: proof.unwrap_or(NO_PROOF),
            pool: absence,
        })))
    }
}

/// What stands where nothing does.
const NOTHING: Digest = Digest([0; 32]);
const NO_PROOF: Inclusion = Inclusion::EMPTY;

/// The record run again, if its lists bear it out.
fn replayed(record: &Record, material: &Material) -> Result<Drawn, Faults> {
    let round = || record.seal.round.to_string();
    if record.seal.blinding.is_some() && material.master.is_none() {
        return Err(
            Fault::new(Place::field("lists.master"), RecordError::MasterMissing { round: round() }).into()
        );
    }
    let not_exact =
        |detail: String| Fault::new(Place::field("record"), RecordError::NotExact { round: round(), detail });
    if record.ended.is_some() {
        return Err(not_exact("没有摇号 / there was no draw".to_owned()).into());
    }
    let mut checks = Checks::default();
    let sealed = replay::reseal(&record.seal, Ok(material), &mut checks);
    if let Some(sealed) = &sealed {
        let recomputed = sealed.digest();
        let differs = format!("digest: {} / {recomputed}", record.digest);
        checks.settle("seal-digest", Article::A16, (recomputed != record.digest).then_some(differs));
        replay::redraw(record, sealed, &mut checks);
    }
    let failure = checks.0.into_iter().find(|check| check.result == CheckResult::Failed);
    if let Some(failure) = failure {
        let detail = failure.detail.unwrap_or_default();
        return Err(not_exact(format!("{}: {detail}", failure.name)).into());
    }
    let sealed = sealed.ok_or_else(|| not_exact("seal".to_owned()))?;
    let seeded = sealed.seed_as_recorded(record.ceremony.clone(), record.digest);
    Ok(seeded.map_err(|error| not_exact(error.to_string()))?.draw())
}

/// Everything in a checked list is text or a number that JSON keeps, so nobody should ever see this fault.
fn unwritable(error: JsonError) -> Faults {
    Fault::new(Place::field("lists"), error).into()
}

/// The row at a place.
fn row_at(rows: &[u32], at: u64) -> u32 {
    // INVARIANT: trees ask for places that they have
    rows.get(at as usize).copied().unwrap_or(u32::MAX)
}

impl Pool {
    /// The pools of a task's strata.
    fn of_task(leaves: &Leaves, strata: &[u16], count: usize) -> Vec<Self> {
        let pool = |mut rows: Vec<u32>| {
            rows.shrink_to_fit();
            Self { tree: leaves.tree(&rows), rows }
        };
        leaves.by_stratum(strata, count).into_iter().map(pool).collect()
    }
}

impl Rows {
    fn of(
        hasher: &RowHasher,
        rows: impl Iterator<Item = Result<(Digest, Digest), JsonError>>,
    ) -> Result<Self, Faults> {
        let mut rows = rows.collect::<Result<Vec<_>, JsonError>>().map_err(unwritable)?;
        rows.arrange();
        let suite = hasher.protocol().suite;
        let leaf = |at: u64| rows.get(at as usize).map_or(NOTHING, |row| merkle::leaf(suite, row.0, row.1));
        let tree = BuiltTree::build(suite, rows.len() as u64, leaf);
        Ok(Self { rows, tree })
    }

    /// The proof of the row with this idh, if there is one.
    fn inclusion(&self, idh: Digest) -> Option<Inclusion> {
        let at = self.rows.binary_search_by(|row| row.0.cmp(&idh)).ok()?;
        let leaf = |at: u64| self.rows.get(at as usize).map_or(NOTHING, |row| self.tree.leaf(row.0, row.1));
        Some(self.tree.inclusion(at as u64, leaf))
    }
}
