"""The measures that ship, by name: their arguments, units, words, sources and what is known of their error."""

from __future__ import annotations

from dataclasses import dataclass

NO_ERROR = "no error published"


@dataclass(frozen=True, slots=True)
class Measure:
    """A yearly number about a state, or about a state and a power.

    arguments: ("state",) or ("state", "power"). dataset: key of the dataset it is computed from. low, high: bounds
    of its values. more, less: the words for a higher and a lower value. denominator: of what it is a share, or
    empty. error: what is known of its error; licence: of the computed numbers.
    """

    name: str
    arguments: tuple[str, ...]
    unit: str
    description: str
    dataset: str
    low: float
    high: float
    more: str
    less: str
    denominator: str = ""
    error: str = NO_ERROR
    licence: str = "free to use with citation"

    @property
    def dyadic(self) -> bool:
        """Whether it takes a state and a power."""
        return len(self.arguments) == 2


_DYAD = ("state", "power")
_ATOP_LIMITS = (
    "ATOP reads treaties, not conduct: it carries pacts on after a state has left the organisation that made them "
    "unless the treaty itself ended"
)

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            name="agreement",
            arguments=_DYAD,
            unit="share, 0 to 1",
            description=(
                "Share of identical votes among the roll calls of the UN General Assembly in a calendar year in which "
                "the state and the power both voted yes, abstained or voted no. All roll calls count, amendments and "
                "paragraphs included. The seat of China counts for TWN until October 1971 and for CHN since"
            ),
            dataset="un-votes",
            low=0,
            high=1,
            more="closer",
            less="further apart",
            denominator="roll calls of the year in which both cast a vote",
            error=(
                "95 % Wilson interval over the shared roll calls as if each were drawn by itself; resolutions recur "
                "from year to year, so it is too narrow"
            ),
            licence="CC0 1.0",
        ),
        Measure(
            name="capability",
            arguments=("state",),
            unit="share of the world total, 0 to 1",
            description=(
                "Composite Index of National Capability (Singer, Bremer and Stuckey 1972): the mean of the state's "
                "shares of the world's military expenditure, military personnel, iron and steel, energy, population "
                "and urban population. It measures resources that a state has mobilised or could, not success in war"
            ),
            dataset="cow-nmc",
            low=0,
            high=1,
            more="larger",
            less="smaller",
            denominator="sum over all states of the COW state system in that year, component by component",
        ),
        Measure(
            name="consultation",
            arguments=_DYAD,
            unit="0 or 1",
            description=f"Whether a treaty binds the state to consult the power in a crisis. {_ATOP_LIMITS}",
            dataset="atop",
            low=0,
            high=1,
            more="bound to consult",
            less="not bound to consult",
        ),
        Measure(
            name="defence",
            arguments=_DYAD,
            unit="0 or 1",
            description=(
                f"Whether a treaty binds the state to defend the power if it is attacked. {_ATOP_LIMITS}; years after "
                "a state's dated exit from the Collective Security Treaty are left out for its tie with Russia"
            ),
            dataset="atop",
            low=0,
            high=1,
            more="bound to defend",
            less="not bound to defend",
        ),
        Measure(
            name="democracy",
            arguments=("state",),
            unit="percentile rank, 0 to 1",
            description=(
                "Share of the other states covered in that year that score lower on the V-Dem electoral democracy "
                "index, plus half of those that score the same: a rank among states, so it can fall while the index "
                "itself stands still"
            ),
            dataset="v-dem",
            low=0,
            high=1,
            more="more democratic than more states",
            less="more democratic than fewer states",
            denominator="other states of the COW state system that V-Dem covers in that year",
            error="V-Dem publishes intervals for its index; none is published for this rank",
            licence="CC BY-SA 4.0",
        ),
        Measure(
            name="neutrality",
            arguments=_DYAD,
            unit="0 or 1",
            description=(
                f"Whether a treaty binds the state to stay neutral if the power is at war with another. {_ATOP_LIMITS}"
            ),
            dataset="atop",
            low=0,
            high=1,
            more="bound to stay neutral",
            less="not bound to stay neutral",
        ),
        Measure(
            name="nonaggression",
            arguments=_DYAD,
            unit="0 or 1",
            description=(
                "Whether a treaty binds the state not to attack the power. Broad multilateral pledges count, such as "
                f"those of the OSCE area, and mean little by themselves. {_ATOP_LIMITS}"
            ),
            dataset="atop",
            low=0,
            high=1,
            more="bound not to attack",
            less="not bound not to attack",
        ),
        Measure(
            name="offence",
            arguments=_DYAD,
            unit="0 or 1",
            description=(
                "Whether a treaty binds the state to join the power in war beyond defence against attack. "
                f"{_ATOP_LIMITS}"
            ),
            dataset="atop",
            low=0,
            high=1,
            more="bound to join in war",
            less="not bound to join in war",
        ),
        Measure(
            name="regime_type",
            arguments=("state",),
            unit="-1 autocracy, 0 anocracy, 1 democracy",
            description=(
                "Class of the Polity score: autocracy from -10 to -6, anocracy from -5 to 5, democracy from 6 to 10"
            ),
            dataset="polity",
            low=-1,
            high=1,
            more="more democratic",
            less="less democratic",
        ),
        Measure(
            name="trade",
            arguments=_DYAD,
            unit="share, 0 to 1",
            description=(
                "Share of the state's trade in goods that is with the power: imports from it plus exports to it, the "
                "exports being what the power reports as imports, in current US dollars rounded to whole millions. "
                "Zero flows between successor states of one federation in their first years are missing, as is a zero "
                "in one year between two of much trade, and so is a state's whole year if too much of its trade is "
                "unreported, as that of the Federal Republic of Germany from 1960 to 1989"
            ),
            dataset="cow-trade",
            low=0,
            high=1,
            more="larger",
            less="smaller",
            denominator=(
                "the larger of the state's national total (imports plus exports) and the sum of its reported flows "
                "with all partner states; for China from 1999, the sum"
            ),
        ),
    )
}
"""All measures, in order of their names."""

SIGNATURES: dict[str, tuple[str, ...]] = {name: measure.arguments for name, measure in MEASURES.items()}
"""What each measure takes."""
