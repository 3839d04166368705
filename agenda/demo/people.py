"""The sides, who signs in, and the offices that make up each delegation."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from summit.choices import Access, Part, Role
from summit.text import Bilingual

from .base import text

SLUG = "japan-us-2024"
TITLE = text("Prime Minister of Japan to the United States", "岸田総理大臣の米国公式訪問")
SHORT_TITLE = text("Japan–U.S. visit", "日米首脳会談")
PLACE = text("Washington", "ワシントン")
VENUE_ZONE = "America/New_York"
TOKYO = "Asia/Tokyo"


class Side(NamedTuple):
    """A delegation."""

    key: str
    code: str
    name: Bilingual
    capital: Bilingual
    time_zone: str
    language: str
    part: str
    colour: str
    visit_rank: Bilingual


SIDES = [
    Side(
        "us",
        "US",
        text("United States", "米国"),
        text("Washington", "ワシントン"),
        VENUE_ZONE,
        "en",
        Part.HOST,
        "#24478f",
        text("Official Visit with State Dinner", "公式訪問（公式晩餐会を含む）"),
    ),
    Side(
        "jp",
        "JP",
        text("Japan", "日本国"),
        text("Tokyo", "東京"),
        TOKYO,
        "ja",
        Part.GUEST,
        "#a3263c",
        text("Official visit, treatment as a state guest", "国賓待遇の公式訪問"),
    ),
]


ZONES = {side.key: ZoneInfo(side.time_zone) for side in SIDES}


class Login(NamedTuple):
    """An account and its seat; no side: the platform administrator."""

    email: str
    name: str
    side: str = ""
    access: str = Access.AIDE
    # Where its people work, if not in their capital
    time_zone: str = ""


LOGINS = [
    Login("nsc-east-asia@us.example", "NSC East Asia desk", "us"),
    Login("admin@us.example", "U.S. delegation office", "us", Access.LEAD),
    Login("eap@state.example", "State, East Asian and Pacific Affairs", "us"),
    Login("protocol@state.example", "State, Protocol", "us"),
    Login("social@whitehouse.example", "White House Social Secretary’s office", "us"),
    Login("japan-desk@commerce.example", "Commerce, Japan desk", "us"),
    Login("indo-pacific@defense.example", "Defense, Indo-Pacific", "us"),
    Login("embassy-tokyo@state.example", "Embassy Tokyo", "us", Access.VIEWER, TOKYO),
    Login("na1@mofa.example", "MOFA First North America Division", "jp"),
    Login("admin@mofa.example", "Japan delegation office", "jp", Access.LEAD),
    Login("protocol@mofa.example", "MOFA Protocol", "jp"),
    Login("nss@cas.example", "National Security Secretariat", "jp"),
    Login("americas@meti.example", "METI Americas Division", "jp"),
    Login("us-cooperation@mod.example", "MOD Japan–U.S. Defense Cooperation", "jp"),
    Login("kantei@cas.example", "Cabinet Secretariat (Kantei)", "jp", Access.VIEWER),
    Login(
        "embassy-washington@mofa.example",
        "Embassy of Japan in Washington",
        "jp",
        time_zone=VENUE_ZONE,
    ),
    Login("platform@summit.example", "Platform administrator"),
]


class Person(NamedTuple):
    """A member: one of the two principals, or an office."""

    key: str
    name: str
    office: str
    role: str
    precedence: int
    account: str = ""
    title: str = ""
    native_name: str = ""
    native_office: str = ""
    shared: bool = True

    @property
    def side(self) -> str:
        """The side that it belongs to, from the key."""
        return self.key[:2]


NSC, STATE, WHITE_HOUSE = "National Security Council", "Department of State", "White House"
MOFA, MOFA_JA = "Ministry of Foreign Affairs", "外務省"
CAS, CAS_JA = "Cabinet Secretariat", "内閣官房"

MEMBERS = [
    Person("us-president", "Joe Biden", WHITE_HOUSE, Role.PRINCIPAL, 1, title="President"),
    Person("us-sherpa", "Sherpa’s office", NSC, Role.SHERPA, 10, "admin@us.example"),
    Person("us-nsc", "NSC East Asia desk", NSC, Role.SOUS_SHERPA, 20, "nsc-east-asia@us.example"),
    Person("us-eap", "East Asian and Pacific Affairs", STATE, Role.ACTION_OFFICER, 30, "eap@state.example"),
    Person("us-commerce", "Japan desk", "Department of Commerce", Role.ACTION_OFFICER, 40, "japan-desk@commerce.example"),
    Person("us-defense", "Indo-Pacific Security Affairs", "Department of Defense", Role.ACTION_OFFICER, 41, "indo-pacific@defense.example"),
    Person("us-protocol", "Office of the Chief of Protocol", STATE, Role.PROTOCOL, 50, "protocol@state.example"),
    Person("us-social", "Social Secretary’s office", WHITE_HOUSE, Role.PROTOCOL, 51, "social@whitehouse.example"),
    Person("us-press", "Press office", WHITE_HOUSE, Role.PRESS, 60),
    Person("us-embassy", "Embassy Tokyo", STATE, Role.OTHER, 70, "embassy-tokyo@state.example"),
    Person("us-legal", "Office of the Legal Adviser", STATE, Role.LEGAL, 80, shared=False),
    Person("us-congress", "Legislative affairs", WHITE_HOUSE, Role.LEGISLATIVE, 81, shared=False),
    Person("us-interpreter", "Language Services", STATE, Role.INTERPRETER, 90, shared=False),
    Person("jp-pm", "Kishida Fumio", "Prime Minister’s Office", Role.PRINCIPAL, 1, title="Prime Minister", native_name="岸田文雄", native_office="総理大臣官邸"),
    Person("jp-sherpa", "Sherpa’s office", MOFA, Role.SHERPA, 10, "admin@mofa.example", native_name="シェルパ室", native_office=MOFA_JA),
    Person("jp-nss", "National Security Secretariat", CAS, Role.SOUS_SHERPA, 15, "nss@cas.example", native_name="国家安全保障局", native_office=CAS_JA),
    Person("jp-na1", "First North America Division", MOFA, Role.SOUS_SHERPA, 20, "na1@mofa.example", native_name="北米第一課", native_office=MOFA_JA),
    Person("jp-meti", "Americas Division", "Ministry of Economy, Trade and Industry", Role.ACTION_OFFICER, 40, "americas@meti.example", native_name="米州課", native_office="経済産業省"),
    Person("jp-mod", "Japan–U.S. Defense Cooperation", "Ministry of Defense", Role.ACTION_OFFICER, 41, "us-cooperation@mod.example", native_name="日米防衛協力課", native_office="防衛省"),
    Person("jp-protocol", "Protocol", MOFA, Role.PROTOCOL, 50, "protocol@mofa.example", native_name="儀典", native_office=MOFA_JA),
    Person("jp-embassy", "Embassy in Washington", MOFA, Role.ADVANCE, 55, "embassy-washington@mofa.example", native_name="在米国大使館", native_office=MOFA_JA),
    Person("jp-press", "Press Division", MOFA, Role.PRESS, 60, native_name="報道課", native_office=MOFA_JA),
    Person("jp-kantei", "Kantei, executive secretaries", CAS, Role.OTHER, 70, "kantei@cas.example", native_name="総理秘書官室", native_office=CAS_JA, shared=False),
    Person("jp-treaties", "International Legal Affairs", MOFA, Role.LEGAL, 80, native_name="国際法局", native_office=MOFA_JA, shared=False),
    Person("jp-interpreter", "Interpreters", MOFA, Role.INTERPRETER, 90, native_name="通訳", native_office=MOFA_JA, shared=False),
]  # fmt: skip
