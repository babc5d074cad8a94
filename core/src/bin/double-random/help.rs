//! What `--help` says.

use super::cli::Lang;

const ZH: &str = "\
用法：double-random 命令 [选项]

  wire                    每行一个请求（JSON），每行一个回答：其他语言由此调用本程序库
  verify 记录文件         核验抽查记录，逐项列出结论和依据条款；暂缓公布的记录核对已公布的部分
  certificate 记录文件    一个检查对象的核验单：是否列入、机会多大、是否抽中及原因
  sql 记录文件            写出一条 SQL 语句，在数据库中重新抽取一个分项
  rows --targets 文件     把名录写成统一的 CSV（UTF-8，规则所用的列），供数据库和其他核对方式读取

verify 和 certificate 的选项（verify 不给名录时只核对记录自身能说明的部分）：
  --targets 文件          检查对象名录：.csv、.xlsx、.json 或 .jsonl（每行一户，适合千万行）
  --items 文件            抽查事项清单（.json）
  --history 文件          检查历史（.csv、.xlsx 或 .json）
  --units 文件            区域与任务执行单位对照表（.csv、.xlsx 或 .json）
  --officers 文件         执法检查人员名录（.csv、.xlsx 或 .json）
  --experts 文件          专家库（.csv、.xlsx、.json）
  --recusals 文件         回避，按匹配编号分组（.json）
  --overrides 文件        经批准的频次例外（.json）
  --plans 文件            年度抽查工作计划，任务所依据的各版（.json）
  --lists 文件            以上名录写在一个文件里（.json）
  --earlier 文件或目录    此前的记录，可写多次；目录中的 .json 全部读入
  --map 字段=表头         指定检查对象名录的哪一列是哪个字段，例如 attribute:使用燃气=使用燃气；
                          其他名录写成 history.date=检查时间
  --scheme 方式           编号方式：ascii（默认，按封存时的编号照读）或 credit-code

certificate 的选项：
  --id 编号               检查对象
  --today 日期            今天的日期，暂缓公布的记录须写明，例如 2026-11-24
  --form text|json        一段话（默认），或带证明的核验单（JSON）

sql 的选项：
  --items 文件            封存时的抽查事项清单（.json）
  --task 编号             任务
  --stratum 序号          第几个分项，从 0 数起（默认 0）
  --dialect 数据库        duckdb（默认）、spark 或 postgresql
  --today 日期            今天的日期，暂缓公布的记录须写明：语句里有密钥

  --lang zh|en            输出语言（默认 zh）
  --help                  显示本说明
  --version               显示版本

退出码：0 完全一致或已完成；1 没有通过，或无从全部核对；2 命令、文件或名录有误。
";

const EN: &str = "\
Usage: double-random COMMAND [OPTIONS]

  wire                    one request a line (JSON), one answer a line: the way in for other languages
  verify RECORD           checks a record; names every check, its result and its article; of a record under
                          embargo what is public
  certificate RECORD      one target's answer: whether listed, its chance, whether drawn and why
  sql RECORD              writes the SQL statement that draws one stratum again in a database
  rows --targets FILE     writes a list as plain CSV (UTF-8, the columns of the rules) for databases and other checkers

Options of verify and certificate (without lists verify checks what the record shows by itself):
  --targets FILE          the directory of targets: .csv, .xlsx, .json or .jsonl (a target a line, for millions)
  --items FILE            the item list (.json)
  --history FILE          past visits (.csv, .xlsx or .json)
  --units FILE            the table of areas and units (.csv, .xlsx or .json)
  --officers FILE         the directory of officers (.csv, .xlsx or .json)
  --experts FILE          the expert pool (.csv, .xlsx, .json)
  --recusals FILE         recusals by the id of the match (.json)
  --overrides FILE        approved exceptions from the cap (.json)
  --plans FILE            yearly plans, in the versions that the tasks name (.json)
  --lists FILE            all lists in one file (.json)
  --earlier FILE|FOLDER   records before this one, as often as needed; of a folder every .json
  --map FIELD=HEADER      which column of the targets is which field, attribute:gas=uses gas for example;
                          columns of other lists are written history.date=visited
  --scheme NAME           how ids are read: ascii (default, as they were sealed) or credit-code

Options of certificate:
  --id ID                 the target
  --today DATE            the day, asked for by a record under embargo, 2026-11-24 for example
  --form text|json        a sentence (default), or the certificate with its proofs (JSON)

Options of sql:
  --items FILE            the sealed item list (.json)
  --task ID               the task
  --stratum NUMBER        the stratum, counted from 0 (default 0)
  --dialect ENGINE        duckdb (default), spark or postgresql
  --today DATE            the day, asked for by a record under embargo: the statement holds the key

  --lang zh|en            language of the report (default zh)
  --help                  show this
  --version               show the version

Exit codes: 0 exact, or done; 1 not exact; 2 the command, a file or a list is wrong.
";

/// The help, the language of the report first.
pub(crate) fn text(lang: Lang) -> String {
    let (first, second) = lang.pick((ZH, EN), (EN, ZH));
    format!("{first}\n{second}")
}
