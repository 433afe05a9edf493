"""What other programs and people call the fields of products, best names first."""

WORDS: dict[str, str] = {
    "name": "product; product name; name; item; item name; produkt; produktname; artikel; product "
    "title; item description; artikelname; artikelbezeichnung; produktbezeichnung; bezeichnung",
    "series": "series; product family; product line; family; product group; product category; "
    "category; produktfamilie; produktlinie; serie; warengruppe",
    "price": "price; sales price; list price; unit price; standard price; retail price; unit list "
    "price; price per unit; catalog price; preis; listenpreis; verkaufspreis; einzelpreis; "
    "stückpreis; katalogpreis",
    "currency": "currency; currency code; price currency; currency iso code; währung",
    "external_id": "product id; product code; sku; item number; product number; internal "
    "reference; part number; do not modify product; record id; external id; artikelnummer; "
    "produktnummer; id",
}
