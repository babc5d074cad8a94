//! What the office should know before it publishes a seal. Notices are internal: no record holds them.

use super::seal::{ListSeal, NARROW};
use super::sealed::Sealed;
use crate::base::problem::problems;
use crate::base::{Digest, Fault, Place, json};
use crate::law::Article;
use crate::plan::{CeremonyPlan, Disclosure, Strength};

problems! {
    /// Something lawful that is worth a second look.
    pub enum Notice {
        /// Fewer than five targets can be drawn.
        NarrowPool { task: String, label: String, found: u64 } = "pool-narrow" @ A17 {
            zh: "任务 `{task}` 的分项 `{label}` 只有 {found} 个对象可抽，少于 5 个",
            en: "stratum `{label}` of task `{task}` has {found} targets to draw from, fewer than 5",
            hint_zh: "放宽抽取条件，避免条件等同于点名",
            hint_en: "widen the criterion: one so narrow names its firms",
        }
        /// The share asks for more than there are.
        Shortfall { task: String, label: String, quota: u64, draws: u64 } = "pool-shortfall" @ A14P2 {
            zh: "任务 `{task}` 的分项 `{label}` 应抽 {quota} 户，扣除已达上限的单位后只能抽 {draws} 户",
            en: "stratum `{label}` of task `{task}` should draw {quota}, the yearly cap leaves {draws}",
            hint_zh: "缺额会记入封存，无须补抽",
            hint_en: "the shortfall stands in the seal; nothing else is to be done",
        }
        /// Targets that fit an earlier stratum as well.
        Overlap { task: String, label: String, found: u64 } = "strata-overlap" @ A17 {
            zh: "任务 `{task}` 有 {found} 个对象同时符合分项 `{label}` 和更前的分项，归入更前的分项",
            en: "{found} targets of task `{task}` fit stratum `{label}` and an earlier one, which takes them",
            hint_zh: "如非本意，请调整分项顺序或条件",
            hint_en: "change the order or the criteria if that is not meant",
        }
        /// A rolling window of twelve months would exclude more.
        RollingCap { counted: u64, rolling: u64 } = "cap-rolling" @ A14P2 {
            zh: "按口径有 {counted} 个对象已达上限，按最近 12 个月则有 {rolling} 个",
            en: "{counted} targets are at the cap, {rolling} if the last 12 months counted",
            hint_zh: "一年如何计算由口径 I-14-2a 决定，此处仅提示",
            hint_en: "reading I-14-2a says in which year visits count; this is only a warning",
        }
        /// Visits of other kinds that do not count here.
        OtherKinds { counted: u64, every_kind: u64 } = "cap-other-kinds" @ A2P2 {
            zh: "计入次数的检查使 {counted} 个对象已达上限，各种检查合计则有 {every_kind} 个",
            en: "{counted} targets are at the cap by the visits that count, {every_kind} by visits of every kind",
            hint_zh: "口径 I-2-b 与 cap_counts 决定哪些检查计入，此处仅提示",
            hint_en: "reading I-2-b and cap_counts say which visits count; this is only a warning",
        }
        /// Everybody can compute who is drawn as soon as the keys are public.
        OpenAtOnce = "disclosure-open" @ A6 {
            zh: "密钥随即公布：企业在检查之前就能算出自己是否抽中",
            en: "the keys are public at once: every firm can compute whether it is drawn before anybody visits it",
            hint_zh: "现场检查宜用 embargoed：由公证处等一方保管密值，检查结束后公布",
            hint_en: "for visits on site take `embargoed`: a party keeps its secret until the visits are over",
        }
        /// Rows that anybody can guess from their hash.
        Unblinded = "rows-unblinded" @ A6 {
            zh: "名录各行没有加盲：知道某行大致内容的人可以逐一试出其余内容，并由核验单上的路径印证",
            en: "the rows are not blinded: whoever knows most of a row can try out the rest and see it confirmed by a proof",
            hint_zh: "封存时给出 32 字节的加盲主密钥，与名录一并保管",
            hint_en: "seal with a master secret of 32 bytes and keep it with the lists",
        }
        /// Lists of which nobody says where they came from.
        NoOrigin { lists: String } = "list-origin-missing" @ A6 {
            zh: "名录 {lists} 没有写明由谁、何时、从哪个系统导出",
            en: "nobody says by whom, when and from which system {lists} were exported",
            hint_zh: "在 `provenance` 中写明，出现争议时可与来源系统核对",
            hint_en: "state it in `provenance`: in a dispute the list is compared with the register it came from",
        }
        /// The authority alone could have chosen the seed.
        WeakSeed { zh: String, en: String } = "seed-weak" @ A16 {
            zh: "组织抽取的一方可以自行选定随机数（{zh}）",
            en: "who runs the draw could have chosen the seed ({en})",
            hint_zh: "用内置的公开链、25 次骰子、足够的摇号球，或两名外部见证人的密值",
            hint_en: "use a known public chain, 25 dice, enough balls, or the secrets of two witnesses from outside",
        }
    }
}

impl Sealed {
    /// What is lawful and worth a second look, in the order of the seal.
    pub fn notices(&self) -> Vec<Fault> {
        let seal = self.seal();
        let mut notices = Vec::new();
        for sealed in &seal.tasks {
            let task = || sealed.task.id.to_string();
            for (at, (stratum, frame)) in sealed.task.strata.iter().zip(&sealed.frames).enumerate() {
                let label = || stratum.label.clone();
                let mut notice = |problem| {
                    let place = Place::field(format!("{}.strata[{at}]", sealed.task.id));
                    notices.push(Fault::new(place, problem));
                };
                let (found, quota, draws) = (frame.eligible.get(), frame.quota.get(), frame.draws.get());
                if found < NARROW {
                    notice(Notice::NarrowPool { task: task(), label: label(), found });
                }
                if quota > draws {
                    notice(Notice::Shortfall { task: task(), label: label(), quota, draws });
                }
                if frame.overlap.get() > 0 {
                    notice(Notice::Overlap { task: task(), label: label(), found: frame.overlap.get() });
                }
            }
        }
        for exclusion in seal.exclusions.iter().filter(|exclusion| exclusion.article == Article::A14P2) {
            let place = || Place::field("exclusions");
            let counted = exclusion.count.get();
            let (rolling, every_kind) = (exclusion.rolling.get(), exclusion.every_kind.get());
            if rolling > counted {
                notices.push(Fault::new(place(), Notice::RollingCap { counted, rolling }));
            }
            if every_kind > counted {
                notices.push(Fault::new(place(), Notice::OtherKinds { counted, every_kind }));
            }
        }
        if seal.disclosure == Disclosure::Open {
            notices.push(Fault::new(Place::field("disclosure"), Notice::OpenAtOnce));
        }
        notices.extend(Notice::of_both(&seal.lists, seal.blinding, &seal.ceremony));
        notices
    }
}

impl Notice {
    /// What either seal may have: lists from nowhere, rows that can be guessed, a weak seed.
    pub(crate) fn of_both(
        lists: &[ListSeal],
        blinding: Option<Digest>,
        plan: &CeremonyPlan,
    ) -> impl Iterator<Item = Fault> {
        let from_nowhere = lists.iter().filter(|list| list.provenance.is_none() && list.count.get() > 0);
        let from_nowhere: Vec<&str> = from_nowhere.map(|list| list.list.as_str()).collect();
        let no_origin = (!from_nowhere.is_empty()).then(|| {
            Fault::new(Place::field("lists"), Self::NoOrigin { lists: json::listed(&from_nowhere) })
        });
        let unblinded = blinding.is_none().then(|| Fault::new(Place::field("blinding"), Self::Unblinded));
        let weak = (plan.strength() == Strength::Weak).then(|| {
            let [zh, en] = plan.strength_in_words();
            Fault::new(Place::field("ceremony"), Self::WeakSeed { zh, en })
        });
        no_origin.into_iter().chain(unblinded).chain(weak)
    }
}
