"""Order, invoice, ticket and booking numbers, for owners who hold them to be personal."""

from collections.abc import Iterator

from curation.scanner.recognizers.finder import Finder, Kind
from curation.scanner.recognizers.labelled_id import Labels

_LABELS = {
    "ORDER_NUMBER": (
        "(?:purchase )?order|po|invoice|inv|receipt|bill|booking|reservation|confirmation"
        "|ticket|case|reference|transaction|quote|credit note|delivery note",
        "po|bestell ?(?:nummer|nr)|auftrags ?(?:nummer|nr)|rechnungs ?(?:nummer|nr)"
        "|(?:num[eé]ro|n°) de (?:commande|facture)|n[uú]mero de (?:pedido|factura)"
        "|(?:numero|n\\.) (?:d'|di )?(?:ordine|fattura)|factuur ?(?:nummer|nr)"
        "|bestel ?(?:nummer|nr)",
    ),
}


class OrderNumber(Finder):
    """Numbers behind such a label; used when the settings of the scan ask for it only."""

    entity = "ORDER_NUMBER"

    def __init__(self) -> None:
        super().__init__()
        self._labels = Labels(_LABELS)

    def find_kinds(self, text: str) -> Iterator[Kind]:
        """Every such number."""
        return self._labels.find(text)
