"""Nationalities and faiths: others of the same list."""

from curation.privacy.surrogates.draw import Draw
from curation.privacy.surrogates.known import Known
from curation.privacy.surrogates.person import like
from curation.privacy.surrogates.shape import junk
from curation.privacy.surrogates.words import words

NATIONS = words(
    """
    Afghan Albanian Algerian American Andorran Angolan Argentine Argentinian Armenian Aruban
    Australian Austrian Azerbaijani Bahamian Bahraini Bangladeshi Barbadian Basque Belarusian
    Belgian Belizean Belizian Beninese Bermudian Bhutanese Bolivian Bosnian Botswanan Brazilian
    British Bruneian Bulgarian Burmese Burundian Cambodian Cameroonian Canadian Catalan Chadian
    Chechen Chilean Chinese Colombian Comorian Congolese Croat Croatian Cuban Cypriot Czech Dane
    Danish Djiboutian Dominican Dutch Ecuadorian Egyptian Emirati English Eritrean Estonian
    Ethiopian Fijian Filipino Finn Finnish Flemish French Gabonese Gambian Georgian German
    Ghanaian Greek Greenlandic Grenadian Guatemalan Guinean Guyanese Haitian Honduran Hungarian
    Icelander Icelandic Indian Indonesian Iranian Iraqi Irish Israeli Italian Ivorian Jamaican
    Japanese Jordanian Kazakh Kazakhstani Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Laotian
    Latvian Lebanese Liberian Libyan Lithuanian Luxembourgish Macedonian Malagasy Malawian
    Malaysian Maldivian Malian Maltese Mauritanian Mauritian Mexican Moldovan Mongolian
    Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien
    Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Persian Peruvian Pole Polish
    Portuguese Qatari Romanian Russian Rwandan Salvadoran Samoan Saudi Scottish Senegalese Serb
    Serbian Singaporean Slovak Slovakian Slovene Slovenian Somali Spaniard Spanish Sudanese
    Surinamese Swazi Swede Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Tibetan Togolese
    Tongan Trinidadian Tunisian Turk Turkish Turkmen Ugandan Ukrainian Uruguayan Uzbek
    Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean
    """
)
"""The adjectives of nations, and some words for their people."""
FAITHS = words(
    """
    Muslim Jewish Hindu Buddhist Sikh Catholic Protestant Lutheran Anglican Baptist Methodist
    Presbyterian Mormon Quaker Evangelical Pentecostal Shia Sunni Jain Zoroastrian Bahai Taoist
    Shinto Amish Atheist Agnostic Communist Socialist Marxist Zionist
    """
)
"""The words for believers, and for political groups."""
_VOWELS = "AEIOU"


def origin(written: str, draw: Draw, known: Known) -> str:
    """Another one that goes with the same article, in the plural where this one stands in it.

    What is in neither list gets other letters.
    """
    for names in (NATIONS, FAITHS):
        for many in ("", "s"):
            single = written.removesuffix(many).capitalize()
            if written.endswith(many) and single in names:
                vowel = single[0] in _VOWELS
                pool = [name for name in names if (name[0] in _VOWELS) is vowel]
                return like(written, known.word(pool, draw) + many)
    return junk(written, draw, known)
