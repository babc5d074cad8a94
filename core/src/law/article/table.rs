//! The 33 articles, paragraph by paragraph, and the items that are cited on their own.

use super::Status;

articles! {
    #[doc(alias = "第一条")]
    A1 = "A1" "第一条" Encoded,
        "按清单和计划随机抽对象、随机配人员，结果依法公开", "objects and officers are drawn at random from list and plan, results are published";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第一款")]
    A2P1 = "A2P1" "第二条第一款" Encoded,
        "只对清单内的事项实施随机抽查", "only matters on the item list are drawn";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第二款")]
    A2P2 = "A2P2" "第二条第二款" Encoded,
        "五种情形不走随机抽查", "five kinds of matters are inspected without a draw";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第二款第一项")]
    A2P2I1 = "A2P2I1" "第二条第二款第一项" Encoded,
        "五类上级机关专门要求或部署的检查除外", "what one of five superior bodies demands or deploys is outside";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第二款第二项")]
    A2P2I2 = "A2P2I2" "第二条第二款第二项" Encoded,
        "投诉、监测、履职发现的违法线索除外", "leads from complaints, monitoring or duty are outside";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第二款第三项")]
    A2P2I3 = "A2P2I3" "第二条第二款第三项" Encoded,
        "转来、交来或督办的案件除外", "cases passed on, assigned or supervised are outside";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第二款第四项")]
    A2P2I4 = "A2P2I4" "第二条第二款第四项" Encoded,
        "突发安全事故除外", "sudden work-safety incidents are outside";
    #[doc(alias = "第二条")] #[doc(alias = "第二条第二款第五项")]
    A2P2I5 = "A2P2I5" "第二条第二款第五项" Encoded,
        "其余不宜随机的，须说明理由并经批准", "other unsuited matters, with a reason and an approver";
    #[doc(alias = "第三条")]
    A3 = "A3" "第三条" Encoded,
        "依法、公开，检查者负责反馈并承担责任", "lawful and open; whoever inspects feeds back and answers for it";
    #[doc(alias = "第四条")] #[doc(alias = "第四条第一款")]
    A4P1 = "A4P1" "第四条第一款" Context("机构职责，不产生可计算的规则", "a mandate of the bureau, nothing to compute"),
        "本局统筹并考核系统内的随机抽查", "the bureau directs, coordinates and assesses";
    #[doc(alias = "第四条")] #[doc(alias = "第四条第二款")]
    A4P2 = "A4P2" "第四条第二款" Context("机构职责，同一单位可以兼任两种角色", "a mandate of the bureau, which may hold both roles"),
        "本局在辖区内具体实施", "the bureau also carries inspections out";
    #[doc(alias = "第五条")]
    A5 = "A5" "第五条" Context("本库不绑定平台，只产出可供导入的文件", "the library is bound to no platform and writes files to import"),
        "统一使用省级平台并共享信息", "the provincial platform is used and information shared";
    #[doc(alias = "第六条")]
    A6 = "A6" "第六条" Encoded,
        "十个环节全程留痕，责任可以追溯", "ten stages leave a trace that names who is responsible";
    #[doc(alias = "第七条")]
    A7 = "A7" "第七条" Encoded,
        "考核评价以平台数据为准", "assessment reads the platform's data";
    #[doc(alias = "第八条")] #[doc(alias = "第八条第一款")]
    A8P1 = "A8P1" "第八条第一款" Encoded,
        "事项清单须写明七项要素", "an item states its seven elements";
    #[doc(alias = "第八条")] #[doc(alias = "第八条第二款")]
    A8P2 = "A8P2" "第八条第二款" Encoded,
        "法律变动时调整清单并公布", "the list follows the law and changes are published";
    #[doc(alias = "第九条")]
    A9 = "A9" "第九条" Encoded,
        "只抽查一般检查事项", "only general items are drawn at random";
    #[doc(alias = "第十条")]
    A10 = "A10" "第十条" Encoded,
        "分级建立检查对象名录库并动态维护", "each level keeps a directory of targets up to date";
    #[doc(alias = "第十一条")]
    A11 = "A11" "第十一条" Encoded,
        "谁管理、谁维护，按标准建立执法检查人员名录库", "whoever manages officers keeps their directory up to standard";
    #[doc(alias = "第十二条")] #[doc(alias = "第十二条第一款")]
    A12P1 = "A12P1" "第十二条第一款" Encoded,
        "年度计划须备案并公开", "the annual plan is filed and published";
    #[doc(alias = "第十二条")] #[doc(alias = "第十二条第二款")]
    A12P2 = "A12P2" "第十二条第二款" Encoded,
        "可以牵头或参与联合抽查", "the bureau may lead a joint inspection or take part";
    #[doc(alias = "第十三条")]
    A13 = "A13" "第十三条" Encoded,
        "计划须写明范围、时间、数量和比例", "a plan states scope, time, number and ratio";
    #[doc(alias = "第十四条")] #[doc(alias = "第十四条第一款")]
    A14P1 = "A14P1" "第十四条第一款" Encoded,
        "比例和频次随风险与信用调整", "ratio and frequency follow risk and credit";
    #[doc(alias = "第十四条")] #[doc(alias = "第十四条第二款")]
    A14P2 = "A14P2" "第十四条第二款" Encoded,
        "同一单位一年内原则上至多抽查两次", "in principle one unit is drawn at most twice a year";
    #[doc(alias = "第十四条")] #[doc(alias = "第十四条第三款")]
    A14P3 = "A14P3" "第十四条第三款" Encoded,
        "临时性抽查参照计划执行并留有记录", "ad-hoc draws follow the plan's rules and are recorded";
    #[doc(alias = "第十五条")]
    A15 = "A15" "第十五条" Encoded,
        "上级可委托下级检查", "an upper department may entrust a lower one";
    #[doc(alias = "第十六条")]
    A16 = "A16" "第十六条" Encoded,
        "任务先设置，再以摇号抽取", "the task is set before the lottery";
    #[doc(alias = "第十七条")]
    A17 = "A17" "第十七条" Encoded,
        "不定向或定向抽取，各类对象可用不同比例", "undirected or directed, each category with its own ratio";
    #[doc(alias = "第十八条")]
    A18 = "A18" "第十八条" Encoded,
        "名单确认、锁定后派发并公告", "the list is confirmed, locked, dispatched and announced";
    #[doc(alias = "第十九条")]
    A19 = "A19" "第十九条" Encoded,
        "同期抽中同一对象的任务合并实施", "tasks that meet one target in one period are merged";
    #[doc(alias = "第二十条")] #[doc(alias = "第二十条第一款")]
    A20P1 = "A20P1" "第二十条第一款" Context("平台操作步骤，派发名单即其输入", "a step at the platform, whose input is the dispatched list"),
        "执行单位查看任务和名单后匹配人员", "the unit reads task and list and matches officers";
    #[doc(alias = "第二十条")] #[doc(alias = "第二十条第二款")]
    A20P2 = "A20P2" "第二十条第二款" Encoded,
        "每个对象至少两名检查人员，组成检查组并选定一名组长", "at least two officers a target form a team with one leader";
    #[doc(alias = "第二十条")] #[doc(alias = "第二十条第三款")]
    A20P3 = "A20P3" "第二十条第三款" Encoded,
        "人员不足时可直接委派，或统筹相邻区域人员随机匹配", "where officers are too few, assign directly or draw from neighbouring areas as well";
    #[doc(alias = "第二十一条")]
    A21 = "A21" "第二十一条" Encoded,
        "检查人员须具备执法资格", "officers hold a qualification to enforce";
    #[doc(alias = "第二十二条")]
    A22 = "A22" "第二十二条" Encoded,
        "匹配后原则上不更换；有利害关系的应当回避", "a matched officer stays in principle; one with an interest recuses";
    #[doc(alias = "第二十三条")]
    A23 = "A23" "第二十三条" Recorded,
        "可查资料、看现场，可组织各类联合检查", "documents and sites are inspected, in several joint forms";
    #[doc(alias = "第二十四条")]
    A24 = "A24" "第二十四条" Context("原文缺主语，按组长理解；属组内分工，不产生可计算的规则", "the text lacks its subject, read as the leader; how a team divides its work is nothing to compute"),
        "组长统筹现场，组员服从分工", "the leader organises the visit, members follow";
    #[doc(alias = "第二十五条")]
    A25 = "A25" "第二十五条" Encoded,
        "用适配的表单检查，全组在结果上签字", "a fitting form is used and all of the team sign the result";
    #[doc(alias = "第二十六条")]
    A26 = "A26" "第二十六条" Encoded,
        "结论限于八种", "a result is one or more of eight conclusions";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第一项")]
    A26I1 = "A26I1" "第二十六条第一项" Encoded,
        "没有发现问题", "no problem was found";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第二项")]
    A26I2 = "A26I2" "第二十六条第二项" Encoded,
        "按登记地址找不到对象", "the target cannot be reached at its registered address";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第三项")]
    A26I3 = "A26I3" "第二十六条第三项" Encoded,
        "该公示的信息没有公示", "required information was not published";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第四项")]
    A26I4 = "A26I4" "第二十六条第四项" Encoded,
        "公示的信息不实", "published information hides the truth or is false";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第五项")]
    A26I5 = "A26I5" "第二十六条第五项" Encoded,
        "发现问题，已下达改正要求", "a problem was found and correction was ordered";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第六项")]
    A26I6 = "A26I6" "第二十六条第六项" Encoded,
        "不配合且情节严重", "the target seriously refuses to cooperate";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第七项")]
    A26I7 = "A26I7" "第二十六条第七项" Encoded,
        "发现问题，留待后续处置", "a problem was found and awaits follow-up";
    #[doc(alias = "第二十六条")] #[doc(alias = "第二十六条第八项")]
    A26I8 = "A26I8" "第二十六条第八项" Encoded,
        "其余情况", "anything else";
    #[doc(alias = "第二十七条")]
    A27 = "A27" "第二十七条" Encoded,
        "对象有配合义务；四种情形可认定不配合情节严重", "targets cooperate; four grounds may count as serious refusal";
    #[doc(alias = "第二十七条")] #[doc(alias = "第二十七条第一项")]
    A27I1 = "A27I1" "第二十七条第一项" Encoded,
        "不让检查人员或受托机构进门", "entry is refused to officers or the body they entrusted";
    #[doc(alias = "第二十七条")] #[doc(alias = "第二十七条第二项")]
    A27I2 = "A27I2" "第二十七条第二项" Encoded,
        "不交相关材料", "relevant material is refused";
    #[doc(alias = "第二十七条")] #[doc(alias = "第二十七条第三项")]
    A27I3 = "A27I3" "第二十七条第三项" Encoded,
        "情况或材料不实、不合要求", "information or material is untrue or not as required";
    #[doc(alias = "第二十七条")] #[doc(alias = "第二十七条第四项")]
    A27I4 = "A27I4" "第二十七条第四项" Encoded,
        "其他妨碍，且使检查难以进行", "other obstruction that keeps the inspection from going on";
    #[doc(alias = "第二十八条")] #[doc(alias = "第二十八条第一款")]
    A28P1 = "A28P1" "第二十八条第一款" Encoded,
        "任务结束后二十个工作日内录入并公示结果", "results are entered and published within 20 working days after the task";
    #[doc(alias = "第二十八条")] #[doc(alias = "第二十八条第二款")]
    A28P2 = "A28P2" "第二十八条第二款" Encoded,
        "已公示的结果不随意改动，确有错误经负责人签字更正", "a published result stays; a true mistake is corrected over the head's signature";
    #[doc(alias = "第二十八条")] #[doc(alias = "第二十八条第三款")]
    A28P3 = "A28P3" "第二十八条第三款" Encoded,
        "异议二十个工作日内复核，十五个工作日内反馈", "an objection is reviewed in 20 working days and answered in 15";
    #[doc(alias = "第二十八条")] #[doc(alias = "第二十八条第四款")]
    A28P4 = "A28P4" "第二十八条第四款" Encoded,
        "录入要及时、准确、完整", "entries are timely, accurate and complete";
    #[doc(alias = "第二十九条")]
    A29 = "A29" "第二十九条" Encoded,
        "无法实质检查的，凭证据直接形成结果", "where inspection is impossible, evidence alone makes the result";
    #[doc(alias = "第三十条")]
    A30 = "A30" "第三十条" Encoded,
        "文字和音像材料归档保存", "texts and recordings are archived";
    #[doc(alias = "第三十一条")]
    A31 = "A31" "第三十一条" Encoded,
        "五种情形可以免责", "five grounds on which liability may be waived";
    #[doc(alias = "第三十一条")] #[doc(alias = "第三十一条第一项")]
    A31I1 = "A31I1" "第三十一条第一项" Encoded,
        "已按法律和计划履职", "duty was done as law and plan ask";
    #[doc(alias = "第三十一条")] #[doc(alias = "第三十一条第二项")]
    A31I2 = "A31I2" "第三十一条第二项" Encoded,
        "技术手段所限未能发现", "technical means could not have found it";
    #[doc(alias = "第三十一条")] #[doc(alias = "第三十一条第三项")]
    A31I3 = "A31I3" "第三十一条第三项" Encoded,
        "事故与抽查没有因果关系", "an accident has no causal link to the inspection";
    #[doc(alias = "第三十一条")] #[doc(alias = "第三十一条第四项")]
    A31I4 = "A31I4" "第三十一条第四项" Encoded,
        "受托机构报告虚假导致误判", "an entrusted body's false report misled";
    #[doc(alias = "第三十一条")] #[doc(alias = "第三十一条第五项")]
    A31I5 = "A31I5" "第三十一条第五项" Encoded,
        "法律规定的其他免责情形", "other grounds in law";
    #[doc(alias = "第三十二条")]
    A32 = "A32" "第三十二条" Encoded,
        "五种情形应当追责", "five grounds of liability";
    #[doc(alias = "第三十二条")] #[doc(alias = "第三十二条第一项")]
    A32I1 = "A32I1" "第三十二条第一项" Encoded,
        "未按要求抽查并有不良后果", "not inspected as required, with bad consequences";
    #[doc(alias = "第三十二条")] #[doc(alias = "第三十二条第二项")]
    A32I2 = "A32I2" "第三十二条第二项" Encoded,
        "未及时公示并有不良后果", "not published in time, with bad consequences";
    #[doc(alias = "第三十二条")] #[doc(alias = "第三十二条第三项")]
    A32I3 = "A32I3" "第三十二条第三项" Encoded,
        "涉嫌犯罪的案件没有移送", "a suspected crime was not passed to the police";
    #[doc(alias = "第三十二条")] #[doc(alias = "第三十二条第四项")]
    A32I4 = "A32I4" "第三十二条第四项" Encoded,
        "无故不执行或拖延任务", "a task was not carried out or delayed without reason";
    #[doc(alias = "第三十二条")] #[doc(alias = "第三十二条第五项")]
    A32I5 = "A32I5" "第三十二条第五项" Encoded,
        "法律规定的其他追责情形", "other grounds in law";
    #[doc(alias = "第三十三条")]
    A33 = "A33" "第三十三条" Context("指向上位文件，由口径配置逐层覆盖", "points to the rules above, which another rule set expresses"),
        "其余事项参照省级意见", "for the rest the provincial opinion is consulted";
}
