"""Names: as many parts, the same order and case, and the same part always the same."""

import pytest

from tests.unit.privacy.surrogates.made import SEEDS, replaced, surrogate


def test_a_name_has_as_many_parts():
    assert len(surrogate("Julia Maria Hartmann", "PERSON").split()) == 3


def test_a_family_name_alone_follows_the_whole_name():
    text = "Julia Hartmann wrote. Hartmann waits."
    done = replaced(text, ("Julia Hartmann", "PERSON"), ("Hartmann", "PERSON"))
    first, _, rest = done.partition(" wrote. ")
    assert rest == f"{first.split()[1]} waits."


def test_the_family_name_comes_first_where_it_did():
    text = "Julia Hartmann; Hartmann, Julia"
    done = replaced(text, ("Julia Hartmann", "PERSON"), ("Hartmann, Julia", "PERSON"))
    given, family = done.split("; ")[0].split()
    assert done == f"{given} {family}; {family}, {given}"


def test_capitals_stay_capitals():
    text = "Julia Hartmann, JULIA HARTMANN, julia hartmann"
    one, loud, small = replaced(text, ("Julia Hartmann", "PERSON")).split(", ")
    assert (loud, small) == (one.upper(), one.lower())


def test_an_initial_is_that_of_the_surrogate():
    text = "Julia Hartmann or J. Hartmann"
    done = replaced(text, ("Julia Hartmann", "PERSON"), ("J. Hartmann", "PERSON"))
    whole, short = done.split(" or ")
    assert short == f"{whole[0]}. {whole.split()[1]}"


def test_titles_and_particles_stay():
    assert surrogate("Dr. Anna van den Berg", "PERSON").startswith("Dr. ")
    assert " van den " in surrogate("Dr. Anna van den Berg", "PERSON")


@pytest.mark.parametrize("name", ["王小明", "Иван Петров", "محمد علي", "김민수"])
def test_a_name_of_another_script_keeps_its_script(name):
    made = surrogate(name, "PERSON")
    assert made != name
    assert len(made) == len(name)
    assert not any(letter.isascii() and letter.isalpha() for letter in made)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_surrogate_is_no_word_of_the_text(seed):
    text = "Mia Klein met Berger and Weber in Vega"
    done = replaced(text, ("Mia Klein", "PERSON"), seed=seed)
    assert not {"berger", "weber", "vega"} & set(done.partition(" met ")[0].lower().split())
