"""What each side might want. Made up: nothing here is known of the real preparation.

Each objective says that it is demonstration text. Sides write in their own language.
"""

from typing import NamedTuple

MARK = {"us": "Demonstration text. ", "jp": "【実演用の文章】"}


class Stand(NamedTuple):
    """One side's position on an item; `points` become the talking points, one a line."""

    item: str
    objective: str
    points: tuple[str, ...]
    must_have: str = ""
    red_line: str = ""
    fallback: str = ""
    if_raised: str = ""


UNITED_STATES = [
    Stand(
        "item-command",
        "Announce the upgrade of command and control and give the 2+2 a date to report.",
        (
            "The most significant upgrade since the alliance was founded.",
            "Welcome the Joint Operations Command that Japan is setting up.",
            "Propose that ministers report within the year.",
        ),
        must_have="“Upgrade” stays in the text.",
        red_line="No promise about who commands whom.",
        fallback="Announce the intention; leave the date to the 2+2.",
        if_raised="Costs: for the ministries, later.",
    ),
    Stand(
        "item-seas",
        "Same words as last year or stronger; coast guards named.",
        (
            "Welcome the increased tempo of trilateral exercises.",
            "Reaffirm that Article V applies to the Senkaku Islands.",
            "Propose a standing coast guard channel.",
        ),
        must_have="Article V language unchanged.",
        fallback="Working group instead of a standing channel.",
    ),
    Stand(
        "item-korea",
        "One voice on denuclearisation; the door to talks stays open.",
        (
            "Trilateral missile-warning data sharing works.",
            "Support the immediate resolution of the abductions issue.",
            "No preconditions for talks.",
        ),
        must_have="“Complete denuclearisation”.",
        if_raised="A leaders’ meeting of Japan and North Korea: we welcome direct dialogue.",
    ),
    Stand(
        "item-industry",
        "Ship repair in Japan; a forum that meets this year.",
        (
            "Regional repair keeps ships where they are needed.",
            "Co-production starts with interceptors.",
        ),
        fallback="Name the forum; add the list of projects later.",
    ),
    Stand(
        "item-supply",
        "A roadmap with dates, not a declaration.",
        (
            "Chips: align incentives so that they do not compete.",
            "Critical minerals: build on last year’s agreement.",
            "Economic coercion: respond together.",
        ),
        must_have="Legacy semiconductors in the text.",
        red_line="No commitment on tariffs.",
        if_raised="Steel: see the internal item; nothing beyond the public line.",
    ),
    Stand(
        "item-technology",
        "Announce the university partnerships with the companies present.",
        (
            "US$110 million, from both governments and companies.",
            "Fusion: commercial projects first.",
        ),
    ),
    Stand(
        "item-space",
        "Two seats announced together with the rover.",
        (
            "A Japanese astronaut will be the first non-American on the Moon, conditions permitting.",
        ),
        red_line="No date for a landing.",
    ),
    Stand(
        "item-partners",
        "“Are considering cooperation” on Pillar II, agreed among the three AUKUS members.",
        ("Project by project, not membership.", "The Luzon corridor is for Thursday."),
        red_line="Nothing that reads as accession to AUKUS.",
    ),
    Stand(
        "item-values",
        "Scholarships named, with a number.",
        ("Cherry trees as a gift for the 250th anniversary.", "Double the exchanges of students."),
    ),
    Stand(
        "item-us-steel",
        "Do not raise it.",
        ("A private matter under review; the President’s statement stands.",),
        if_raised="The relationship is larger than one transaction.",
    ),
]

JAPAN = [
    Stand(
        "item-command",
        "統合作戦司令部の設置に合わせ、連携強化を首脳間で確認する。",
        (
            "本年度末までに統合作戦司令部を設置する。",
            "自衛隊の指揮権の独立性は維持される。",
            "具体化は日米「2＋2」で進める。",
        ),
        must_have="「それぞれの」指揮統制の枠組みという表現。",
        red_line="自衛隊が米軍の指揮下に入ると読める表現は不可。",
        fallback="検討の開始のみを発表。",
    ),
    Stand(
        "item-seas",
        "日米安保条約第5条の尖閣諸島への適用を再確認する。",
        (
            "東シナ海における一方的な現状変更の試みに強く反対する。",
            "南シナ海での威圧的行動への懸念を共有する。",
            "台湾海峡の平和と安定の重要性を改めて確認する。",
        ),
        must_have="第5条の文言は前回から後退させない。",
        fallback="海上保安機関の協力は作業部会とする。",
        if_raised="中国との対話：建設的かつ安定的な関係の構築という方針を説明。",
    ),
    Stand(
        "item-korea",
        "拉致問題の即時解決への支持を文書に明記する。",
        (
            "拉致問題は時間的制約のある人道問題である。",
            "日朝首脳会談の実現に向けた取組への理解を求める。",
            "日米韓の連携を進める。",
        ),
        must_have="「拉致問題の即時解決」の明記。",
    ),
    Stand(
        "item-industry",
        "整備・修理の対象を広げ、国内基盤の強化につなげる。",
        (
            "大型艦の整備は民間造船所の能力を踏まえて段階的に進める。",
            "共同開発・生産は優先分野から。",
        ),
        fallback="協議体の設置で合意し、対象は後日決定。",
    ),
    Stand(
        "item-supply",
        "半導体協力のロードマップに時期を入れる。",
        (
            "補助金競争を避け、補完的な関係を築く。",
            "重要鉱物の供給源を多角化する。",
            "経済的威圧には連携して対応する。",
        ),
        red_line="特定国を名指しした輸出管理の約束は不可。",
        if_raised="鉄鋼：内部の議題を参照。民間企業の案件であり、コメントを控える。",
    ),
    Stand(
        "item-technology",
        "大学間協力を企業の参加を得て発表する。",
        ("AI の研究者の往来を増やす。", "フュージョンは産業化を見据える。"),
    ),
    Stand(
        "item-space",
        "日本人宇宙飛行士の月面着陸2回を確保する。",
        ("与圧ローバは日本が開発し、運用を担う。", "着陸の時期は先方の計画による。"),
        must_have="「2回」の明記。",
    ),
    Stand(
        "item-partners",
        "第2の柱への協力を検討対象として位置付ける。",
        ("先進能力分野で貢献できる。", "日米比の枠組みを定例化する。"),
        fallback="個別案件ごとの協議とする。",
    ),
    Stand(
        "item-values",
        "次世代の交流を数字で示す。",
        ("桜の苗木250本を贈呈する。", "留学の往来を拡大する。"),
    ),
    Stand(
        "item-jp-steel",
        "当方からは提起しない。",
        ("民間企業の経営に関する事項であり、政府としてのコメントは控える。",),
        if_raised="日本企業の対米投資は米国経済に貢献している。",
    ),
]

BY_SIDE = {"us": UNITED_STATES, "jp": JAPAN}
