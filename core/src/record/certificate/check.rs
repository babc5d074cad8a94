//! 第六条 - checking a certificate against the published record: no list is needed, and nobody's word is taken.
//!
//! # The rule
//! The whole process leaves a trace that can be followed back.
//!
//! # Reading
//! Whatever a certificate says is either proven by a way to a root in the seal, or stands in the record, or follows from
//! both and is worked out again. It says nothing of others, so that their lists were drawn rightly is for `verify`.
//!
//! # Example
//! See [`Certificate`].

use super::evidence::{self, ExcludedProof, Listing, leaf};
use super::scope::{self, Place};
use super::{
    CERTIFICATE_SCHEMA, Certificate, DrawOutcome, PoolCertificate, TaskCertificate, TaskScope, answer, words,
};
use crate::base::merkle::{self, Inclusion};
use crate::base::{Digest, Protocol};
use crate::directory::{Item, Target};
use crate::draw::{EXCLUSIONS, TaskSeal};
use crate::law::Article;
use crate::record::outcome::SET_ASIDE;
use crate::record::verdict::{Checks, Verdict};
use crate::record::{Record, verify};

/// Checks a certificate against the record it belongs to.
///
/// The checks, in order: `schema`, `seal-digest`, `listed`, `scope`, `exclusions`, `pools`, `cap`, `chance`, `tickets`, `drawn`,
/// `dispatch`, `visits`, `words`. `exact` means that none failed. `cap` is not checkable for somebody who was not drawn where the cap
/// set others aside: only the lists show that this one was not among them.
pub fn check_certificate(certificate: &Certificate, record: &Record) -> Verdict {
    let mut checks = Checks::default();
    let protocol = record.seal.protocol().filter(|_| certificate.schema == CERTIFICATE_SCHEMA);
    let Some(protocol) = protocol else {
        let (schema, tag) = (&certificate.schema, &record.seal.protocol);
        let detail = format!("不认识的格式 `{schema}` `{tag}` / unknown form `{schema}` `{tag}`");
        checks.failed("schema", Article::A6, detail);
        return Verdict::of(checks.0);
    };
    checks.settle("schema", Article::A6, belongs(certificate, record));
    checks.settle("seal-digest", Article::A16, verify::seal_digest(&record.seal, record.digest, protocol));
    let checked = Checked { certificate, record, protocol };
    checks.settle("listed", Article::A10, checked.listed());
    checks.settle("scope", Article::A17, checked.each(Checked::scope));
    checks.settle("exclusions", Article::A14P2, checked.each(Checked::exclusion));
    checks.settle("pools", Article::A17, checked.each(Checked::pool));
    match (checked.each(Checked::set_aside), checked.each(Checked::perhaps_set_aside)) {
        (None, Some(unproven)) => checks.open("cap", Article::A14P2, &unproven),
        (failure, _) => checks.settle("cap", Article::A14P2, failure),
    }
    checks.settle("chance", Article::A17, checked.same(|pool| (pool.sealed, pool.given)));
    let tickets = verify::tickets(record, protocol);
    let tickets = tickets.or_else(|| checked.same(|pool| (pool.key, pool.ticket, pool.cutoff)));
    checks.settle("tickets", Article::A16, tickets);
    let drawn = checked.same(|pool| (pool.outcome, pool.removed, pool.passed_over));
    checks.settle("drawn", Article::A16, drawn.or_else(|| checked.each(Checked::drawn)));
    checks.settle("dispatch", Article::A18, checked.same(|pool| pool.dispatched.clone()));
    let visits = answer::visits(record, &certificate.id);
    checks.settle("visits", Article::A20P2, differs("visits", certificate.visits == visits));
    checks.settle("words", Article::A6, checked.words());
    Verdict::of(checks.0)
}

fn belongs(certificate: &Certificate, record: &Record) -> Option<String> {
    let (round, other) = (&certificate.round, &record.seal.round);
    let (digest, published) = (certificate.digest, record.digest);
    ((digest, round) != (published, other)).then(|| {
        format!(
            "核验单属于 `{round}` {digest}，记录是 `{other}` {published} / the certificate is of `{round}` {digest}, the record of `{other}` {published}"
        )
    })
}

fn differs(what: &str, same: bool) -> Option<String> {
    (!same).then(|| format!("{what}：与记录不符 / {what}: not what the record says"))
}

struct Checked<'a> {
    certificate: &'a Certificate,
    record: &'a Record,
    protocol: Protocol,
}

impl Checked<'_> {
    fn id(&self) -> &str {
        self.certificate.id.as_str()
    }

    /// What is wrong with the first task that has something wrong.
    fn each(&self, check: impl Fn(&Self, &TaskSeal, &TaskCertificate) -> Option<String>) -> Option<String> {
        self.record.seal.tasks.iter().zip(&self.certificate.tasks).find_map(|(sealed, task)| {
            check(self, sealed, task).map(|wrong| format!("`{}` {wrong}", sealed.task.id))
        })
    }

    /// Whether `part` of every answer is what the record says.
    fn same<T: PartialEq>(&self, part: impl Fn(&PoolCertificate) -> T) -> Option<String> {
        let tasks = self.certificate.tasks.iter().enumerate();
        tasks.into_iter().find_map(|(at, task)| {
            let TaskScope::Pool(pool) = &task.scope else { return None };
            let (proof, set_aside) = (pool.proof.clone(), pool.set_aside.clone());
            let stratum = (at, pool.stratum.get());
            let said = answer::of_pool(self.record, &self.certificate.id, stratum, proof, set_aside);
            differs(task.task.as_str(), said.is_some_and(|said| part(&said) == part(pool)))
        })
    }

    /// Whether a row is where its proof says, under a root of the seal.
    fn proven(&self, list: &str, row: &serde_json::Value, proof: &Inclusion, root: (u64, Digest)) -> bool {
        let leaf = leaf(self.protocol, list, self.id(), row);
        leaf.is_ok_and(|leaf| proof.holds(self.protocol.suite, root.0, root.1, leaf))
    }

    fn root(&self, list: &str) -> (u64, Digest) {
        let sealed = self.record.seal.lists.iter().find(|sealed| sealed.list == list);
        sealed.map_or((0, Digest([0; 32])), |sealed| (sealed.count.get(), sealed.root))
    }

    /// The own row, if it is one, and that of this target.
    fn target(&self) -> Option<Target> {
        let Listing::Listed { row, .. } = &self.certificate.listing else { return None };
        evidence::target(row).filter(|target| target.id == self.certificate.id)
    }

    fn listed(&self) -> Option<String> {
        let (count, root) = self.root("targets");
        let tasks = &self.certificate.tasks;
        let proven = match &self.certificate.listing {
            Listing::Listed { row, proof } => {
                let salted = row.get("salt").is_some() == self.record.seal.blinding.is_some();
                salted && self.target().is_some() && self.proven("targets", row, proof, (count, root))
            }
            Listing::Absent(absence) => {
                let idh = merkle::id_hash(self.protocol, "targets", self.id());
                tasks.is_empty() && absence.holds(self.protocol.suite, count, root, idh)
            }
        };
        (!proven).then(|| {
            format!(
                "不能证明在名录 {root} 中，或不在其中 / not proven to be in the list {root}, or not to be"
            )
        })
    }

    /// Every task of the round is there, and the row is where the answer says.
    fn scope(&self, sealed: &TaskSeal, task: &TaskCertificate) -> Option<String> {
        let complete = self.certificate.tasks.len() == self.record.seal.tasks.len();
        let placed = self.target().is_some_and(|target| self.placed(&target, sealed, &task.scope));
        let fits = complete && task.task == sealed.task.id && placed;
        (!fits).then(|| "与检查对象的登记内容不符 / not what the row of the target gives".to_owned())
    }

    fn placed(&self, target: &Target, sealed: &TaskSeal, scope: &TaskScope) -> bool {
        let unknown: Option<[&Item; 0]> = None;
        let place = scope::place(target, unknown, &sealed.task.strata);
        match scope {
            TaskScope::Inactive => place == Place::Inactive,
            TaskScope::NoStratum => place == Place::NoStratum,
            TaskScope::Excluded(excluded) => place == Place::Stratum(excluded.stratum.get()),
            TaskScope::Pool(pool) => place == Place::Stratum(pool.stratum.get()),
            TaskScope::OtherKind(proofs) => {
                let items: Option<Vec<Item>> =
                    proofs.iter().map(|proof| evidence::item(&proof.row)).collect();
                let Some(items) = items else { return false };
                let root = self.root("items");
                let proven = proofs.iter().zip(&items).all(|(proof, item)| {
                    let leaf = leaf(self.protocol, "items", item.id.as_str(), &proof.row);
                    leaf.is_ok_and(|leaf| proof.proof.holds(self.protocol.suite, root.0, root.1, leaf))
                });
                proven
                    && place != Place::Inactive
                    && items.iter().map(|item| &item.id).eq(&sealed.task.items)
                    && scope::other_kind(target, &items)
            }
        }
    }

    fn exclusion(&self, sealed: &TaskSeal, task: &TaskCertificate) -> Option<String> {
        let TaskScope::Excluded(excluded) = &task.scope else { return None };
        let ExcludedProof { stratum, row, proof, pool } = &**excluded;
        let excluded = evidence::excluded(row);
        let article = excluded.as_ref().map(|excluded| excluded.article);
        let full = excluded.is_some_and(|excluded| {
            let full = excluded.article != Article::A14P2 || excluded.finished >= excluded.allowed;
            excluded.id == self.certificate.id && full
        });
        let list = self.record.seal.exclusions.iter().find(|list| Some(list.article) == article);
        let proven =
            list.is_some_and(|list| self.proven(EXCLUSIONS, row, proof, (list.count.get(), list.root)));
        let frame = usize::try_from(stratum.get()).ok().and_then(|stratum| sealed.frames.get(stratum));
        let idh = merkle::id_hash(self.protocol, "targets", self.id());
        let absent =
            frame.is_some_and(|frame| pool.holds(self.protocol.suite, frame.eligible.get(), frame.root, idh));
        (!(full && proven && absent)).then(|| "不能证明已被排除 / not proven to be excluded".to_owned())
    }

    fn pool(&self, sealed: &TaskSeal, task: &TaskCertificate) -> Option<String> {
        let TaskScope::Pool(pool) = &task.scope else { return None };
        let Listing::Listed { row, .. } = &self.certificate.listing else { return None };
        let frame = usize::try_from(pool.stratum.get()).ok().and_then(|stratum| sealed.frames.get(stratum));
        let proven = frame.is_some_and(|frame| {
            self.proven("targets", row, &pool.proof, (frame.eligible.get(), frame.root))
        });
        (!proven).then(|| "不能证明在抽取范围内 / not proven to be in the pool".to_owned())
    }

    fn set_aside(&self, _: &TaskSeal, task: &TaskCertificate) -> Option<String> {
        let TaskScope::Pool(pool) = &task.scope else { return None };
        let set_aside = pool.set_aside.as_ref()?;
        let row = evidence::set_aside_row(self.id(), set_aside.salt);
        let group = self.record.result.groups.iter().find(|group| group.tasks.contains(&task.task));
        let proven = group.is_some_and(|group| {
            self.proven(SET_ASIDE, &row, &set_aside.proof, (group.set_aside.get(), group.root))
        });
        (!proven).then(|| "不能证明抽取前已避开 / not proven to have been set aside".to_owned())
    }

    /// That somebody who was not drawn is not among those set aside would be shown by two who are, and that is nobody's business.
    fn perhaps_set_aside(&self, _: &TaskSeal, task: &TaskCertificate) -> Option<String> {
        let TaskScope::Pool(pool) = &task.scope else { return None };
        let group = self.record.result.groups.iter().find(|group| group.tasks.contains(&task.task))?;
        let count = group.set_aside.get();
        let drawn = pool.outcome == DrawOutcome::Drawn;
        (count > 0 && pool.set_aside.is_none() && !drawn).then(|| {
            format!("抽取前避开 {count} 户，核验单不证明不在其中；用名录运行 verify 可核对 / {count} were set aside before the draw; that this one is not among them is not proven here, verify with the lists shows it")
        })
    }

    /// A ticket up to the cutoff is drawn, unless the cap set it aside; every other one is not.
    fn drawn(&self, _: &TaskSeal, task: &TaskCertificate) -> Option<String> {
        let TaskScope::Pool(pool) = &task.scope else { return None };
        let small = pool.cutoff.is_some_and(|cutoff| pool.ticket <= cutoff);
        let right = match pool.outcome {
            DrawOutcome::Drawn => small && pool.set_aside.is_none(),
            DrawOutcome::SetAside => pool.set_aside.is_some(),
            DrawOutcome::NotDrawn | DrawOutcome::CameIn => !small && pool.set_aside.is_none(),
        };
        let (ticket, cutoff) =
            (pool.ticket, pool.cutoff.map(|cutoff| cutoff.to_string()).unwrap_or_default());
        (!right).then(|| {
            format!("号码 {ticket}，末位中签号码 {cutoff}，与结果不符 / ticket {ticket} and cutoff {cutoff} do not give this result")
        })
    }

    fn words(&self) -> Option<String> {
        let same = self.same(|pool| pool.by_hand.clone());
        let (zh, en) = words::sentences(self.certificate, self.record);
        same.or_else(|| differs("zh", zh == self.certificate.zh))
            .or_else(|| differs("en", en == self.certificate.en))
    }
}
