//! The header: which row it is, and which column holds which field.

use std::collections::BTreeMap;

use super::Options;
use super::line::{Kind, Line, address, is_invisible, trim};
use super::problem::FileError;
use super::schema::{CellKind, ColumnSpec, Schema};

/// The header stands within this many rows; titles and notes above it are passed over.
pub(super) const DEEPEST: u64 = 20;
/// Headers shown in a message.
const SHOWN: usize = 30;
/// Names of further columns that predicates may use start with this.
const ATTRIBUTE: &str = "attribute:";

/// One column that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assigned {
    pub(super) field: String,
    pub(super) column: u32,
    pub(super) header: String,
    pub(super) kind: CellKind,
    pub(super) required: bool,
}

/// The header of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// Its place among the lines looked at.
    pub(super) at: usize,
    pub(super) row: u64,
    pub(super) assigned: Vec<Assigned>,
    pub(super) ignored: Vec<String>,
    /// The cells up to the last separator, and up to the last header.
    pub(super) width: Option<(u64, u64)>,
}

/// How well a row fits: required columns, then all columns.
pub(super) type Fit = (usize, usize);

/// `text` as headers and words are compared: no white space or invisible characters, half-width, lower case,
/// without the star that templates put before required columns.
pub(super) fn plain(text: &str) -> String {
    let half_width = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    let kept = |character: &char| !character.is_whitespace() && !is_invisible(*character);
    let text: String = text.chars().filter(kept).map(half_width).flat_map(char::to_lowercase).collect();
    text.trim_start_matches('*').to_owned()
}

/// The header among `lines`, or everything that is wrong with it.
pub(super) fn find(lines: &[Line], schema: &Schema, options: &Options) -> Result<Header, Vec<FileError>> {
    let wanted = wanted(schema, options)?;
    let fits = lines.iter().map(|line| fit(line, &wanted));
    // the first of those that fit best
    let best = fits.enumerate().rev().max_by_key(|&(_, fit)| fit).filter(|&(_, fit)| fit > (0, 0));
    let found = best.and_then(|(at, _)| Some((at, lines.get(at)?)));
    let Some((at, line)) = found else {
        let widest = lines.iter().rev().max_by_key(|line| texts(line).count());
        let found = widest.map(shown).unwrap_or_else(|| "-".to_owned());
        return Err(vec![FileError::HeaderNotFound { rows: DEEPEST, found }]);
    };
    assign(at, line, &wanted)
}

/// How well the best of `lines` fits.
pub(super) fn best_fit(lines: &[Line], schema: &Schema, options: &Options) -> Fit {
    let wanted = wanted(schema, options).unwrap_or_default();
    lines.iter().map(|line| fit(line, &wanted)).max().unwrap_or_default()
}

/// A column to look for.
struct Wanted<'a> {
    field: &'a str,
    names: Vec<String>,
    mapped: Option<&'a str>,
    spec: Option<&'static ColumnSpec>,
}

impl Wanted<'_> {
    /// The header by which people know the column.
    fn called(&self) -> String {
        let usual = self.spec.and_then(|spec| spec.aliases.first().copied());
        cut(self.mapped.or(usual).unwrap_or(self.field))
    }
}

fn wanted<'a>(schema: &Schema, options: &'a Options) -> Result<Vec<Wanted<'a>>, Vec<FileError>> {
    let mapping: &BTreeMap<String, String> = &options.mapping;
    let columns = schema.columns.iter().map(|spec| {
        let mapped = mapping.get(spec.field).map(String::as_str);
        let names = match mapped {
            Some(header) => vec![plain(header)],
            None => spec.aliases.iter().map(|alias| plain(alias)).collect(),
        };
        Wanted { field: spec.field, names, mapped, spec: Some(spec) }
    });
    let attributes = mapping.iter().filter(|(field, _)| schema.column(field).is_none());
    let attributes = attributes.map(|(field, header)| {
        let name = field.strip_prefix(ATTRIBUTE).filter(|name| !name.is_empty());
        match name.filter(|name| !name.chars().any(char::is_control)) {
            Some(_) => Ok(Wanted { field, names: vec![plain(header)], mapped: Some(header), spec: None }),
            None => {
                let known: Vec<_> = schema.columns.iter().map(|spec| spec.field).collect();
                Err(FileError::UnknownField { field: cut(field), known: known.join(", ") })
            }
        }
    });
    collect(columns.map(Ok).chain(attributes))
}

/// All values, or all errors.
fn collect<T>(results: impl Iterator<Item = Result<T, FileError>>) -> Result<Vec<T>, Vec<FileError>> {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(errors) }
}

fn texts(line: &Line) -> impl Iterator<Item = (u32, &str)> {
    let text = |(column, kind, text)| (kind == Kind::Text).then_some((column, trim(text)));
    line.iter().filter_map(text).filter(|(_, text)| !text.is_empty())
}

fn fit(line: &Line, wanted: &[Wanted]) -> Fit {
    let headers: Vec<_> = texts(line).map(|(_, text)| plain(text)).collect();
    let found = wanted.iter().filter(|wanted| wanted.names.iter().any(|name| headers.contains(name)));
    found.fold((0, 0), |(required, all), wanted| {
        (required + usize::from(wanted.spec.is_some_and(|spec| spec.required)), all + 1)
    })
}

fn assign(at: usize, line: &Line, wanted: &[Wanted]) -> Result<Header, Vec<FileError>> {
    let headers: Vec<_> = texts(line).map(|(column, text)| (column, text, plain(text))).collect();
    let one = |wanted: &Wanted| {
        let fitting: Vec<_> =
            headers.iter().filter(|(_, _, plain)| wanted.names.iter().any(|name| name == plain)).collect();
        let required = wanted.spec.is_some_and(|spec| spec.required);
        match (fitting.as_slice(), wanted.mapped, wanted.spec) {
            ([(column, header, _)], _, spec) => Ok(Some(Assigned {
                field: wanted.field.to_owned(),
                column: *column,
                header: cut(header),
                kind: spec.map_or(CellKind::Text, |spec| spec.kind),
                required,
            })),
            ([], Some(header), _) => Err(FileError::MappedHeaderMissing {
                field: wanted.field.to_owned(),
                header: cut(header),
                found: shown(line),
            }),
            ([], None, Some(_)) if required => Err(FileError::MissingColumn {
                field: wanted.field.to_owned(),
                header: wanted.called(),
                found: shown(line),
            }),
            ([], _, _) => Ok(None),
            (several, _, _) => {
                let name = |(column, header, _): &&(u32, &str, String)| {
                    format!("{} `{}`", address(*column, line.number), cut(header))
                };
                let columns = several.iter().map(name).collect::<Vec<_>>().join(", ");
                Err(FileError::AmbiguousColumn {
                    field: wanted.field.to_owned(),
                    header: wanted.called(),
                    columns,
                })
            }
        }
    };
    let assigned: Vec<_> = collect(wanted.iter().map(one))?.into_iter().flatten().collect();
    let is_read = |column: u32| assigned.iter().any(|assigned| assigned.column == column);
    let ignored = headers.iter().filter(|(column, _, _)| !is_read(*column)).map(|(_, header, _)| cut(header));
    let last = headers.last().map_or(0, |(column, _, _)| u64::from(*column) + 1);
    let (ignored, width) = (ignored.collect(), line.width.map(|width| (width, last)));
    Ok(Header { at, row: line.number, assigned, ignored, width })
}

/// The headers of a row as a message shows them.
fn shown(line: &Line) -> String {
    let names: Vec<_> = texts(line).take(SHOWN).map(|(_, text)| format!("`{}`", cut(text))).collect();
    if names.is_empty() { "-".to_owned() } else { names.join(", ") }
}

/// At most 40 characters, so that one cell does not fill a message.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Problem, Scheme};

    static SCHEMA: Schema = Schema {
        list: "targets",
        columns: &[
            ColumnSpec {
                field: "id",
                aliases: &["统一社会信用代码", "代码(必填)"],
                kind: CellKind::Id(Scheme::CreditCode),
                required: true,
            },
            ColumnSpec {
                field: "name",
                aliases: &["企业名称", "Name"],
                kind: CellKind::Text,
                required: true,
            },
            ColumnSpec { field: "area", aliases: &["区域"], kind: CellKind::Text, required: false },
        ],
        key: &["id"],
    };

    fn lines(rows: &[&[&str]]) -> Vec<Line> {
        let line = |(number, cells): (u64, &&[&str])| {
            let mut line = Line::default();
            line.clear(number);
            (0..).zip(*cells).for_each(|(column, text)| line.push(column, Kind::Text, text));
            line.width = Some(cells.len() as u64);
            line
        };
        (1..).zip(rows).map(line).collect()
    }

    fn columns(rows: &[&[&str]], mapping: &[(&str, &str)]) -> Result<Vec<(String, u32)>, Vec<&'static str>> {
        let mapping = mapping.iter().map(|&(field, header)| (field.to_owned(), header.to_owned())).collect();
        let found = find(&lines(rows), &SCHEMA, &Options { mapping, ..Options::default() });
        found
            .map(|header| header.assigned.into_iter().map(|one| (one.field, one.column)).collect())
            .map_err(|errors| errors.iter().map(Problem::code).collect())
    }

    fn at(fields: &[(&str, u32)]) -> Result<Vec<(String, u32)>, Vec<&'static str>> {
        Ok(fields.iter().map(|&(field, column)| (field.to_owned(), column)).collect())
    }

    #[test]
    fn space_width_case_and_stars_do_not_matter() {
        assert_eq!(plain("*统一 社会\u{a0}信用\u{3000}代码\n"), "统一社会信用代码");
        let odd: &[&str] = &["", "\u{feff}ＮＡＭＥ ", "* 代码（必填）"];
        assert_eq!(columns(&[&["2026年名录"], odd], &[]), at(&[("id", 2), ("name", 1)]));
    }

    #[test]
    fn the_row_with_most_required_columns_is_the_header() {
        let rows: [&[&str]; 4] = [
            &["企业名称"],
            &["区域", "企业名称", "x"],
            &["企业名称", "统一社会信用代码"],
            &["企业名称", "统一社会信用代码"],
        ];
        let header = find(&lines(&rows), &SCHEMA, &Options::default()).unwrap();
        assert_eq!((header.at, header.row, header.width), (2, 3, Some((2, 2))));
    }

    #[test]
    fn every_missing_or_doubtful_column_is_named_at_once() {
        assert_eq!(columns(&[&["区域", "电话"]], &[]), Err(vec!["missing-column", "missing-column"]));
        assert_eq!(columns(&[&["a", "b"]], &[]), Err(vec!["header-not-found"]));
        let twice: &[&str] = &["统一社会信用代码", "代码（必填）", "name"];
        assert_eq!(columns(&[twice], &[]), Err(vec!["ambiguous-column"]));
        assert_eq!(columns(&[twice], &[("id", "代码(必填)")]), at(&[("id", 1), ("name", 2)]));
        assert_eq!(columns(&[&["name", "name", "统一社会信用代码"]], &[]), Err(vec!["ambiguous-column"]));
    }

    #[test]
    fn a_mapping_names_any_header_and_further_attributes() {
        let row: &[&str] = &["主体", "码", "片区", "企业名称"];
        let mapping = [("id", "码"), ("name", "主体"), ("attribute:片区", " 片 区")];
        assert_eq!(columns(&[row], &mapping), at(&[("id", 1), ("name", 0), ("attribute:片区", 2)]));
        let wrong = [("id", "代号"), ("name", "主体")];
        assert_eq!(columns(&[row], &wrong), Err(vec!["mapped-header-missing"]));
        for field in ["region", "attribute:", "attribute:a\nb"] {
            assert_eq!(columns(&[row], &[(field, "码")]), Err(vec!["mapping-unknown-field"]));
        }
    }
}
