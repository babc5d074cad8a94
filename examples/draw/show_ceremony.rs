//! The ceremony on the screen, and what stands there in the place of names.

use double_random::base::Date;
use double_random::draw::{Drawn, Seal};
use double_random::plan::Strength;

use super::failure::Failure;
use super::screen::Screen;

type Shown = Result<(), Failure>;

/// The seed and how strong it is.
pub(crate) fn ceremony(drawn: &Drawn, screen: &mut Screen<'_>) -> Shown {
    for typed in &drawn.ceremony().typed {
        let (source, value) = (typed.source, &typed.value);
        screen.say(
            &format!("录入的随机数：{value}（来源 {source}）"),
            &format!("value typed in: {value} (source {source})"),
        )?;
    }
    let ceremony = drawn.ceremony();
    let parties: Vec<&str> = ceremony.parties.iter().map(|reveal| reveal.party.as_str()).collect();
    if !parties.is_empty() {
        let parties = parties.join("、");
        screen.say(
            &format!("{parties} 公开的密值与封存内的承诺相符"),
            &format!("{parties}: the secrets are those committed to in the seal"),
        )?;
    }
    if let Some(beacon) = &ceremony.beacon {
        let (source, round, value) = (&beacon.source, beacon.round, beacon.value);
        screen.say(
            &format!("公开随机数来源 {source} 第 {round} 轮：{value}"),
            &format!("beacon {source}, round {round}: {value}"),
        )?;
    }
    match drawn.seal().strength {
        Strength::Strong => screen.say("随机数强度：强，任何一方都不能单独决定结果。", "strength of the seed: strong, nobody could choose the result alone."),
        Strength::Weak => screen.say(
            "随机数强度：弱。别人看不到这个值怎样产生，组织者可以反复试到满意的结果；\n  正式抽取请当众掷 25 次骰子，或请两个外部见证人参与。",
            "strength of the seed: weak. Nobody can see how the value came about, so whoever organises the draw could try\n  values until the result pleases; for a real draw roll 25 dice in public, or have two outside witnesses.",
        ),
    }
}

/// Serial numbers in the place of names, while an embargo keeps these back.
pub(crate) fn serials(seal: &Seal, lift: Date, screen: &mut Screen<'_>) -> Shown {
    screen.say(
        &format!("名单和密钥到 {lift} 公布，在此之前只显示序号："),
        &format!("names and keys become public on {lift}; until then there are serial numbers only:"),
    )?;
    for sealed in &seal.tasks {
        for (stratum, frame) in sealed.task.strata.iter().zip(&sealed.frames) {
            let (task, label, draws) = (&sealed.task.id, &stratum.label, frame.draws);
            screen.say(
                &format!("  {task} · {label}：至多 {draws} 户，序号自 1 起"),
                &format!("  {task}, {label}: at most {draws}, numbered from 1"),
            )?;
        }
    }
    Ok(())
}
