"""The milestones of a visit by days before T−0, and what is due around today.

A milestone whose day would be a Saturday or a Sunday stands on the Friday before. Those with a number
of days from today are made up: two are two days late, others fall due soon. The host's are written
first, so they concern nothing of the guest's.
"""

from typing import NamedTuple

from summit.text import Bilingual

from .base import When, t, text

CLOSE_OF_BUSINESS = "17:00"


class Due(NamedTuple):
    """A deadline: close of business in the capital of its side, unless `at` names a time."""

    key: str
    side: str
    when: When
    title: Bilingual
    who: tuple[str, ...]
    shared: bool = True
    critical: bool = False
    # The key of an item, an event or an engagement
    concerns: str = ""
    at: str = ""


SHERPAS = ("us-sherpa", "jp-sherpa")
AIDES = ("us-nsc", "jp-na1")
MINISTRIES = ("us-eap", "jp-na1")
PROTOCOL = ("us-protocol", "jp-protocol")
PRESS = ("us-press", "jp-press")

MILESTONES = [
    Due("due-invitation", "us", t(96), text("Invitation, dates, rank and title agreed", "招請・日程・訪問の格式・名称の合意"), SHERPAS),
    Due("due-announcement", "us", t(76), text("Public announcement of the visit", "訪問の公表"), PRESS),
    Due("due-themes", "us", t(75), text("Themes, long list of deliverables, paired leads", "テーマ・成果案一覧・双方の担当の決定"), AIDES),
    Due("due-circular", "us", t(40), text("Administrative circular: roles, registration, rooms", "事務連絡：役割・登録・控室"), PROTOCOL),
    Due("due-stocktake", "jp", t(54), text("Vice-ministerial stocktake", "次官級による進捗確認"), MINISTRIES, concerns="event-vice-call"),
    Due("due-zero-draft", "us", t(47), text("Agenda exchange 1; zero draft of the joint text", "議題の第1回交換・共同文書の素案"), AIDES),
    Due("due-survey", "jp", t(40), text("Pre-advance site survey", "事前現地調査"), ("us-protocol", "jp-embassy")),
    Due("due-congress", "us", t(37), text("Invitation of Congress, slot of the address", "議会の招請・演説の時間枠"), ("us-congress", "jp-embassy"), concerns="event-address"),
    Due("due-list-1", "us", t(30), text("Delegation list, version 1, to Protocol", "代表団名簿（第1版）を儀典へ提出"), PROTOCOL),
    Due("due-text-2", "jp", t(21), text("Joint text, round 2, in brackets", "共同文書第2次案（括弧付き）"), AIDES, critical=True),
    Due("due-third-party", "us", t(20), text("Officials’ meeting with the Philippines", "日米比事務レベル協議"), MINISTRIES, concerns="item-partners"),
    Due("due-list-final", "us", t(14), text("Delegation list, final; accreditation", "代表団名簿（確定版）・資格認定"), PROTOCOL, critical=True),
    Due("due-advance", "us", t(9), text("Advance team on site", "先遣隊の現地入り"), ("us-protocol", "jp-embassy")),
    Due("due-referendum", "jp", t(7), text("Text ad referendum; fact sheet; language conformity", "文書の暫定合意・ファクトシート・日英文の照合"), (*AIDES, "us-legal", "jp-treaties"), critical=True),
    Due("due-seating", "us", t(5), text("Seating and manifests", "座席表・車列・搭乗者名簿"), PROTOCOL, concerns="event-state-dinner"),
    Due("due-walk-through", "us", t(1), text("Walk-through; final line-by-line", "現場での通し確認・最終次第書"), PROTOCOL),
    Due("due-issue", "us", t(0), text("Statement, fact sheet and readouts issued", "共同声明・ファクトシート・会談概要の発表"), PRESS, critical=True, concerns="event-press", at="16:00"),
    Due("due-readouts", "jp", t(-5), text("Readouts reconciled", "会談記録の突合"), AIDES),
    Due("due-follow-30", "us", t(-30), text("Follow-up on deliverables, 30 days", "成果のフォローアップ（30日後）"), AIDES),
    Due("due-follow-90", "jp", t(-90), text("Follow-up on deliverables, 90 days", "成果のフォローアップ（90日後）"), AIDES),
]  # fmt: skip

UNITED_STATES = [
    Due("due-us-authority", "us", t(61), text("Legal authority check (Circular 175)", "国内法上の権限の確認（Circular 175）"), ("us-legal",), False),
    Due("due-us-stakeholders", "us", t(30), text("Stakeholder list", "関係団体の一覧"), ("us-congress", "us-commerce"), False),
    Due("due-us-guests", "us", t(21), text("Guest list of the state dinner", "公式晩餐会の招待者名簿"), ("us-social",), False, concerns="event-state-dinner"),
    Due("due-us-gifts", "us", t(14), text("Gifts with values; diets", "贈り物と価額・食事制限"), ("us-protocol",), False),
    Due("due-us-clearance", "us", t(12), text("Papers to clearance", "資料の決裁"), ("us-nsc", "us-eap"), False),
    Due("due-us-schedule", "us", t(6), text("Public schedule, detailed", "公開日程の発表"), ("us-press",), False),
    Due("due-us-book", "us", t(5), text("Briefing book locked", "資料集の確定"), ("us-nsc",), False, True),
    Due("due-us-prebrief", "us", t(5), text("Pre-brief of the President; texts to interpreters", "大統領への事前説明・通訳への資料提供"), ("us-sherpa", "us-nsc", "us-interpreter"), False, concerns="event-us-prebrief"),
    Due("due-us-thanks", "us", t(-7), text("Thank-you letters; gift register", "礼状・贈り物の登録"), ("us-protocol",), False),
    Due("due-us-supply", "us", -2, text("Talking points, supply chain", "サプライチェーンに関する発言要領"), ("us-nsc", "us-commerce"), False, True, "item-supply"),
    Due("due-us-scene", "us", 1, text("Scene setter, Korean Peninsula", "情勢説明資料（朝鮮半島）"), ("us-nsc", "us-eap"), False, concerns="item-korea"),
    Due("due-us-call-sheet", "us", 2, text("Call sheet, Senate Foreign Relations", "電話要領（上院外交委員会）"), ("us-congress", "us-eap"), False, concerns="eng-us-sfrc", at="11:00"),
]  # fmt: skip

JAPAN = [
    Due("due-jp-authority", "jp", t(61), text("Legal check of international commitments", "国際約束に関する法的検討"), ("jp-treaties",), False),
    Due("due-jp-press-plan", "jp", t(30), text("Press plan", "報道計画"), ("jp-press", "jp-na1"), False),
    Due("due-jp-gifts", "jp", t(14), text("Gifts and menu", "贈呈品・食事"), ("jp-protocol",), False),
    Due("due-jp-clearance", "jp", t(12), text("Papers to clearance", "資料の決裁"), ("jp-na1", "jp-nss"), False),
    Due("due-jp-schedule", "jp", t(5), text("Announcement of the schedule", "日程の公表"), ("jp-press",), False),
    Due("due-jp-book", "jp", t(5), text("Briefing book locked", "発言要領・資料集の確定"), ("jp-na1",), False, True),
    Due("due-jp-study", "jp", t(5), text("Study session of the Prime Minister; texts to interpreters", "総理勉強会・通訳への資料提供"), ("jp-sherpa", "jp-na1", "jp-interpreter"), False, concerns="event-jp-study"),
    Due("due-jp-thanks", "jp", t(-7), text("Thank-you letters; gift register", "礼状・贈呈品台帳"), ("jp-protocol",), False),
    Due("due-jp-seas", "jp", -2, text("Talking points, East and South China Seas", "東シナ海・南シナ海に関する発言要領"), ("jp-na1", "jp-nss"), False, True, "item-seas"),
    Due("due-jp-speech", "jp", 2, text("Outline of the address to Congress", "議会演説の骨子"), ("jp-kantei", "jp-na1"), False, concerns="event-address"),
    Due("due-jp-letter", "jp", 1, text("Letter to the Congressional Study Group", "日本研究グループ宛書簡"), ("jp-embassy",), False, concerns="eng-jp-study-group", at="12:00"),
]  # fmt: skip

SOON = [
    Due("due-exchange-2", "us", 3, text("Second exchange of agenda items", "議題の第2回交換"), (*AIDES, "us-eap", "jp-nss"), critical=True),
    Due("due-call-people", "jp", 1, text("Participants of the aides’ call", "事務方電話会議の出席者通報"), AIDES, concerns="event-aides"),
]  # fmt: skip

DEADLINES = MILESTONES + UNITED_STATES + JAPAN + SOON
