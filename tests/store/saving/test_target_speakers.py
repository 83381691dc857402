"""Whom the names in targets mean, as who is who changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import dump, said

from attribution.errors import UsageError
from attribution.records import Article, Attribution, Target
from attribution.store import Store
from attribution.store.saving.target_speakers import FILL_MEANT, MEANT

Reading = tuple[Article, list[Attribution]]
FOOTBALLER, SENATOR = ("John Smith", "footballer"), ("John Smith", "senator")


def article(title: str, *quoted: tuple[str, str], about: str = "") -> Reading:
    """An article that quotes some people, each with a role, and an aide who speaks about somebody."""
    text = " ".join(f"{name}, the {role}, said: “I go, says {name} of {title}”." for name, role in quoted)
    text = f"{title}. {text} An aide said: “{about} is late”."
    made = [
        said(
            text,
            f"“I go, says {name} of {title}”",
            source=f"{name}, the {role}",
            cue="said",
            name=name,
            role=role,
            evidence=f"the {role}",
        )
        for name, role in quoted
    ]
    if about:
        words = f"“{about} is late”"
        start = text.index(words) + 1
        target = Target(about, "person", (start, start + len(about)), "named", 0.9)
        made.append(said(text, words, source="An aide", cue="said", targets=(target,)))
    return Article(text, title=title, outlet="The Courier", date="2024-02-01"), made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "news.db") as opened:
        opened.start_run(version="1", model="test")
        yield opened


def save(store: Store, *readings: Reading) -> None:
    for text, made in readings:
        store.save(text, made, run_id=1)


def meant(store: Store) -> dict[str, tuple[int, str] | None]:
    """Whom each article speaks about: the speaker's number and first role; checked against the rule."""
    db = store._connection
    wrong = db.execute(f"SELECT id, speaker_id, {MEANT} FROM targets WHERE speaker_id IS NOT {MEANT}").fetchall()
    assert wrong == []
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    query = """
        SELECT q.title, t.speaker_id, (SELECT role FROM affiliations a WHERE a.speaker_id = t.speaker_id LIMIT 1)
        FROM targets t JOIN quotes q ON q.id = t.attribution_id
    """
    return {title: None if number is None else (number, role) for title, number, role in db.execute(query)}


def roles(store: Store) -> dict[str, str | None]:
    return {title: None if found is None else found[1] for title, found in meant(store).items()}


def test_a_name_means_whom_other_articles_quote_by_it(store: Store) -> None:
    save(store, article("Before", about="John Smith"), article("Other", about="Cy Fox"))
    assert roles(store) == {"Before": None, "Other": None}
    save(store, article("Game", FOOTBALLER), article("After", about="John Smith"))
    assert roles(store) == {"Before": "footballer", "Other": None, "After": "footballer"}
    assert [row[-1] for row in store.rows("who_about_whom")] == [1, None, 1]


def test_a_name_of_two_means_whom_its_own_article_quotes_else_nobody(store: Store) -> None:
    save(store, article("Game", FOOTBALLER, about="John Smith"), article("Elsewhere", about="John Smith"))
    assert roles(store) == {"Game": "footballer", "Elsewhere": "footballer"}
    save(store, article("Senate", SENATOR, about="John Smith"), article("Later", about="John Smith"))
    both = {"Game": "footballer", "Senate": "senator"}
    assert roles(store) == {**both, "Elsewhere": None, "Later": None}
    # Where several have the name already, one more article with it changes nothing but its own rows.
    save(store, article("Cup", FOOTBALLER, about="John Smith"))
    assert roles(store) == {**both, "Cup": "footballer", "Elsewhere": None, "Later": None}


def test_a_removed_article_leaves_the_name_to_the_other(store: Store) -> None:
    save(store, article("Game", FOOTBALLER), article("Senate", SENATOR), article("Elsewhere", about="John Smith"))
    assert roles(store) == {"Elsewhere": None}
    store.remove_article(1)
    assert roles(store) == {"Elsewhere": "senator"}
    store.remove_article(2)
    assert roles(store) == {"Elsewhere": None}
    assert store.counts()["speakers"] == 0


def test_reading_again_without_the_quote_takes_the_meaning_away(store: Store) -> None:
    game, elsewhere = article("Game", FOOTBALLER, about="John Smith"), article("Elsewhere", about="John Smith")
    save(store, game, elsewhere)
    before = dump(store.path)
    assert store.save(*game, run_id=1).unchanged
    assert dump(store.path) == before
    save(store, (game[0], game[1][1:]))
    assert roles(store) == {"Game": None, "Elsewhere": None}
    save(store, game)
    assert roles(store) == {"Game": "footballer", "Elsewhere": "footballer"}


def test_a_new_target_of_an_old_row_has_its_speaker(store: Store) -> None:
    save(store, article("Game", FOOTBALLER))
    text, made = article("Elsewhere", about="John Smith")
    fewer = [said(text.text, "“John Smith is late”", source="An aide", cue="said")]
    save(store, (text, fewer))
    assert roles(store) == {}
    save(store, (text, made))
    assert roles(store) == {"Elsewhere": "footballer"}


def test_merges_splits_and_names_by_hand(store: Store) -> None:
    save(store, article("Game", FOOTBALLER, about="John Smith"), article("Cup", FOOTBALLER))
    save(store, article("Post", ("J. Grey", "clerk")), article("Elsewhere", about="John Smith"))
    save(store, article("Short", about="J. Grey"), article("Known", about="Jim Grey"))
    known = {title: found and found[0] for title, found in meant(store).items()}
    assert known == {"Game": 1, "Elsewhere": 1, "Short": 2, "Known": None}
    with store.decisions(who="ed") as by_hand:
        split = by_hand.split(1, articles=[2])
        other = by_hand.now(split, side=1)
    assert {title: found and found[0] for title, found in meant(store).items()} == {**known, "Elsewhere": None}
    with store.decisions(who="ed") as by_hand:
        by_hand.merge([1, other])
    assert {title: found and found[0] for title, found in meant(store).items()} == known
    with store.decisions(who="ed") as by_hand:
        by_hand.undo()
        other = by_hand.now(split, side=1)
        by_hand.merge([2, other])
    found = meant(store)
    assert found["Elsewhere"] is None
    assert found["Short"] is not None and found["Short"][0] in {2, other}
    # How somebody is shown is no name by which an article speaks of anybody.
    with store.decisions(who="ed") as by_hand:
        by_hand.rename(found["Short"][0], "Jim Grey")
    assert meant(store) == found


def test_who_has_the_name_of_somebody_else_too(store: Store) -> None:
    """A person and a body of one name are apart, and marks and case make no other name."""
    save(store, article("Game", ("Zoë Brandt", "footballer")), article("Elsewhere", about="ZOE BRANDT"))
    assert roles(store) == {"Elsewhere": "footballer"}
    db = store._connection
    db.execute("UPDATE targets SET type = 'organisation', speaker_id = NULL")
    assert roles(store) == {"Elsewhere": None}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_rule_holds(store: Store, seed: int) -> None:
    """After each change, the column has what would be written if all were filled anew."""
    chance = random.Random(seed)
    names = ["John Smith", "Ann Smith", "Smith", "Bo Ray", "Cy Fox"]
    texts: list[Reading] = []
    for _ in range(70):
        what = chance.choice([*["save"] * 7, "remove", "merge", "split", "undo"])
        articles, speakers = [one.id for one in store.articles()], [one.id for one in store.speakers()]
        if what == "save":
            quoted = [(name, chance.choice(["footballer", "senator", "clerk"])) for name in names]
            few = chance.sample(quoted, chance.randrange(3))
            texts.append(article(f"Title {len(texts)}", *few, about=chance.choice([*names, ""])))
            # Some are read again, and then not all is found, or all again.
            text, made = chance.choice([texts[-1], texts[-1], *texts])
            save(store, (text, made[-chance.choice([1, 2, 3, 3]) :]))
        elif what == "remove" and articles:
            store.remove_article(chance.choice(articles))
        elif what != "remove":
            try:
                with store.decisions(who="ed") as by_hand:
                    if what == "merge" and len(speakers) > 1:
                        by_hand.merge(chance.sample(speakers, 2))
                    elif what == "split" and speakers:
                        by_hand.split(chance.choice(speakers), articles=[chance.choice(articles)])
                    elif what == "undo":
                        by_hand.undo()
            except UsageError:
                continue
        meant(store)
    assert store.counts()["targets"] > 5
    before = list(store.rows("targets"))
    store._connection.execute(FILL_MEANT)
    assert list(store.rows("targets")) == before
