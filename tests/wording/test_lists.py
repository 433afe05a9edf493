"""Long lists of names are cut, and say so."""

from salesdesk_app.wording import lists


def test_lists_are_cut_where_they_get_long() -> None:
    assert lists.first([3, 4], 2) == "3, 4"
    assert lists.first([3, 4, 7], 2) == "3, 4 …"
    assert lists.counted(["Halden"], 1) == "Halden"
    assert lists.counted(["Halden"] * 1_500, 1) == "Halden and 1,499 more"
    assert lists.counted([], 3) == ""
