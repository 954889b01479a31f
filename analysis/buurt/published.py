"""Published figures that the simulation is shown beside, each with its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """One published figure.

    Attributes:
        id: name of the row in the table of targets.
        indicator: what was asked.
        value: the figure, in %.
        population: ages it is about.
        year: year (and quarter) of the survey.
        geography: where it holds.
        source: who published it.
        address: where it was read.
    """

    id: str
    indicator: str
    value: float
    population: str
    year: str
    geography: str
    source: str
    address: str


def _weekly_contact(id_: str, whom: str, value: float) -> Published:
    return Published(
        id=id_,
        indicator=f"At least weekly contact with {whom}",
        value=value,
        population="18+",
        year="2023",
        geography="Flemish Region",
        source="Statistiek Vlaanderen SV-bevraging",
        address="https://www.vlaanderen.be/statistiek-vlaanderen/sociale-samenhang/sociale-contacten",
    )


WEEKLY_CONTACT = {
    "weekly_contact_neighbours": _weekly_contact("SOC-neigh-2023", "neighbours", 45.0),
    "weekly_contact_family": _weekly_contact("SOC-fam-2023", "family outside the household", 48.0),
    "weekly_contact_friends": _weekly_contact("SOC-fr-2023", "friends or acquaintances", 39.0),
}
"""By outcome of the simulation."""

LONELY = Published(
    id="LON-BE-1674",
    indicator="Always or mostly lonely in past 4 weeks",
    value=8.3,
    population="16-74",
    year="2021 Q4",
    geography="Belgium",
    source="Statbel",
    address=(
        "https://www.vlaamse-ouderenraad.be/onderzoek/welzijn-gezondheid-en-zorg/"
        "bijna-1-op-8-belgische-ouderen-kampt-met-eenzaamheidsgevoelens"
    ),
)
"""Always or mostly lonely; the survey leaves out those of 75 and over."""
