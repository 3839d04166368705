"""Whom the visit must win: Congress, business, North Carolina. Contacts are offices."""

from typing import NamedTuple

from stakeholders.choices import Channel, Kind
from summit.text import Bilingual

from .base import When, t, text
from .programme import april

EMPTY = text("", "")


class Body(NamedTuple):
    """An organisation."""

    key: str
    side: str
    name: Bilingual
    kind: str
    parent: str = ""
    about: Bilingual = EMPTY
    website: str = ""
    shared: bool = True


ORGANISATIONS = [
    Body("org-congress", "us", text("Congress of the United States", "米国連邦議会"), Kind.LEGISLATURE, about=text("Invites to a Joint Meeting through the Speaker.", "下院議長が合同会議に招請する。"), website="https://www.congress.gov/"),
    Body("org-house", "us", text("House of Representatives", "下院"), Kind.LEGISLATURE, "org-congress", website="https://www.house.gov/"),
    Body("org-senate", "us", text("Senate", "上院"), Kind.LEGISLATURE, "org-congress", website="https://www.senate.gov/"),
    Body("org-sfrc", "us", text("Senate Foreign Relations Committee", "上院外交委員会"), Kind.COMMITTEE, "org-senate", text("Treaties and foreign policy in the Senate.", "上院で条約・外交政策を所管する。"), "https://www.foreign.senate.gov/"),
    Body("org-hfac", "us", text("House Foreign Affairs Committee", "下院外交委員会"), Kind.COMMITTEE, "org-house", text("Foreign policy in the House.", "下院で外交政策を所管する。"), "https://foreignaffairs.house.gov/"),
    Body("org-study-group", "jp", text("Congressional Study Group on Japan", "連邦議会日本研究グループ"), Kind.CAUCUS, "org-congress", text("Members of both parties and chambers.", "両院・超党派の議員で構成。")),
    Body("org-chamber", "us", text("U.S. Chamber of Commerce", "全米商工会議所"), Kind.ASSOCIATION, website="https://www.uschamber.com/"),
    Body("org-usjbc", "us", text("U.S.–Japan Business Council", "米日経済協議会"), Kind.ASSOCIATION, about=text("Hosts the luncheon together with the Chamber.", "商工会議所と昼食会を共催する。")),
    Body("org-microsoft", "jp", text("Microsoft", "マイクロソフト"), Kind.COMPANY, about=text("Invests US$2.9 billion in Japan.", "日本に29億ドルを投資。"), website="https://www.microsoft.com/"),
    Body("org-toyota", "jp", text("Toyota", "トヨタ自動車"), Kind.COMPANY, about=text("Battery plant in Liberty, North Carolina.", "ノースカロライナ州リバティに電池工場。")),
    Body("org-honda", "jp", text("Honda Aircraft", "ホンダ エアクラフト"), Kind.COMPANY, about=text("In Greensboro, North Carolina.", "ノースカロライナ州グリーンズボロに所在。")),
    Body("org-north-carolina", "us", text("Governor of North Carolina", "ノースカロライナ州知事"), Kind.SUBNATIONAL, about=text("Greets on arrival and hosts the luncheon of the last day.", "到着時の出迎え、最終日の昼食会を主催。")),
    Body("org-us-labour", "us", text("Trade unions, steel", "鉄鋼労働組合"), Kind.UNION, shared=False),
    Body("org-jp-media", "jp", text("Japanese press accompanying the visit", "同行記者団"), Kind.MEDIA, shared=False),
]  # fmt: skip


class Person(NamedTuple):
    """A contact: an office, no person."""

    key: str
    side: str
    organisation: str
    name: str
    title: str = ""
    native_name: str = ""
    shared: bool = False


CONTACTS = [
    Person("contact-speaker", "us", "org-house", "Office of the Speaker", "Host of the Joint Meeting", shared=True),
    Person("contact-sfrc", "us", "org-sfrc", "Majority staff", "East Asia"),
    Person("contact-hfac", "us", "org-hfac", "Majority staff", "Indo-Pacific"),
    Person("contact-governor", "us", "org-north-carolina", "Office of the Governor", "Protocol", shared=True),
    Person("contact-jp-chamber", "jp", "org-chamber", "Asia programme", "Luncheon", shared=True),
    Person("contact-jp-microsoft", "jp", "org-microsoft", "Government affairs, Japan", native_name="日本マイクロソフト 政策渉外"),
    Person("contact-jp-toyota", "jp", "org-toyota", "External affairs", native_name="渉外部"),
]  # fmt: skip


class Contacting(NamedTuple):
    """An engagement. Internal ones are made up."""

    key: str
    side: str
    organisation: str
    when: When
    channel: str
    subject: Bilingual
    objective: str = ""
    message: str = ""
    lead: str = ""
    contact: str = ""
    shared: bool = False
    outcome: str = ""


ENGAGEMENTS = [
    Contacting("eng-luncheon", "jp", "org-chamber", april(9), Channel.EVENT, text("Luncheon with business leaders", "経済界との昼食会"), lead="jp-meti", shared=True),
    Contacting("eng-reception", "us", "org-house", april(11), Channel.EVENT, text("Reception by the Speaker", "下院議長主催レセプション"), lead="us-eap", contact="contact-speaker", shared=True),
    Contacting("eng-toyota", "jp", "org-toyota", april(12), Channel.VISIT, text("Battery plant", "電池工場視察"), lead="jp-meti", shared=True),
    Contacting("eng-honda", "jp", "org-honda", april(12), Channel.VISIT, text("Honda Aircraft", "ホンダ エアクラフト視察"), lead="jp-meti", shared=True),
    Contacting("eng-us-sfrc-held", "us", "org-sfrc", t(37), Channel.MEETING, text("Staff briefing on the visit", ""), "Early word to both parties.", "The alliance is the most cost-effective deterrent in the region.", "us-congress", "contact-sfrc", outcome="Went well; asked for the text on command and control."),
    Contacting("eng-us-sfrc", "us", "org-sfrc", 2, Channel.CALL, text("Call before the second exchange of texts", ""), "No surprise on AUKUS Pillar II.", "Consultations, project by project.", "us-congress", "contact-sfrc"),
    Contacting("eng-us-hfac", "us", "org-hfac", 4, Channel.MEETING, text("Seating and escort for the Joint Meeting", ""), "Escort committee named in time.", "", "us-congress", "contact-hfac"),
    Contacting("eng-us-labour", "us", "org-us-labour", 5, Channel.CALL, text("Listening call on steel", ""), "Hear them before the visit.", "", "us-commerce"),
    Contacting("eng-us-governor", "us", "org-north-carolina", 3, Channel.EMAIL, text("Order of lunch and plants", ""), "One order of the day for both sides.", "", "us-protocol", "contact-governor"),
    Contacting("eng-jp-microsoft-held", "jp", "org-microsoft", t(40), Channel.MEETING, text("", "投資発表の時期"), "表敬の機会に合わせた発表を打診。", "投資を歓迎する。", "jp-meti", "contact-jp-microsoft", outcome="前向き。社内の決裁後に回答。"),
    Contacting("eng-jp-study-group", "jp", "org-study-group", 3, Channel.LETTER, text("", "演説への出席依頼"), "できるだけ多くの議員の出席。", "", "jp-embassy"),
    Contacting("eng-jp-chamber", "jp", "org-chamber", 4, Channel.CALL, text("", "昼食会の座席"), "出席企業の確認。", "", "jp-meti", "contact-jp-chamber"),
    Contacting("eng-jp-media", "jp", "org-jp-media", 5, Channel.MEETING, text("", "同行記者団への説明"), "取材機会の割当て。", "", "jp-press"),
]  # fmt: skip
