//! `match` - 第二十条: officers matched at random to the seats of visits, in indices.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{at, below_args, said, told};
use crate::base::{Digest, Faults, Int53, Prk, Protocol, Suite};
use crate::team::bare::{MOST_SWEEPS, Matching, Officer, Roster, SWEEPS, TeamError, Visit, match_officers};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Args {
    /// The pseudo-random key itself.
    seed: Digest,
    pool: Vec<Vec<u32>>,
    officers: Vec<Officer>,
    visits: Vec<Visit>,
    recusals: Vec<(u32, u32)>,
    sweeps: Option<Int53>,
    suite: Option<Suite>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Matched { teams: &'a [Vec<u32>], leaders: &'a [u32], loads: &'a [u32] },
    Infeasible { infeasible: Shortage<'a>, remedies: Remedies<'a> },
}

#[derive(Serialize)]
struct Shortage<'a> {
    seats: &'a [(u32, u32)],
    officers: &'a [u32],
    demand: u64,
    supply: u64,
}

#[derive(Serialize)]
struct Remedies<'a> {
    pool: bool,
    direct: &'a [(u32, u32)],
}

pub(super) fn run(args: Value) -> Result<Value, Faults> {
    let Args { seed, pool, officers, visits, recusals, sweeps, suite } = told(args)?;
    let sweeps = sweeps.map_or(u64::from(SWEEPS), Int53::get);
    let too_many = |_| at("args.sweeps", TeamError::Sweeps { found: sweeps, limit: MOST_SWEEPS });
    let sweeps = u32::try_from(sweeps).map_err(too_many)?;
    let roster = Roster { pool, officers, visits, recusals };
    let protocol = Protocol { suite: suite.unwrap_or_default(), ..Protocol::default() };
    let prk = Prk::from_bytes(protocol, seed.0);
    match match_officers(&prk, &roster, sweeps).map_err(below_args)? {
        Matching::Matched(found) => {
            said(&Said::Matched { teams: &found.teams, leaders: &found.leaders, loads: &found.loads })
        }
        Matching::Infeasible(found) => {
            let (shortage, remedies) = (&found.shortage, &found.remedies);
            said(&Said::Infeasible {
                infeasible: Shortage {
                    seats: &shortage.seats,
                    officers: &shortage.officers,
                    demand: shortage.demand,
                    supply: shortage.supply,
                },
                remedies: Remedies { pool: remedies.pool, direct: &remedies.direct },
            })
        }
    }
}
