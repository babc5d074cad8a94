//! What the user sees: the report on the standard output, a bar on the other one while it is a terminal.

use std::io::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;

/// The language of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The text of this language.
    pub(crate) fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// The steps that the bar counts.
const STEPS: u64 = 7;

/// The report as it grows.
pub(crate) struct Screen<'a> {
    out: &'a mut dyn Write,
    pub(crate) lang: Lang,
    bar: ProgressBar,
}

impl<'a> Screen<'a> {
    /// A report to `out`; with `bar` a progress bar on the error output.
    pub(crate) fn new(out: &'a mut dyn Write, lang: Lang, bar: bool) -> Self {
        let bar = if bar { ProgressBar::new(STEPS) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { out, lang, bar }
    }

    /// The next step begins: its heading in the report, its name beside the bar.
    pub(crate) fn step(&mut self, zh: &str, en: &str) -> Result<(), Failure> {
        let name = self.lang.pick(zh, en).to_owned();
        self.bar.inc(1);
        self.bar.set_message(name.clone());
        self.line(&format!("\n── {name} ──"))
    }

    /// One line of the report, or several.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        let Self { out, bar, .. } = self;
        bar.suspend(|| writeln!(out, "{text}")).map_err(Failure::screen)
    }

    /// One line in the language of the report.
    pub(crate) fn say(&mut self, zh: &str, en: &str) -> Result<(), Failure> {
        self.line(self.lang.pick(zh, en))
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
