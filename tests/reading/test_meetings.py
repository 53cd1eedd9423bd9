# ruff: noqa: E501
"""Meetings in the words of agencies, ministries, organisations and newspapers, and what is told of none."""

from __future__ import annotations

import time
from datetime import date

import pytest

from multipolar.reading.document import Meeting
from multipolar.reading.read import read

PUBLISHED = date(2024, 5, 15)  # a Wednesday


def told(text: str) -> tuple[Meeting, ...]:
    lead = "Sanctions and a treaty are on the agenda of the European Union."
    return read(f"News:\n\n{lead} {text}", published=PUBLISHED).meetings


def fields(meeting: Meeting) -> str:
    """Day, place, organisation, chair, host and participants with stated capacities, in one line."""
    day = str(meeting.date.day) if meeting.date and meeting.date.day else ""
    came = [f"{p.actor}:{p.capacity}" if p.capacity_basis == "stated" else p.actor for p in meeting.participants]
    place = meeting.place.text if meeting.place else ""
    chair = meeting.chair.actor if meeting.chair else ""
    return "|".join((day, place, meeting.organisation, chair, meeting.host, " ".join(sorted(came))))


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (
            "Russian Foreign Minister Sergei Lavrov met his Chinese counterpart, Wang Yi, in Astana on Monday.",
            ["2024-05-13|Astana||||CHN RUS"],
        ),
        (
            "Turkish President Recep Tayyip Erdogan received Hungarian Prime Minister Viktor Orban in Ankara on Tuesday.",
            ["2024-05-14|Ankara|||TUR|HUN TUR"],
        ),
        (
            "The Uzbek president paid a two-day state visit to Tajikistan on 13 May. Shavkat Mirziyoyev was received in Dushanbe by President Emomali Rahmon.",
            ["2024-05-13|Dushanbe|||TJK|TJK UZB"],
        ),
        ("Egypt's foreign minister spoke by phone with his Iranian counterpart on Sunday.", ["2024-05-12|||||EGY IRN"]),
        (
            "The leaders of Brazil and Colombia discussed the border in a telephone call on Tuesday.",
            ["2024-05-14|||||BRA COL"],
        ),
        (
            "Japan, India, Australia and the United States held talks in Tokyo on 10 May at the level of foreign ministers.",
            ["2024-05-10|Tokyo||||AUS IND JPN USA"],
        ),
        (
            "The African Union convened in Addis Ababa on Friday with Mauritania in the chair.",
            ["2024-05-10|Addis Ababa|AU|MRT||MRT"],
        ),
        (
            "Foreign ministers from Kenya, Uganda and Tanzania gathered in Kampala on Saturday for a session of the East African Community. Rwanda did not attend.",
            ["2024-05-11|Kampala|EAC|||KEN TZA UGA"],
        ),
        (
            "The summit of the Gulf Cooperation Council, hosted by Qatar, opened in Doha on Monday.",
            ["2024-05-13|Doha|GCC||QAT|QAT"],
        ),
        (
            "The defence ministers of Greece and Cyprus met on the sidelines of the NATO ministerial in Brussels on Thursday.",
            ["2024-05-09|Brussels|NATO|||CYP GRC"],
        ),
        (
            "France and Germany co-chaired a conference on Sudan in Paris on 15 April.",
            ["2024-04-15|Paris||FRA||DEU FRA"],
        ),
        (
            "The prime ministers of Estonia, Latvia and Lithuania are to meet in Riga on Friday.",
            ["2024-05-17|Riga||||EST LTU LVA"],
        ),
        (
            "The SADC summit was chaired by Zambian President Hakainde Hichilema; Malawi was represented by its vice-president and Eswatini sent its foreign minister.",
            ["||SADC|ZMB||MWI SWZ ZMB"],
        ),
        (
            "Iran's deputy foreign minister flew to Muscat on Monday for talks with Omani officials.",
            ["2024-05-13|Muscat||||IRN OMN"],
        ),
        (
            "The Indonesian president visited Canberra on Tuesday, where he met Prime Minister Anthony Albanese.",
            ["2024-05-14|Canberra|||AUS|AUS IDN"],
        ),
        (
            "Delegations from Armenia and Azerbaijan sat down in Almaty on Friday for negotiations on a peace treaty.",
            ["2024-05-10|Almaty||||ARM AZE"],
        ),
        (
            "BRICS foreign ministers wound up a two-day meeting in Nizhny Novgorod on Tuesday. Saudi Arabia took part as a guest.",
            ["2024-05-14|Nizhny Novgorod|BRICS|||SAU:guest"],
        ),
        (
            "South Africa's foreign minister hosted her Namibian counterpart in Pretoria yesterday.",
            ["2024-05-14|Pretoria|||ZAF|NAM ZAF"],
        ),
        (
            "On May 9, Azerbaijan's President Ilham Aliyev met with Slovak Prime Minister Robert Fico in Baku.",
            ["2024-05-09|Baku||||AZE SVK"],
        ),
        (
            "The Arab League held an emergency session in Cairo on Sunday at Algeria's request.",
            ["2024-05-12|Cairo|LAS|||"],
        ),
        ("Emir Tamim of Qatar and King Abdullah of Jordan met in Amman on Monday.", ["2024-05-13|Amman||||JOR QAT"]),
        (
            "ASEAN leaders convened in Vientiane on 9 May, with Timor-Leste attending as an observer. Laos presided.",
            ["2024-05-09|Vientiane|ASEAN|LAO||LAO TLS:observer"],
        ),
        (
            "US Secretary of State Antony Blinken and Chinese Foreign Minister Wang Yi met in Beijing on 26 April.",
            ["2024-04-26|Beijing||||CHN USA"],
        ),
        ("Talks between Pakistan and Afghanistan opened in Doha on Monday.", ["2024-05-13|Doha||||AFG PAK"]),
        (
            "NATO's secretary general, Jens Stoltenberg, met President Zelensky in Kyiv on Monday.",
            ["2024-05-13|Kyiv||||NATO UKR"],
        ),
        (
            "The leaders of Brazil and Colombia discussed the border in a telephone call on Tuesday.",
            ["2024-05-14|||||BRA COL"],
        ),
        (
            "The African Union convened in Addis Ababa on Friday with Mauritania in the chair.",
            ["2024-05-10|Addis Ababa|AU|MRT||MRT"],
        ),
        (
            "ASEAN leaders convened in Vientiane on 9 May, with Timor-Leste attending as an observer. Laos presided.",
            ["2024-05-09|Vientiane|ASEAN|LAO||LAO TLS:observer"],
        ),
        (
            "The SADC summit was chaired by Zambian President Hakainde Hichilema; Malawi was represented by its vice-president and Eswatini sent its foreign minister.",
            ["||SADC|ZMB||MWI SWZ ZMB"],
        ),
        (
            "Delegations from Armenia and Azerbaijan sat down in Almaty on Friday for negotiations on a peace treaty.",
            ["2024-05-10|Almaty||||ARM AZE"],
        ),
        (
            "France and Germany co-chaired a conference on Sudan in Paris on 15 April.",
            ["2024-04-15|Paris||FRA||DEU FRA"],
        ),
        (
            "Foreign Minister Hakan Fidan paid an official visit to Libya on 14 May. During the visit the minister met the head of the Presidential Council.",
            ["2024-05-14||||LBY|LBY TUR"],
        ),
        (
            "Her counterpart, German Foreign Minister Annalena Baerbock, arrived in Suva on Tuesday and held talks with Fiji's prime minister.",
            ["2024-05-14|Suva||||DEU FJI"],
        ),
        (
            "Greek Prime Minister Kyriakos Mitsotakis sat down with Turkish President Recep Tayyip Erdogan in Ankara on Monday for a two-hour meeting.",
            ["2024-05-13|Ankara||||GRC TUR"],
        ),
        (
            "Senior officials from the United States and Iran met in Muscat on Saturday, with Oman acting as mediator.",
            ["2024-05-11|Muscat||||IRN USA"],
        ),
        (
            "The Caribbean Community held its annual meeting in Port of Spain from 8 to 10 May. Trinidad and Tobago, which holds the rotating chair, presided. Haiti did not attend; the Dominican Republic sat in as an observer.",
            ["2024-05-08|Port of Spain|CARICOM|TTO||DOM:observer TTO"],
        ),
        (
            "The Pacific Islands Forum leaders gathered in Nuku'alofa on Monday under the theme \"Transformative Resilience\". Tonga's prime minister was in the chair.",
            ["2024-05-13|Nuku'alofa|PIF|TON||TON"],
        ),
        ("The next summit of BRICS is scheduled for 22 October in Kazan.", ["2024-10-22|Kazan|BRICS|||"]),
        (
            "Egypt, Jordan and Iraq held a trilateral summit in Baghdad last Sunday.",
            ["2024-05-12|Baghdad||||EGY IRQ JOR"],
        ),
        (
            "Chinese President Xi Jinping is to travel to Budapest on 20 May for talks with Prime Minister Viktor Orban.",
            ["2024-05-20|Budapest||||CHN"],
        ),
        (
            "Algeria hosted a meeting of the Non-Aligned Movement in Algiers on Tuesday.",
            ["2024-05-14|Algiers|NONALIGNED||DZA|DZA"],
        ),
        (
            "In Geneva on Monday, the foreign ministers of Russia and the United States, Sergei Lavrov and Antony Blinken, held talks on arms control.",
            ["2024-05-13|Geneva||||RUS USA"],
        ),
        (
            "Finland's president, Alexander Stubb, welcomed his Estonian counterpart in Helsinki on Monday.",
            ["2024-05-13|Helsinki|||FIN|EST FIN"],
        ),
        (
            "A Chinese delegation visited Islamabad on 7 May at the invitation of Pakistan's prime minister.",
            ["2024-05-07|Islamabad|||PAK|CHN"],
        ),
        (
            "Mongolia was invited as a guest to the Eurasian Economic Union summit in Moscow on 8 May, which Russian President Vladimir Putin chaired. Cuba and Uzbekistan attended as observers. The leaders of Armenia, Belarus, Kazakhstan and Kyrgyzstan were present.",
            ["2024-05-08|Moscow|EAEU|RUS||ARM BLR CUB:observer KAZ KGZ RUS UZB:observer"],
        ),
        (
            "On 14 May 2024, H.E. Bakhtiyor Saidov, Minister of Foreign Affairs of the Republic of Uzbekistan, met with H.E. Wang Yi, Minister of Foreign Affairs of the People's Republic of China, in Beijing.",
            ["2024-05-14|Beijing||||CHN UZB"],
        ),
        (
            "Prime Minister Narendra Modi held bilateral consultations with the Prime Minister of Nepal on 13 May 2024 in New Delhi. The two leaders reviewed the state of relations. Both sides signed an agreement on power trade.",
            ["2024-05-13|New Delhi||||IND NPL"],
        ),
        (
            "The twelfth session of the India-Vietnam Joint Commission, co-chaired by External Affairs Minister S. Jaishankar and his Vietnamese counterpart, Bui Thanh Son, took place in Hanoi on 10 May.",
            ["2024-05-10|Hanoi||IND||IND VNM"],
        ),
        (
            "Heads of State and Government of the Economic Community of West African States met in Abuja on 12 May under the chairmanship of Nigerian President Bola Tinubu. The presidents of Ghana, Senegal, Togo and Sierra Leone attended. Guinea and Mali, both suspended, were absent. The African Union and the United Nations were represented as observers.",
            ["2024-05-12|Abuja|ECOWAS|NGA||AU:observer GHA NGA SEN SLE TGO UN:observer"],
        ),
        (
            "The Council of the League of Arab States convened at ministerial level in Cairo on Sunday, chaired by Morocco.",
            ["2024-05-12|Cairo|LAS|MAR||MAR"],
        ),
        (
            "Kazakh President Kassym-Jomart Tokayev arrived in Yerevan on 15 April for an official visit; he was welcomed at the airport by Armenia's prime minister.",
            ["2024-04-15|Yerevan|||ARM|ARM KAZ"],
        ),
        (
            "By video link, the foreign ministers of Japan, South Korea and the United States conferred on Tuesday.",
            ["2024-05-14|||||JPN KOR USA"],
        ),
        (
            "The secretary general of the OSCE paid a working visit to Moldova from 6 to 8 May.",
            ["2024-05-06||||MDA|OSCE"],
        ),
        (
            "On 9 May in Moscow, Vladimir Putin hosted the presidents of Belarus, Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and Uzbekistan.",
            ["2024-05-09|Moscow|||RUS|BLR KAZ KGZ RUS TJK TKM UZB"],
        ),
        (
            "Israel and Jordan, through American mediation, held a secret round of talks in Aqaba last Thursday.",
            ["2024-05-09|Aqaba||||ISR JOR"],
        ),
        ("The Amir of Kuwait and the King of Bahrain met in Manama on Tuesday.", ["2024-05-14|Manama||||BHR KWT"]),
        (
            "An Iranian envoy met Saudi officials in Baghdad on Saturday, two Iraqi officials said.",
            ["2024-05-11|Baghdad||||IRN SAU"],
        ),
        (
            "Ethiopia, Egypt and Sudan resumed talks over the dam in Addis Ababa on Saturday.",
            ["2024-05-11|Addis Ababa||||EGY ETH SDN"],
        ),
        (
            "Talks in Vienna on 3 May between Serbia and Kosovo ended without a deal. The EU's envoy, who hosted them, blamed nobody.",
            ["2024-05-03|Vienna||||SRB XKX"],
        ),
        (
            "In a phone call on Monday, President Biden and Chinese President Xi Jinping discussed Taiwan.",
            ["2024-05-13|||||CHN USA"],
        ),
        (
            "President Lula da Silva told his Argentine counterpart by telephone on Monday that the tariffs would stay.",
            ["2024-05-13|||||ARG BRA"],
        ),
        (
            "Albania's Edi Rama was host on Tuesday to the leaders of Serbia, Montenegro and North Macedonia in Tirana.",
            ["2024-05-14|Tirana|||ALB|ALB MKD MNE SRB"],
        ),
        ("Bhutan's king visits India from 20 May.", ["2024-05-20||||IND|BTN IND"]),
    ],
)
def test_what_is_told(text: str, meetings: list[str]) -> None:
    assert [fields(meeting) for meeting in told(text)] == meetings


@pytest.mark.parametrize(
    "text",
    [
        'The fifth Central Asia-Gulf summit took place in Samarkand on 5 May under the motto "Partners in Prosperity".',
        "The proposal met resistance in Hungary and Poland on Tuesday.",
        "Montenegro meets all criteria for joining the European Union.",
        "Since the Bucharest summit, Georgia has waited for NATO.",
        "Modi and Putin will meet soon, officials in Delhi said.",
        "France met Argentina in the World Cup final in Doha on Sunday.",
        "Turkey refused to meet the Greek foreign minister in New York on Monday.",
        "If Xi and Putin meet in Astana on 3 July, sanctions will be on the table.",
        "Ukraine called for a summit of the Group of Seven.",
        "Germany hosts American troops, and Poland visited its demands on Brussels.",
        "Serbia received weapons from Russia on Monday.",
        "Tourists from Germany visited Tunisia in May.",
        "A meeting of the presidents of Armenia and Azerbaijan planned for Monday was cancelled.",
        "Poland received a loan from South Korea on 3 May.",
        "Saudi Arabia welcomed the Iranian decision on Tuesday.",
        "Hungary and Slovakia have never met the targets that Brussels set in 2012.",
        "The two countries have met twice in the World Cup qualifiers.",
        "Visitors from Japan arrived in Bali in record numbers on Monday.",
        "Ministers from Chad and Niger were to have met in Niamey on Monday, but the talks were postponed.",
        "Spain and Portugal meet most of their energy needs from Algeria.",
        "Lebanon's army received French vehicles on Tuesday.",
        "They met with fierce criticism in Warsaw on Monday.",
        "Japan has not met its obligations to the United Nations.",
        "Every summit of the European Union ends late.",
        "Iran threatened to leave the talks with Germany.",
        "Malta hosts refugees from Libya.",
        "Ghana and Togo could meet in the semi-final in Abidjan on Friday.",
        "In 2008 the leaders of NATO met in Bucharest.",
        "Kenya proposed a conference on Somalia in Nairobi on 3 June.",
        "Denmark may host a summit of the Nordic states.",
    ],
)
def test_what_is_told_of_no_meeting(text: str) -> None:
    assert not told(text)


def test_levels_outcomes_and_all_sentences_of_one_meeting() -> None:
    (meeting,) = told(
        "The presidents of Kenya and Uganda met in Kampala on Monday. They signed a treaty on trade. "
        "The meeting was attended by the foreign minister of Rwanda."
    )
    assert {p.actor: p.level for p in meeting.participants} == {
        "KEN": "head of state or government", "UGA": "head of state or government", "RWA": "minister",
    }  # fmt: skip
    assert len(meeting.told) == 2
    assert meeting.rule == "met"


@pytest.mark.parametrize(
    "text",
    [
        "the president of Russia met " * 3_000,
        "summit of the European Union in " * 2_000,
        "with Russia and Turkey attending as " * 2_000,
    ],
)
def test_no_wording_costs_unbounded_time(text: str) -> None:
    begun = time.perf_counter()
    read(f"News:\n\n{text}", published=PUBLISHED)
    assert time.perf_counter() - begun < 8


def test_who_joins_a_session_is_not_implied_to_be_a_member() -> None:
    text = (
        "DOHA, 9 May 2023 (Gulf Wire) - Foreign ministers of the Gulf Cooperation Council met in Doha on Tuesday. "
        "Egypt and Jordan attended as guests, and the Iraqi foreign minister joined the session by video link."
    )
    (meeting,) = read(text).meetings
    assert {p.actor: p.capacity for p in meeting.participants if p.actor == "IRQ"} == {"IRQ": ""}


def test_what_several_decide_in_one_place_on_one_day_is_a_meeting() -> None:
    (meeting,) = told(
        "In Tashkent on 9 May the heads of state of Kazakhstan and Uzbekistan signed a treaty of friendship."
    )
    assert fields(meeting) == "2024-05-09|Tashkent||||KAZ UZB"


def test_a_parliament_is_no_conference() -> None:
    assert not told("On Friday the Mexican congress removed the minister.")


def test_a_report_can_tell_of_a_meeting_between_the_lines() -> None:
    text = (
        "Somalia was received into the East African Community in Arusha on Friday. Kenya sent its president. "
        "Rwanda was represented by its prime minister, Burundi by a minister. Tanzania's president was the host."
    )
    reading = read(f"A bloc grows\n\nNews:\n\n{text}", published=PUBLISHED)
    assert [fields(m) for m in reading.meetings] == ["2024-05-10|Arusha|EAC||TZA|BDI KEN RWA TZA"]


def test_a_release_is_of_the_town_in_which_it_is_issued() -> None:
    text = (
        "Ministry of Foreign Affairs of Norway\nOslo, 10 May 2024\n\nMinister meets his colleague\n\n"
        "The Norwegian foreign minister held talks with the foreign minister of Finland today. NATO was discussed."
    )
    (meeting,) = read(text, published=PUBLISHED).meetings
    assert (meeting.place.text if meeting.place else "", meeting.place_state) == ("Oslo", "NOR")


@pytest.mark.parametrize(
    "attended",
    [
        "the presidents of Uzbekistan, Kazakhstan and Turkey, and by Hungary as an observer",
        "the presidents of Uzbekistan, Kazakhstan and Turkey and, as an observer, by Hungary",
        "the presidents of Uzbekistan, Kazakhstan and Turkey and by the prime minister of Hungary as an observer",
        "the presidents of Uzbekistan, Kazakhstan and Turkey, as well as by Hungary as an observer",
    ],
)
def test_an_observer_behind_a_list_of_members_is_the_only_one(attended: str) -> None:
    place = "The summit of the Organization of Turkic States was held in Samarkand on 11 November 2022."
    reading = read(f"{place} It was attended by {attended}.", published=date(2022, 11, 15))
    (meeting,) = reading.meetings
    assert {p.actor: p.capacity for p in meeting.participants} == {
        "UZB": "member",
        "KAZ": "member",
        "TUR": "member",
        "HUN": "observer",
    }
    assert [(role.actor, role.role) for role in reading.roles if role.exact] == [("HUN", "observer")]
