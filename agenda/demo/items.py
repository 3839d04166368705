"""What is on the agenda: nine shared items, and what each side keeps to itself.

Themes and deliverables are those of the public record: the joint statement and fact sheet of
10 April 2024. What is sought on paper about them is invented for the demonstration.
"""

from typing import NamedTuple

from agenda.choices import ItemStatus
from summit.text import Bilingual

from .base import text

SECURITY = text("Security", "安全保障")
REGION = text("Region", "地域情勢")
ECONOMY = text("Economy", "経済")
TECHNOLOGY = text("Technology and space", "科学技術・宇宙")
PARTNERSHIP = text("Partnership", "連携・交流")
DISCUSSION, PROPOSED, PARKED = ItemStatus.DISCUSSION, ItemStatus.PROPOSED, ItemStatus.PARKED


class Item(NamedTuple):
    """An agenda item; the first lead that a side names is the lead of that side."""

    key: str
    side: str
    number: int | None
    theme: Bilingual
    title: Bilingual
    common_text: Bilingual
    outcome: Bilingual
    leads: tuple[str, ...]
    status: str = DISCUSSION


SHARED = [
    Item(
        "item-command",
        "us",
        1,
        SECURITY,
        text("Command and control of alliance forces", "同盟の指揮統制"),
        text(
            "Upgrade our respective command and control frameworks, so that operations and "
            "capabilities integrate in peacetime and during contingencies.",
            "平時及び緊急事態において作戦及び能力がより円滑に統合されるよう、それぞれの指揮統制の枠組みを向上させる。",
        ),
        text("Paragraph of the joint statement; task to the 2+2.", "共同声明に一文。日米「2＋2」に検討を指示。"),
        ("us-defense", "jp-mod"),
    ),
    Item(
        "item-seas",
        "jp",
        2,
        REGION,
        text("East and South China Seas", "東シナ海・南シナ海情勢"),
        text(
            "Oppose any unilateral attempts to change the status quo by force or coercion; freedom "
            "of navigation and overflight, consistent with international law as reflected in UNCLOS.",
            "力又は威圧による一方的な現状変更の試みに反対する。国連海洋法条約に反映された国際法に従い、航行及び上空飛行の自由を支持する。",
        ),
        text("Section of the joint statement.", "共同声明に一節。"),
        ("us-nsc", "jp-na1"),
    ),
    Item(
        "item-korea",
        "us",
        3,
        REGION,
        text("Korean Peninsula and denuclearisation", "朝鮮半島情勢・北朝鮮の非核化"),
        text(
            "Complete denuclearisation of North Korea in accordance with Security Council "
            "resolutions; immediate resolution of the abductions issue.",
            "国連安保理決議に従った北朝鮮の完全な非核化。拉致問題の即時解決。",
        ),
        text("Paragraph of the joint statement.", "共同声明に一文。"),
        ("us-eap", "jp-na1"),
    ),
    Item(
        "item-industry",
        "jp",
        4,
        SECURITY,
        text("Defence industry, maintenance and repair", "防衛産業協力、艦船・航空機の整備"),
        text(
            "Find areas for co-development and co-production of missiles, and for the maintenance "
            "and repair of forward-deployed U.S. Navy ships and Air Force aircraft in Japan.",
            "ミサイルの共同開発・共同生産、前方展開された米海軍艦船及び米空軍航空機の日本における整備・修理について、優先分野を特定する。",
        ),
        text("A forum of both ministries, named in the fact sheet.", "両省庁の協議体の設置をファクトシートに明記。"),
        ("us-defense", "jp-mod"),
    ),
    Item(
        "item-supply",
        "us",
        5,
        ECONOMY,
        text("Supply-chain resilience and semiconductors", "サプライチェーンの強靱化・半導体"),
        text(
            "Resilient supply chains for semiconductors, critical minerals and batteries; concerns "
            "about non-market policies and economic coercion.",
            "半導体、重要鉱物及び電池の強靱なサプライチェーン。非市場的政策及び経済的威圧への懸念。",
        ),
        text("Roadmap for semiconductor cooperation.", "半導体協力のロードマップ。"),
        ("us-commerce", "jp-meti"),
    ),
    Item(
        "item-technology",
        "jp",
        6,
        TECHNOLOGY,
        text("AI, quantum and fusion energy", "AI・量子・フュージョンエネルギー"),
        text(
            "University research partnerships on artificial intelligence, cooperation on quantum "
            "science, and a partnership to commercialise fusion energy.",
            "AI に関する大学間の研究協力、量子科学技術分野の協力、フュージョンエネルギーの実用化に向けたパートナーシップ。",
        ),
        text(
            "US$110 million for AI partnerships of universities, announced.",
            "大学間 AI 協力に対する計1億1,000万ドルの拠出を発表。",
        ),
        ("us-commerce", "jp-meti"),
    ),
    Item(
        "item-space",
        "us",
        7,
        TECHNOLOGY,
        text("Space: Artemis and the lunar rover", "宇宙：アルテミス計画・月面与圧ローバ"),
        text(
            "Japan provides and sustains a pressurised lunar rover; the United States allocates two "
            "astronaut flight opportunities to the lunar surface.",
            "日本は月面与圧ローバを提供・運用し、米国は日本人宇宙飛行士による月面着陸の機会を2回提供する。",
        ),
        text("Implementing arrangement signed before the summit.", "会談に先立ち実施取決めに署名。"),
        ("us-nsc", "jp-na1"),
    ),
    Item(
        "item-partners",
        "us",
        8,
        PARTNERSHIP,
        text("Partners: AUKUS Pillar II, the Philippines", "AUKUS 第2の柱・日米比協力"),
        text(
            "Consultations with Japan on advanced capability projects under AUKUS Pillar II; the "
            "Luzon Economic Corridor with the Philippines.",
            "AUKUS 第2の柱における先進能力分野の協力に関する協議。フィリピンとのルソン経済回廊。",
        ),
        text("Trilateral joint vision statement.", "日米比首脳による共同ビジョンステートメント。"),
        ("us-nsc", "jp-nss"),
        PROPOSED,
    ),
    Item(
        "item-values",
        "jp",
        9,
        PARTNERSHIP,
        text("Democratic values, people-to-people", "民主主義の価値・人的交流"),
        text(
            "Shared democratic values; exchanges of students, of cities and of culture.",
            "民主主義という共通の価値。学生、都市及び文化の交流。",
        ),
        text("Section of the fact sheet on exchanges.", "人的交流に関するファクトシートの一節。"),
        ("us-eap", "jp-na1"),
        PROPOSED,
    ),
]  # fmt: skip

INTERNAL = [
    Item(
        "item-us-steel",
        "us",
        None,
        ECONOMY,
        text("If raised: Nippon Steel and U.S. Steel", "先方から提起された場合：日本製鉄とUSスチール"),
        text("", ""),
        text("No announcement; not on the shared agenda.", "発表なし。共通議題とはしない。"),
        ("us-commerce",),
        PARKED,
    ),
    Item(
        "item-us-trade",
        "us",
        None,
        ECONOMY,
        text("Free trade and the Indo-Pacific framework: next steps", "自由貿易・インド太平洋経済枠組みの今後"),
        text("", ""),
        text("Decide whether to propose it as a shared item.", "共通議題として提案するかを判断。"),
        ("us-commerce",),
        PROPOSED,
    ),
    Item(
        "item-jp-steel",
        "jp",
        None,
        ECONOMY,
        text("If raised: Nippon Steel and U.S. Steel", "先方から提起された場合：日本製鉄とUSスチール"),
        text("", ""),
        text("Answer on the record only.", "応答要領のみ準備。"),
        ("jp-meti",),
        PARKED,
    ),
    Item(
        "item-jp-dialogue",
        "jp",
        None,
        PARTNERSHIP,
        text("A dialogue on diplomacy and development", "外交・開発に関する戦略対話の提案"),
        text("", ""),
        text("Sound out the vice-ministerial level first.", "次官級で打診後、共通議題として提案。"),
        ("jp-na1",),
        PROPOSED,
    ),
]  # fmt: skip
