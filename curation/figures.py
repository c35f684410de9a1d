"""How figures are written, on pages and in files."""


def percent(share: float, digits: int = 0) -> str:
    """A share (1 is all) as percent with so many decimals: "96 %", or "12.5 %" with one."""
    return f"{share:.{digits}%}".replace("%", " %")
