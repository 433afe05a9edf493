"""How many decimals a currency has (ISO 4217): what the stored minor units mean.

Fixed here and not asked of a locale library, because its answer for a few currencies changes with
its releases, and with it every stored amount would change its meaning.
"""

_OTHER_THAN_TWO = {
    code: places
    for places, codes in (
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
    )
    for code in codes.split()
}


def digits(currency: str) -> int:
    """The decimals of a currency by its ISO code; two for a code that the list does not name."""
    return _OTHER_THAN_TWO.get(currency, 2)
