//! The words by which lists and people name a grade, a status or a category.

/// Gives an enum its words from one table: the written form, the Chinese word, further words that lists use.
macro_rules! words {
    ($name:ident { $($variant:ident = $code:literal $zh:literal [$($alias:literal),* $(,)?]),* $(,)? }) => {
        impl $name {
            /// Every word that means one of them: the written form, the Chinese word, and what else lists say.
            pub const WORDS: &'static [(&'static str, Self)] = &[
                $( ($code, Self::$variant), ($zh, Self::$variant), $(($alias, Self::$variant),)* )*
            ];

            /// The same words, each with the written form that it stands for: what a column of a file may hold.
            pub const CHOICES: &'static [(&'static str, &'static str)] = &[
                $( ($code, $code), ($zh, $code), $(($alias, $code),)* )*
            ];

            /// The written form, as in JSON.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code ),* }
            }

            /// The Chinese word.
            pub fn zh(self) -> &'static str {
                match self { $( Self::$variant => $zh ),* }
            }

            /// What `word` means, if it is exactly one of [`Self::WORDS`].
            pub fn from_word(word: &str) -> Option<Self> {
                Self::WORDS.iter().find_map(|&(known, value)| (known == word).then_some(value))
            }
        }
    };
}

use super::{Category, QualificationKind, Risk, Status};

words! {
    Risk {
        High = "high" "高" ["高风险", "高风险等级"],
        Normal = "normal" "一般" ["中", "中等", "一般风险", "中风险", "中等风险"],
        Low = "low" "低" ["低风险", "低风险等级"],
    }
}

words! {
    Status {
        Active = "active" "存续" [
            "在业", "开业", "正常", "在营", "营业", "在册", "在营（开业）", "在营（开业）企业", "存续（在营、开业、在册）",
        ],
        Closed = "closed" "停业" ["歇业", "停业歇业"],
        Deregistered = "deregistered" "注销" ["已注销", "注销企业", "吊销，已注销", "吊销已注销"],
        Revoked = "revoked" "吊销" ["已吊销", "吊销企业", "吊销，未注销", "吊销未注销"],
        MovedAway = "moved-away" "迁出" ["已迁出", "迁出企业"],
    }
}

words! {
    Category {
        General = "general" "一般检查事项" ["一般"],
        Key = "key" "重点检查事项" ["重点"],
    }
}

words! {
    QualificationKind {
        CivilServant = "civil-servant" "行政执法类公务员" ["执法类公务员", "公务员"],
        QualifiedStaff = "qualified-staff" "具有行政执法资格的工作人员" [
            "具有行政执法资格", "具有行政执法资格的人员", "行政执法资格人员", "具备执法资格的工作人员",
        ],
        DailySafety = "daily-safety" "从事安全生产日常监管工作的人员" [
            "从事安全生产日常监管", "从事安全生产日常监管的人员", "安全生产日常监管人员", "安全生产日常监管",
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    macro_rules! consistent {
        ($name:ident) => {
            let words: BTreeSet<&str> = $name::WORDS.iter().map(|&(word, _)| word).collect();
            assert_eq!(words.len(), $name::WORDS.len(), "a word has one meaning");
            for &(word, value) in $name::WORDS {
                assert_eq!($name::from_word(word), Some(value));
                assert_eq!($name::from_word(value.zh()), Some(value));
                assert_eq!(serde_json::to_value(value).unwrap(), value.code());
            }
            assert_eq!($name::from_word(""), None);
            let choices = $name::CHOICES.iter().map(|&(word, code)| (word, $name::from_word(code).unwrap()));
            assert!(choices.eq($name::WORDS.iter().copied()));
        };
    }

    #[test]
    fn every_word_has_one_meaning_and_codes_are_what_json_writes() {
        consistent!(Risk);
        consistent!(Status);
        consistent!(Category);
        consistent!(QualificationKind);
        assert_eq!(Status::from_word("吊销，未注销"), Some(Status::Revoked));
        assert_eq!(Status::from_word("吊销，已注销"), Some(Status::Deregistered));
    }
}
