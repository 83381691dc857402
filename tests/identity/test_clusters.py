"""Which names of different articles are one person or one organisation."""

from __future__ import annotations

import random
from typing import Any

import pytest

from attribution.identity.clusters import Seen, group, name_keys
from attribution.identity.people import profile
from attribution.words.bodies import core, short_form, spelled_out, stated_short_form


def person(name: str, role: str | None = None, body: str | None = None, **more: Any) -> Seen:
    return Seen(name, profile=profile(role, body), **more)


def body(name: str, short: str = "") -> Seen:
    return Seen(name, "organisation", short=short)


SAME = [
    # accents, titles, middle names
    (person("Rasa Juknevičienė"), person("Rasa Jukneviciene")),
    (person("Rasa Juknevičienė", "defence minister"), person("Ms. Juknevičienė", "former minister")),
    (person("Dr. Ana Ruiz"), person("Ana Ruiz")),
    (person("Donald J. Trump"), person("Donald Trump")),
    (person("Hillary Rodham Clinton"), person("Hillary Clinton", "Democratic nominee")),
    (person("Jean-Claude Mott"), person("Jean Claude Mott")),
    # a short form or an initial, where something else agrees
    (person("Bill Harrow", "senator"), person("William Harrow", "senator")),
    (person("B. Harrow", None, "Odra Freight"), person("Bela Harrow", "trader", "Odra Freight")),
    (person("Bill Smith", "senator"), person("William Smith", "senator")),
    (person("Bill Harrow"), person("William Harrow")),  # a surname that few have
    (person("Len Harrow", "economist"), person("Leonard E. Harrow", "director")),
    # a word too many before the name, and a surname of two words
    (person("Comedian Ana Ruiz"), person("Ana Ruiz")),
    (person("Debbie Wasserman Schultz"), person("Wasserman Schultz")),
    (person("Bill de Blasio", "mayor"), person("de Blasio")),
    (person("ANN REED’S"), person("Ann Reed")),
    (person("Pope Clement"), person("Clement")),
    (person("Whip Ana Ruiz"), person("Ana Ruiz")),
    (person("Enrique PeÃ±a"), person("Enrique Peña")),
    (person("FranA\u0303§ois Lind"), person("François Lind")),
    (person("Ana Ruiz MANCHESTER"), person("Ana Ruiz")),
    (person("Reince Harrow", "chairman"), person("Rence Harrow", "chairman")),
    (person("Kirsten Harrow", "senator"), person("Kristen Harrow", "senator")),
    (person("Joe Harrow", "vice president"), person("Joseph R. Harrow Jr.", "Vice President")),
    # roles change, and lives have stages
    (person("Ann Lee", "senator"), person("Ann Lee", "governor", "Indiana")),
    (person("Ann Lee", "lawyer"), person("Ann Lee", "Senate candidate")),
    (person("Ann Lee", "president"), person("Ann Lee", "footballer")),
    (person("Ann Lee", "footballer"), person("Ann Lee")),
    (person("Ann Lee", "senator", "Democrats"), person("Ann Lee", "senator", "the Democratic Party")),
    (person("Ann Lee", "senator", "Photo Republican"), person("Ann Lee", "senator", "Democratic Party")),
    (person("Ann Lee", "Republican front-runner"), person("Ann Lee", "nominee")),
    # surnames, where office or body agree
    (person("Orban", "prime minister", "Hungary"), person("Viktor Orbán", "prime minister")),
    (person("Okafor", None, "Tidewatch"), person("Ben Okafor", "analyst", "Tidewatch")),
    (person("Beyoncé"), person("Beyonce")),
    # organisations
    (body("the Odra Freight"), body("Odra Freight")),
    (body("Odra Freight, Inc."), body("Odra Freight Ltd")),
    (body("Royal United Services Institute", short="rusi"), body("RUSI")),
    (body("Royal United Services Institute (RUSI)"), body("The Royal United Services Institute")),
    (body("Royal United Services Institute"), body("RUSI")),
    (body("U.S. Senate"), body("the US Senate")),
    (body("Department of Justice"), body("DOJ")),
    (body("the United Nations"), body("U.N.")),
    (body("the GOP"), body("Republican Party")),
    (body("U.S. House of Representatives"), body("the House")),
    (body("Justice Department"), body("U.S. Department of Justice")),
    (body("Treasury Department"), body("Department of the Treasury")),
    (body("the Justice Department"), body("DOJ")),
    (body("Odra’s council"), body("Odra council")),
    (body("Moody's"), body("Moody’s")),
    # campaigns
    (body("Reed campaign"), body("Reed’s presidential campaign")),
    (body("Reed’s camp"), body("the Reed campaign")),
    (body("Ann Reed’s campaign"), body("Reed campaign")),
    (body("Harbour Watch"), Seen("Harbour Watch", "group")),
    (body("State Department"), body("State Department")),
    (body("House Republicans"), body("House Republicans")),
    (person("Winter"), Seen("Winter", "organisation")),  # one of them was misread
    (body("DNC"), body("Democratic National Committee")),
]
APART = [
    (person("John Smith", "footballer"), person("John Smith", "senator")),
    (person("John Smith", "mayor", "Leeds"), person("John Smith", "mayor", "Austin")),
    (person("John Smith", "senator", "Republican Party"), person("John Smith", "senator", "Democratic Party")),
    (person("John Smith", "voter"), person("John Smith", "goalkeeper")),
    (person("Donald Trump Jr."), person("Donald Trump")),
    (person("Donald Trump Jr.", "executive vice president"), person("Donald Trump", "president")),
    (person("Ann Lee Jr."), person("Ann Lee III")),
    (person("Ann Lee Jr.", "senator", article=1), person("Ann Lee", "senator", article=1)),
    (person("John A. Smith"), person("John B. Smith")),
    (person("Bill Smith"), person("William Smith")),
    (person("B. Harrow"), person("Bela Harrow")),
    (person("Reince Harrow"), person("Rence Harrow")),  # a slip needs a role in common
    (person("Ann Lee", "senator"), person("Anna Lee", "senator")),  # and a rare surname
    (person("Erik Harrow", "senator"), person("Erin Harrow", "plumber")),
    (person("George W. Bush"), person("George H.W. Bush")),
    (person("John Ann Smith"), person("John Bo Smith")),
    (person("Smith"), person("John Smith")),
    (person("Smith", "spokesman"), person("John Smith", "spokesman")),
    (person("Clinton", "senator"), person("Bill Clinton", "former president")),
    (person("Ann Lee"), person("Anna Lee")),
    (person("Ann Winter"), Seen("Winter", "organisation")),
    (body("Odra Freight"), body("Odra Freight Union")),
    (body("Odra Freight"), body("OF")),  # two letters only where an article states them
    (body("Democratic National Committee"), body("Democratic National Convention")),
    (body("Ann Reed campaign"), body("Bo Reed campaign")),
    (body("Odra Police Department"), body("Department of Odra Police")),
    # a noun alone is another body in each article
    (body("the Commission"), body("the Commission")),
    (body("Times"), body("Times")),
    (body("PAC"), body("PAC")),
    (body("super PAC"), body("Super PAC")),
    (body("City Council"), body("City Council")),
    (body("Nevada Democrat"), body("Nevada Democrat")),
    (body("the Court of Appeals"), body("Court of Appeals")),
    (body("U.S. Court of Appeals"), body("U.S. Court of Appeals")),
]


@pytest.mark.parametrize("pair", SAME)
def test_one(pair: tuple[Seen, Seen]) -> None:
    assert group(pair) == [[0, 1]]
    assert group(pair[::-1]) == [[0, 1]]


@pytest.mark.parametrize("pair", APART)
def test_two(pair: tuple[Seen, Seen]) -> None:
    assert group(pair) == [[0], [1]]
    assert group(pair[::-1]) == [[0], [1]]


def test_a_name_without_a_role_goes_to_neither_of_two() -> None:
    seen = [person("John Smith", "footballer"), person("John Smith", "senator"), person("John Smith")]
    assert group(seen) == [[0], [1], [2]]


def test_but_to_the_one_that_the_same_outlet_wrote_of_that_week() -> None:
    seen = [
        person("John Smith", "footballer", outlet=1, day="2024-03-01"),
        person("John Smith", "senator", outlet=2, day="2024-03-01"),
        person("John Smith", outlet=1, day="2024-03-08"),
        person("John Smith", outlet=1, day="2024-03-09"),
    ]
    assert group(seen) == [[0, 2], [1], [3]]


def test_but_to_the_one_that_nearly_all_articles_mean() -> None:
    """What the program misreads in one article must not part all others from the person."""
    senators = [person("John Smith", "senator")] * 3 + [person("John Smith", "businessman")]
    bare = [person("John Smith")] * 2
    assert group([*senators, person("John Smith", "goalkeeper"), *bare]) == [[*range(4), 5, 6], [4]]
    assert group([*senators[1:], person("John Smith", "goalkeeper"), *bare]) == [[*range(3)], [3], [4, 5]]


def test_a_part_that_fits_two_joins_neither() -> None:
    """A reporter may have played before, or run for office after."""
    seen = [person("John Smith", role) for role in ("footballer", "senator", "reporter")]
    assert group(seen) == [[0], [1], [2]]


def test_a_surname_that_fits_two_goes_to_neither() -> None:
    seen = [
        person("Clinton", "president"),
        person("Bill Clinton", "president"),
        person("Hillary Clinton", "president"),
    ]
    assert group(seen) == [[0], [1], [2]]


def test_but_to_the_one_that_nearly_all_articles_mean_by_it() -> None:
    seen = [person("Clinton", "president"), *[person("Bill Clinton", "president")] * 4, person("Hillary Clinton")]
    assert group([*seen, person("Hillary Clinton", "president")]) == [[*range(5)], [5, 6]]
    assert group([*seen[:-2], person("Hillary Clinton", "president")]) == [[0], [*range(1, 4)], [4]]


def test_a_word_before_the_name_parts_nobody_from_those_who_leave_it_out() -> None:
    seen = [person("Rival Ann Lee"), *[person("Ann Lee")] * 3, person("Ann Reed Lee")]
    assert group(seen) == [[*range(5)]]


def test_three_forms_of_a_name_are_one_where_nothing_speaks_against_it() -> None:
    seen = [person("Joe Harrow", "vice president"), person("Joseph R. Harrow"), person("Joseph Harrow Jr.")]
    assert group([*seen[:2], person("Joseph R. Harrow Jr.", "vice president")]) == [[0, 1, 2]]
    assert group(seen) == [[0, 1], [2]]


def test_an_initial_that_fits_two_goes_to_neither() -> None:
    seen = [person(f"{given} Harrow", "trader") for given in ("J.", "Jane", "John")]
    assert group(seen) == [[0], [1], [2]]
    assert group(seen[:2]) == [[0, 1]]


def test_a_middle_name_left_out_goes_to_neither_of_two() -> None:
    seen = [person("John A. Smith"), person("John B. Smith"), person("John Smith")]
    assert group(seen) == [[0], [1], [2]]


def test_surnames_without_more_are_one_until_two_bearers_are_known() -> None:
    assert group([person("Smith"), person("Smith"), person("Ann Smith")]) == [[0, 1], [2]]
    seen = [person("Smith"), person("Smith"), person("Ann Smith"), person("Bob Smith")]
    assert group(seen) == [[0], [1], [2], [3]]
    assert group([*seen, *[person("Ann Smith")] * 3]) == [[0, 1], [2, 4, 5, 6], [3]]


def test_an_acronym_of_two_bodies_is_neither() -> None:
    seen = [body("HRI"), body("Harbour Rescue Institute"), body("Harbour Research Institute")]
    assert group(seen) == [[0], [1], [2]]
    seen[1] = body("Harbour Rescue Institute", short="hri")
    assert group(seen) == [[0, 1], [2]]


def test_an_acronym_is_what_its_article_spells_out() -> None:
    text = "The Harbour Rescue Institute met. “No,” the HRI said."
    assert name_keys("HRI", "organisation", text) == ("hri", "hri", "harbour rescue institute", "")
    seen = [body("HRI", short="harbour rescue institute"), body("Harbour Rescue Institute")]
    assert group([*seen, body("Harbour Research Institute"), body("HRI")]) == [[0, 1], [2], [3]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Union of Harbour Workers met", "union of harbour workers"),
        ("the Union of the Harbour Workers met", "union of the harbour workers"),
        ("the Union of Harbour Workers met the United Hill Wardens", ""),
        ("the union of harbour workers met", ""),
        ("the Union of Harbour met Workers", ""),
    ],
)
def test_spelled_out(text: str, expected: str) -> None:
    assert spelled_out(text, "uhw") == expected


def test_a_word_read_both_ways_is_what_most_articles_mean_by_it() -> None:
    fox = Seen("Fox", "organisation")
    assert group([fox, fox, person("Fox")]) == [[0, 1, 2]]
    assert group([fox, fox, person("Fox"), person("Ann Fox")]) == [[0, 1], [2], [3]]
    assert group([*[fox] * 4, person("Fox"), person("Ann Fox")]) == [[*range(5)], [5]]
    assert group([fox, *[person("Ann Fox", "senator")] * 4]) == [[*range(5)]]
    assert group([fox, *[person("Ann Fox", "senator")] * 3]) == [[0], [1, 2, 3]]
    assert group([Seen("Fox", "organisation", article=1), person("Fox", article=1)]) == [[0], [1]]
    assert group([Seen("Fox", "organisation", article=1), person("Fox", article=2)]) == [[0, 1]]
    both = [Seen("Fox", "organisation", article=1), person("Fox", article=1)]
    assert group([*both, Seen("Fox", "organisation", article=2)]) == [[0, 1, 2]]
    assert group([*both, person("Fox", article=2)]) == [[0], [1, 2]]


def test_but_the_one_that_nearly_all_articles_name_by_it() -> None:
    seen = [body("HRI"), *[body("Harbour Rescue Institute")] * 4, body("Harbour Research Institute")]
    assert group(seen) == [[*range(5)], [5]]


def test_a_campaign_of_two_owners_of_one_surname_is_neither() -> None:
    seen = [body("Reed campaign"), body("Ann Reed campaign"), body("Bo Reed campaign")]
    assert group(seen) == [[0], [1], [2]]
    assert group([*seen, *[body("Ann Reed’s camp")] * 3]) == [[0, 1, 3, 4, 5], [2]]


@pytest.mark.parametrize(("surname", "enough"), [("Harrow", 4), ("Reed", 10)])
def test_a_bare_surname_is_the_one_whom_many_articles_name_by_it(surname: str, enough: int) -> None:
    bare = person(surname)
    famous = [person(f"Ann {surname}", "senator", "Odra")] * enough
    assert group([bare, *famous]) == [[*range(enough + 1)]]
    assert group([bare, *famous[1:]]) == [[0], [*range(1, enough)]]
    assert group([bare, *famous, person(f"Bo {surname}")]) == [[*range(enough + 1)], [enough + 1]]
    assert group([bare, *famous, *[person(f"Bo {surname}")] * 3])[0] == [0]
    # What is said of it must be said of her as well.
    assert group([person(surname, "plumber"), *famous]) == [[0], [*range(1, enough + 1)]]
    assert group([person(surname, "spokesman"), *famous]) == [[0], [*range(1, enough + 1)]]


def test_a_bare_surname_may_be_a_juniors() -> None:
    seen = [person("Harrow", "vice president"), person("Joseph Harrow Jr.", "vice president")]
    assert group(seen) == [[0, 1]]


def test_the_order_of_reading_changes_nothing() -> None:
    seen = [one for pair in SAME + APART for one in pair]
    expected = {frozenset(map(id, (seen[i] for i in found))) for found in group(seen)}
    shuffler = random.Random(11)
    for _ in range(20):
        shuffler.shuffle(seen)
        assert {frozenset(map(id, (seen[i] for i in found))) for found in group(seen)} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Royal United Services Institute (RUSI)", "royal united services institute"),
        ("Odra Freight Co. Ltd.", "odra freight"),
        ("The Company", "company"),
        ("U.N. Security Council", "un security council"),
        ("the U.N.", "united nations"),
        ("O’Dell’s presidential campaign", "o dell campaign"),
        ("US", "united states"),
        ("Department of Odra", "department of odra"),
    ],
)
def test_core(name: str, expected: str) -> None:
    assert core(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RUSI", "rusi"),
        ("the E.P.A.", "epa"),
        ("the U.N.", ""),
        ("PAC", ""),
        ("Reuters", ""),
        ("Odra Freight", ""),
    ],
)
def test_short_form(name: str, expected: str) -> None:
    assert short_form(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of the Harbour Safety Institute (HSI), said", "hsi"),
        ("of the Harbour Safety Institute (the HSI) said", "hsi"),
        ("of the Harbour Safety Institute (London) said", ""),
        ("of the Harbour Safety Institute, HSI", ""),
    ],
)
def test_stated_short_form(text: str, expected: str) -> None:
    assert stated_short_form(text, "Harbour Safety Institute") == expected
