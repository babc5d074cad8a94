//! The articles that the code cites. Summaries are ours; the statute's sentences stand in the statute.

use std::fmt;

use serde::Serialize;

macro_rules! articles {
    ($($(#[doc = $doc:literal])* $(#[doc(alias = $alias:literal)])* $name:ident = $code:literal $citation:literal, $zh:literal, $en:literal;)*) => {
        /// An article, paragraph or item of the 2023 guideline that a decision can name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Article { $( #[doc = $en] $(#[doc(alias = $alias)])* $name ),* }

        impl Article {
            /// All of them, in the order of the guideline.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The short code, `A14P2` for example.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The way officials cite it, `第十四条第二款` for example.
            pub fn citation(self) -> &'static str {
                match self { $(Self::$name => $citation),* }
            }

            /// What it asks, in our words, in Chinese.
            pub fn summary_zh(self) -> &'static str {
                match self { $(Self::$name => $zh),* }
            }

            /// What it asks, in our words, in English.
            pub fn summary_en(self) -> &'static str {
                match self { $(Self::$name => $en),* }
            }
        }
    };
}

articles! {
    #[doc(alias = "第二条")]
    A2P1 = "A2P1" "第二条第一款", "只对清单内的事项实施随机抽查", "only matters on the item list are drawn";
    #[doc(alias = "第六条")]
    A6 = "A6" "第六条", "十个环节全程留痕，责任可以追溯", "ten stages leave a trace that names who is responsible";
    #[doc(alias = "第八条")]
    A8P1 = "A8P1" "第八条第一款", "事项清单须写明七项要素", "an item states its seven elements";
    #[doc(alias = "第九条")]
    A9 = "A9" "第九条", "只抽查一般检查事项", "only general items are drawn at random";
    #[doc(alias = "第十条")]
    A10 = "A10" "第十条", "分级建立检查对象名录库并动态维护", "each level keeps a directory of targets up to date";
    #[doc(alias = "第十一条")]
    A11 = "A11" "第十一条", "谁管理、谁维护，按标准建立执法检查人员名录库", "whoever manages officers keeps their directory up to standard";
    #[doc(alias = "第十二条")]
    A12P1 = "A12P1" "第十二条第一款", "年度计划须备案并公开", "the annual plan is filed and published";
    #[doc(alias = "第十二条")]
    A12P2 = "A12P2" "第十二条第二款", "可以牵头或参与联合抽查", "the bureau may lead a joint inspection or take part";
    #[doc(alias = "第十三条")]
    A13 = "A13" "第十三条", "计划须写明范围、时间、数量和比例", "a plan states scope, time, number and ratio";
    #[doc(alias = "第十四条")]
    A14P1 = "A14P1" "第十四条第一款", "比例和频次随风险与信用调整", "ratio and frequency follow risk and credit";
    #[doc(alias = "第十四条")]
    A14P2 = "A14P2" "第十四条第二款", "同一单位一年内原则上至多抽查两次", "in principle one unit is drawn at most twice a year";
    #[doc(alias = "第十四条")]
    A14P3 = "A14P3" "第十四条第三款", "临时性抽查参照计划执行并留有记录", "ad-hoc draws follow the plan's rules and are recorded";
    #[doc(alias = "第十五条")]
    A15 = "A15" "第十五条", "上级可委托下级检查", "an upper department may entrust a lower one";
    #[doc(alias = "第十六条")]
    A16 = "A16" "第十六条", "任务先设置，再以摇号抽取", "the task is set before the lottery";
    #[doc(alias = "第十七条")]
    A17 = "A17" "第十七条", "不定向或定向抽取，各类对象可用不同比例", "undirected or directed, each category with its own ratio";
    #[doc(alias = "第十八条")]
    A18 = "A18" "第十八条", "名单确认、锁定后派发并公告", "the list is confirmed, locked, dispatched and announced";
    #[doc(alias = "第十九条")]
    A19 = "A19" "第十九条", "同期抽中同一对象的任务合并实施", "tasks that meet one target in one period are merged";
    #[doc(alias = "第二十条")]
    A20P2 = "A20P2" "第二十条第二款", "每个对象至少两名检查人员，组成检查组并选定一名组长", "at least two officers a target form a team with one leader";
    #[doc(alias = "第二十条")]
    A20P3 = "A20P3" "第二十条第三款", "人员不足时可直接委派，或统筹相邻区域人员随机匹配", "where officers are too few, assign directly or draw from neighbouring areas as well";
    #[doc(alias = "第二十一条")]
    A21 = "A21" "第二十一条", "检查人员须具备执法资格", "officers hold a qualification to enforce";
    #[doc(alias = "第二十二条")]
    A22 = "A22" "第二十二条", "匹配后原则上不更换；有利害关系的应当回避", "a matched officer stays in principle; one with an interest recuses";
    #[doc(alias = "第二十八条")]
    A28P1 = "A28P1" "第二十八条第一款", "任务结束后二十个工作日内公示抽查结果", "results are published within 20 working days after the task ends";
    #[doc(alias = "第二十八条")]
    A28P3 = "A28P3" "第二十八条第三款", "收到异议材料后二十个工作日内复核，复核后十五个工作日内反馈", "an objection is reviewed within 20 working days and answered within 15 more";
}

impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.citation())
    }
}

impl Serialize for Article {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Article {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        let known = Self::ALL.iter().find(|article| article.code() == code);
        known
            .copied()
            .ok_or_else(|| serde::de::Error::custom(format!("`{code}` is no article that is cited")))
    }
}
