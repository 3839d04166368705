"""Places and events. Times are of the place; what is not sourced says "to be confirmed".

Sources: the Ministry of Foreign Affairs of Japan, the Prime Minister's Office of Japan, the
Congressional Record, The American Presidency Project, the Governor of North Carolina, and the press
(Asahi, Yomiuri, Kyodo, NHK). Preparatory and internal rows are made up.
"""

import datetime as dt
from typing import NamedTuple

from agenda.choices import Format
from summit.text import Bilingual

from .base import When, t, text
from .people import TOKYO, VENUE_ZONE

NONE = text("", "")
TIME_OPEN = text("Time to be confirmed.", "時刻は未確定。")
END_OPEN = text("End to be confirmed.", "終了時刻は未確定。")
MADE_UP = text("Demonstration text.", "実演用の文章。")


class Place(NamedTuple):
    """A venue."""

    key: str
    name: Bilingual
    address: str
    time_zone: str = VENUE_ZONE


VENUES = [
    Place("venue-andrews", text("Joint Base Andrews", "アンドルーズ統合基地"), "Maryland"),
    Place("venue-blair", text("Blair House", "ブレアハウス"), "Washington, D.C."),
    Place("venue-arlington", text("Arlington National Cemetery", "アーリントン国立墓地"), "Arlington, Virginia"),
    Place("venue-willard", text("Willard hotel", "ウィラード・ホテル"), "Washington, D.C."),
    Place("venue-white-house", text("White House", "ホワイトハウス"), "1600 Pennsylvania Avenue NW, Washington, D.C."),
    Place("venue-capitol", text("United States Capitol", "連邦議会議事堂"), "Washington, D.C."),
    Place("venue-state", text("Department of State", "国務省"), "Washington, D.C."),
    Place("venue-raleigh-airport", text("Raleigh–Durham International Airport", "ローリー・ダーラム国際空港"), "North Carolina"),
    Place("venue-toyota", text("Toyota battery plant, Liberty", "トヨタ自動車 電池工場（リバティ）"), "Liberty, North Carolina"),
    Place("venue-honda", text("Honda Aircraft, Greensboro", "ホンダ エアクラフト（グリーンズボロ）"), "Greensboro, North Carolina"),
    Place("venue-mansion", text("Executive Mansion, Raleigh", "ノースカロライナ州知事公邸"), "Raleigh, North Carolina"),
    Place("venue-haneda", text("Haneda Airport", "羽田空港"), "Tokyo", TOKYO),
]  # fmt: skip


class Event(NamedTuple):
    """A meeting or another event; `at` is the time on the clocks of `zone`.

    `items` are (item, minutes), `people` members: the principals as such, others as staff.
    """

    key: str
    side: str
    when: When
    at: str
    minutes: int
    title: Bilingual
    format: str
    venue: str = ""
    room: str = ""
    remarks: Bilingual = NONE
    zone: str = VENUE_ZONE
    items: tuple[tuple[str, int], ...] = ()
    people: tuple[str, ...] = ()
    shared: bool = True


def april(day: int) -> dt.date:
    """A day of the visit."""
    return dt.date(2024, 4, day)


PRINCIPALS = ("us-president", "jp-pm")
TABLE = (*PRINCIPALS, "us-nsc", "jp-na1", "us-interpreter", "jp-interpreter")

VISIT = [
    Event("event-arrival", "us", april(8), "17:53", 30, text("Arrival of the Prime Minister", "総理到着"), Format.MOVEMENT, "venue-andrews", "", text("Lodging at Blair House.", "宿舎はブレアハウス。"), people=("jp-pm", "us-protocol", "jp-protocol")),
    Event("event-arlington", "us", april(9), "09:00", 45, text("Tomb of the Unknown Soldier", "無名戦士の墓への献花"), Format.CEREMONY, "venue-arlington", "", TIME_OPEN, people=("jp-pm", "us-protocol", "jp-protocol")),
    Event("event-microsoft", "jp", april(9), "10:30", 30, text("Meeting with the President of Microsoft", "マイクロソフト社長による表敬"), Format.COURTESY_CALL, "", "", TIME_OPEN, people=("jp-pm", "jp-meti")),
    Event("event-chamber", "jp", april(9), "12:00", 60, text("Luncheon, U.S. Chamber of Commerce and U.S.–Japan Business Council", "全米商工会議所・米日経済協議会共催昼食会"), Format.WORKING_MEAL, people=("jp-pm", "jp-meti", "us-commerce")),
    Event("event-students", "jp", april(9), "14:30", 60, text("Meeting with students", "日米の学生との交流"), Format.OTHER, "venue-willard", "", TIME_OPEN, people=("jp-pm",)),
    Event("event-memorial", "jp", april(9), "16:00", 60, text("Japanese American memorial, tree planting", "日系米国人記念碑訪問・植樹"), Format.VISIT, "", "", TIME_OPEN, people=("jp-pm",)),
    Event("event-gifts", "us", april(9), "18:10", 150, text("Exchange of gifts, dinner hosted by the President", "贈り物の交換・大統領主催の夕食会"), Format.SMALL_GROUP, "venue-white-house", "", text("Dinner at a restaurant.", "夕食は市内のレストラン。"), people=PRINCIPALS),
    Event("event-experts", "jp", april(9), "19:00", 90, text("Foreign Minister’s dinner with U.S. experts", "外務大臣と米国有識者との夕食会"), Format.WORKING_MEAL, "", "", END_OPEN, people=("jp-na1",)),
    Event("event-ceremony", "us", april(10), "10:00", 35, text("Arrival ceremony", "歓迎式典"), Format.CEREMONY, "venue-white-house", "South Lawn", text("19-gun salute.", "19発の礼砲。"), people=(*PRINCIPALS, "us-protocol", "jp-protocol")),
    Event("event-small", "us", april(10), "10:50", 30, text("Summit meeting, small group", "首脳会談（少人数会合）"), Format.SMALL_GROUP, "venue-white-house", "Oval Office", items=(("item-command", 10), ("item-seas", 12), ("item-korea", 8)), people=TABLE),
    Event("event-expanded", "us", april(10), "11:25", 55, text("Summit meeting, expanded", "首脳会談（拡大会合）"), Format.EXPANDED, "venue-white-house", "", text("Room to be confirmed.", "部屋は未確定。"), items=(("item-industry", 10), ("item-supply", 12), ("item-technology", 10), ("item-space", 8), ("item-partners", 10)), people=(*TABLE, "us-commerce", "us-defense", "us-eap", "jp-nss", "jp-meti", "jp-mod")),
    Event("event-press", "us", april(10), "13:30", 45, text("Joint press conference", "共同記者会見"), Format.PRESS, "venue-white-house", "Rose Garden", TIME_OPEN, people=(*PRINCIPALS, "us-press", "jp-press")),
    Event("event-state-dinner", "us", april(10), "18:30", 240, text("State dinner", "公式晩餐会"), Format.STATE_DINNER, "venue-white-house", "", text("More than 200 guests; end approximate.", "出席者200名超。終了時刻は目安。"), people=(*PRINCIPALS, "us-social", "jp-protocol")),
    Event("event-order", "us", april(11), "10:47", 23, text("House called to order for the Joint Meeting", "上下両院合同会議開会"), Format.ADDRESS, "venue-capitol", "", END_OPEN),
    Event("event-address", "us", april(11), "11:10", 35, text("Address to the Joint Meeting, “For the Future: Our Global Partnership”", "上下両院合同会議における演説「未来に向けて―我々のグローバル・パートナーシップ」"), Format.ADDRESS, "venue-capitol", "", items=(("item-values", 35),), people=("jp-pm", "us-congress", "jp-embassy")),
    Event("event-speaker", "us", april(11), "12:10", 15, text("Reception by the Speaker of the House", "下院議長主催レセプション"), Format.COURTESY_CALL, "venue-capitol", "", people=("jp-pm", "us-congress", "jp-embassy")),
    Event("event-state-luncheon", "us", april(11), "13:00", 90, text("State luncheon, hosted by the Vice President and the Secretary of State", "副大統領・国務長官共催昼食会"), Format.WORKING_MEAL, "venue-state", "", TIME_OPEN, people=("jp-pm", "us-protocol", "jp-protocol")),
    Event("event-trilateral", "us", april(11), "15:30", 75, text("Japan–Philippines–U.S. trilateral summit", "日米比首脳会合"), Format.EXPANDED, "venue-white-house", "East Room", TIME_OPEN, items=(("item-partners", 45),), people=TABLE),
    Event("event-raleigh", "jp", april(11), "20:00", 30, text("Arrival in North Carolina, greeted by the Governor", "ノースカロライナ州到着・州知事による出迎え"), Format.MOVEMENT, "venue-raleigh-airport", "", TIME_OPEN, people=("jp-pm", "jp-embassy")),
    Event("event-toyota", "jp", april(12), "09:15", 45, text("Toyota battery plant", "トヨタ自動車電池工場視察"), Format.VISIT, "venue-toyota", "", TIME_OPEN, people=("jp-pm", "jp-meti")),
    Event("event-honda", "jp", april(12), "10:45", 40, text("Honda Aircraft", "ホンダ エアクラフト視察"), Format.VISIT, "venue-honda", "", people=("jp-pm", "jp-meti")),
    Event("event-mansion", "jp", april(12), "13:35", 80, text("Luncheon at the Executive Mansion", "州知事夫妻主催昼食会"), Format.WORKING_MEAL, "venue-mansion", "", people=("jp-pm", "jp-embassy")),
    Event("event-return", "jp", april(14), "14:30", 30, text("Return to Tokyo", "帰国"), Format.MOVEMENT, "venue-haneda", "", text("About 14:30 in Tokyo.", "東京時間14時30分頃。"), TOKYO, people=("jp-pm",)),
]  # fmt: skip

PREPARATION = [
    Event("event-vice-call", "us", t(54), "08:00", 60, text("Vice-ministerial preparatory call", "次官級準備電話会談"), Format.PREPARATORY, "", "", TIME_OPEN, people=("us-eap", "jp-na1")),
    Event("event-vice-tokyo", "jp", t(20), "10:00", 90, text("Vice-ministerial meeting", "次官級協議"), Format.PREPARATORY, "", "", TIME_OPEN, TOKYO, people=("us-eap", "us-embassy", "jp-na1")),
    Event("event-aides", "us", 2, "09:00", 60, text("Aides’ preparatory call", "事務方準備電話会議"), Format.PREPARATORY, "", "", MADE_UP, items=(("item-command", 20), ("item-seas", 15), ("item-supply", 15)), people=("us-nsc", "us-eap", "jp-na1", "jp-nss")),
    Event("event-drafting", "jp", 3, "08:30", 90, text("Joint statement drafting", "共同声明案文協議"), Format.PREPARATORY, "", "", MADE_UP, items=(("item-seas", 40), ("item-korea", 20)), people=("us-nsc", "jp-na1", "jp-treaties")),
    Event("event-us-senate", "us", 2, "14:00", 45, text("Call with Senate Foreign Relations staff", "上院外交委員会事務局との電話会議"), Format.STAKEHOLDER, "", "", MADE_UP, people=("us-congress",), shared=False),
    Event("event-us-paperwork", "us", 1, "16:00", 30, text("Deputies’ check of deliverables", "成果案の次席級点検"), Format.OTHER, "", "", MADE_UP, people=("us-nsc", "us-commerce", "us-defense"), shared=False),
    Event("event-us-prebrief", "us", april(10), "09:00", 40, text("Pre-brief of the President", "大統領への事前説明"), Format.OTHER, "venue-white-house", "Oval Office", MADE_UP, items=(("item-us-steel", 5), ("item-command", 15)), people=("us-president", "us-nsc"), shared=False),
    Event("event-jp-coordination", "jp", 2, "10:00", 60, text("Coordination of ministries", "各省連絡会議"), Format.OTHER, "", "", MADE_UP, TOKYO, people=("jp-na1", "jp-nss", "jp-meti", "jp-mod"), shared=False),
    Event("event-jp-study", "jp", april(9), "21:15", 45, text("Study session of the Prime Minister", "総理勉強会"), Format.OTHER, "venue-blair", "", MADE_UP, items=(("item-jp-steel", 5), ("item-seas", 15)), people=("jp-pm", "jp-na1", "jp-nss"), shared=False),
    Event("event-jp-speech", "jp", april(11), "08:30", 45, text("Rehearsal of the address", "演説リハーサル"), Format.OTHER, "venue-blair", "", MADE_UP, people=("jp-pm", "jp-kantei"), shared=False),
]  # fmt: skip

EVENTS = VISIT + PREPARATION
