//! What keeps a draw from being written as SQL.

use crate::base::problem::problems;

problems! {
    /// Why there is no statement.
    pub enum SqlError {
        /// No engine has the hash.
        Suite = "sql-suite" @ A16 {
            zh: "该批次使用 SM3，DuckDB、Spark SQL 和 PostgreSQL 都没有这个函数",
            en: "the round uses SM3, which neither DuckDB nor Spark SQL nor PostgreSQL knows",
            hint_zh: "用 verify 核验；单个号码可用 openssl dgst -sm3 计算",
            hint_en: "run verify; a single ticket can be computed by openssl dgst -sm3",
        }
        /// The record has no such task.
        Task { task: String } = "sql-task-unknown" @ A16 {
            zh: "记录中没有任务 `{task}`",
            en: "the record has no task `{task}`",
            hint_zh: "写 seal.tasks 中的任务编号",
            hint_en: "write the id of a task in seal.tasks",
        }
        /// The task has no such stratum.
        Stratum { stratum: u32, strata: u64 } = "sql-stratum-unknown" @ A17 {
            zh: "没有第 {stratum} 分项（从 0 数起），该任务有 {strata} 个分项",
            en: "there is no stratum {stratum}, counted from 0; the task has {strata}",
            hint_zh: "分项从 0 数起",
            hint_en: "count strata from 0",
        }
        /// An item of the task is not given.
        Item { item: String } = "sql-item-missing" @ A8P1 {
            zh: "没有给出事项 `{item}`，不知道它检查哪些类型的对象",
            en: "item `{item}` is not given, and with it the kinds of targets that it is for",
            hint_zh: "给出封存时的抽查事项清单",
            hint_en: "give the item list that was sealed",
        }
        /// A column's name that the engine would take for a variable.
        Name { name: String } = "sql-column-name" @ A17 {
            zh: "Spark SQL 会把列名 `{name}` 中的 ${{…}} 当作变量替换",
            en: "Spark SQL would replace the ${{…}} in column name `{name}` as a variable",
            hint_zh: "改用 DuckDB 或 PostgreSQL",
            hint_en: "use DuckDB or PostgreSQL",
        }
    }
}
