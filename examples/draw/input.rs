//! The user's files, or the made-up district.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use double_random::base::{Date, Scheme, json};
use double_random::plan::Approval;
use double_random::tabular::{self, Limits, Source};

use super::cli::Options;
use super::failure::Failure;
use super::round_file::RoundFile;
use super::sample;

/// Where the results go unless told otherwise.
const OUT: &str = "out";
/// The seed of the made-up district.
const SEED: &str = "2026-10-01 示例";

/// One file: where it is read again for the verdict, its name, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    path: Option<PathBuf>,
}

impl Input {
    /// A file of the made-up district.
    pub(crate) fn embedded(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes, path: None }
    }

    fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let most = Limits::default().bytes + 1; // one more shows that it is too large
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
        read.map_err(|error| Failure::read(path, &error))?;
        Ok(Self { name, bytes, path: Some(path.to_owned()) })
    }

    /// The same file, read once more.
    pub(crate) fn again(&self) -> Result<Self, Failure> {
        self.path.as_deref().map_or_else(|| Ok(self.clone()), Self::open)
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source { name: &self.name, bytes: &self.bytes }
    }
}

/// Everything that a draw starts from.
#[derive(Debug, Clone)]
pub(crate) struct Material {
    pub(crate) targets: Input,
    pub(crate) history: Option<Input>,
    pub(crate) units: Option<Input>,
    pub(crate) officers: Option<Input>,
    pub(crate) leave: Option<Input>,
    pub(crate) round: RoundFile,
    pub(crate) seed: String,
    /// The values of the second stage.
    pub(crate) match_seeds: Vec<String>,
    pub(crate) scheme: Scheme,
    /// How the file of targets is read.
    pub(crate) reading: tabular::Options,
    pub(crate) history_reading: tabular::Options,
    pub(crate) officers_reading: tabular::Options,
    pub(crate) leave_reading: tabular::Options,
    pub(crate) out: PathBuf,
    /// Whether the district is made up.
    pub(crate) sample: bool,
}

/// Opens what the options name.
pub(crate) fn gather(options: Options) -> Result<Material, Failure> {
    let reading =
        |mapping| tabular::Options { mapping, upper_case: options.upper_case, ..Default::default() };
    let (reading, history_reading) = (reading(options.map.clone()), reading(options.history_map.clone()));
    let reading_of = |mapping| tabular::Options { mapping, ..Default::default() };
    let out = options.out.clone().unwrap_or_else(|| PathBuf::from(OUT));
    let Some(path) = &options.targets else {
        let Options { round, history, units, officers, leave, .. } = &options;
        if [round, history, units, officers, leave].into_iter().any(Option::is_some) {
            return Err(Failure::option(
                "option-targets-missing",
                ["没有给出检查对象名录", "加上 --targets 文件"],
                ["the directory of targets is missing", "add --targets FILE"],
            ));
        }
        let mut material = Material { out, ..district(options.seed)? };
        if !options.match_seeds.is_empty() {
            material.match_seeds = options.match_seeds;
        }
        material.reading.upper_case = options.upper_case;
        return Ok(material);
    };
    let open = |path: &Option<PathBuf>| path.as_deref().map(Input::open).transpose();
    let round = match open(&options.round)? {
        Some(file) => RoundFile::parse(&file.name, &file.bytes)?,
        None => RoundFile::five_percent(options.as_of.map_or_else(today, Ok)?)?,
    };
    let Some(seed) = options.seed.clone().or_else(|| round.held.is_some().then(String::new)) else {
        return Err(Failure::option(
            "option-seed-missing",
            ["没有给出随机数，程序从不代为产生", "公开产生一个值（例如 25 次骰子），写成 --seed 值"],
            [
                "there is no seed, and none is ever made up here",
                "make one in public, 25 dice for example, and give it as --seed VALUE",
            ],
        ));
    };
    if options.officers.is_none() && !(options.leave.is_none() && options.match_seeds.is_empty()) {
        return Err(Failure::option(
            "option-officers-missing",
            [
                "没有给出执法检查人员名录，休假名单和第二次随机数用不上",
                "加上 --officers 文件，或去掉 --leave 和 --match-seed",
            ],
            [
                "the directory of officers is missing, without which leave and a second value mean nothing",
                "add --officers FILE, or leave --leave and --match-seed out",
            ],
        ));
    }
    Ok(Material {
        targets: Input::open(path)?,
        history: open(&options.history)?,
        units: open(&options.units)?,
        officers: open(&options.officers)?,
        leave: open(&options.leave)?,
        round,
        seed,
        match_seeds: options.match_seeds.clone(),
        scheme: options.scheme,
        reading,
        history_reading,
        officers_reading: reading_of(options.officers_map),
        leave_reading: reading_of(options.leave_map),
        out,
        sample: false,
    })
}

/// The made-up district, with a lock and with two removals to come.
fn district(seed: Option<String>) -> Result<Material, Failure> {
    let round = RoundFile {
        round: json::parse(sample::ROUND).and_then(json::shaped)?,
        items: json::parse(sample::ITEMS).and_then(json::shaped)?,
        units: Vec::new(),
        unit_names: Vec::new(),
        plans: json::parse(sample::PLANS).and_then(json::shaped)?,
        departments: Vec::new(),
        rules: None,
        held: None,
        stamps: Vec::new(),
        announced_on: None,
        removals: Vec::new(),
        lock: Some(Approval::by("联席会议负责人", Date::new(2026, 10, 2).map_err(Failure::problem)?)),
        areas: json::parse(sample::AREAS).and_then(json::shaped)?,
        experts: Vec::new(),
        matches: json::parse(sample::MATCHES).and_then(json::shaped)?,
    };
    let district = sample::District::new();
    let attribute = ("attribute:使用燃气".to_owned(), "使用燃气".to_owned());
    Ok(Material {
        targets: Input::embedded("检查对象名录.csv", district.targets()),
        history: Some(Input::embedded("检查历史.csv", district.history().into_bytes())),
        units: Some(Input::embedded("区域与单位.csv", sample::units().into_bytes())),
        officers: Some(Input::embedded(
            "执法检查人员名录.xlsx",
            sample::officers().map_err(Failure::problem)?,
        )),
        leave: None,
        round: round.or_bare(),
        match_seeds: sample::MATCH_SEEDS.map(str::to_owned).to_vec(),
        seed: seed.unwrap_or_else(|| SEED.to_owned()),
        scheme: Scheme::CreditCode,
        reading: tabular::Options { mapping: [attribute].into(), ..Default::default() },
        history_reading: tabular::Options::default(),
        officers_reading: tabular::Options::default(),
        leave_reading: tabular::Options::default(),
        out: PathBuf::new(),
        sample: true,
    })
}

/// Today in China. It stands in the seal, so the record shows it and nothing depends on the clock afterwards.
fn today() -> Result<Date, Failure> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = (seconds + 8 * 3600) / 86_400;
    let epoch = Date::new(1970, 1, 1).map_err(Failure::problem)?;
    Ok(epoch.plus_days(i32::try_from(days).unwrap_or(i32::MAX)))
}
