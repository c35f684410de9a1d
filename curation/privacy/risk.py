"""How much harm a value could do: which values a person should decide first.

Risk = weight of its kind x the surest score of its places x the number of examples it is in.
The weights are a judgement of ours, in steps of two: what opens an account or stands for a
person everywhere weighs most, what many people share least.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "SECRET": 16,
    "CREDIT_CARD": 16,
    "US_SSN": 16,
    "NATIONAL_ID": 16,
    "PASSPORT": 16,
    "IBAN_CODE": 8,
    "ACCOUNT_NUMBER": 8,
    "DRIVER_LICENSE": 8,
    "TAX_NUMBER": 8,
    "UK_NHS": 8,
    "UK_NINO": 8,
    "PATIENT_NUMBER": 8,
    "PERSON": 4,
    "EMAIL_ADDRESS": 4,
    "PHONE_NUMBER": 4,
    "STREET_ADDRESS": 4,
    "DATE_OF_BIRTH": 4,
    "CRYPTO": 4,
    "LOCATION": 1,
    "ORGANIZATION": 1,
    "URL": 1,
    "ORDER_NUMBER": 1,
    "AGE": 1,
    "NRP": 1,
    "DATE_TIME": 0.5,
    "TITLE": 0.5,
}
"""By entity; `DEFAULT_WEIGHT` for all others."""

DEFAULT_WEIGHT = 2.0


def risk(entity: str, score: float, examples: int) -> float:
    """The risk of a value: no unit, only the order counts."""
    return WEIGHTS.get(entity, DEFAULT_WEIGHT) * score * examples
