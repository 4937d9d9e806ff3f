"""The pages of entering and approving in Swedish and English: no Finnish of the interface, no link out of them."""

import pytest

from tests.pages.test_languages import Read, finnish, is_said

PAGES = [
    ("valvoja", "/kemi/kirjaus/"),
    ("valvoja", "/kemi/kirjaus/?kausi=2026-Q2"),
    ("valvoja", "/kemi/kirjaus/tyokirja/"),
    ("valvoja", "/kemi/kirjaus/avauspyynnot/"),
    ("toimialajohtaja", "/kemi/kirjaus/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/avaukset/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/valmius/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/myohaiset/"),
    ("toimialajohtaja", "/kemi/hyvaksynta/sijaiset/"),
    ("toimialajohtaja", "/kemi/hallinta/vaihdos/"),
    ("johto", "/kemi/tilannekuva/ajantasaisuus/"),
    ("johto", "/kemi/hyvaksynta/valmius/"),
    ("paakayttaja", "/kemi/kirjaus/"),
    ("paakayttaja", "/kemi/hyvaksynta/"),
    ("paakayttaja", "/kemi/hyvaksynta/valmius/"),
    ("paakayttaja", "/kemi/hallinta/ikkunat/"),
    ("paakayttaja", "/kemi/hallinta/vaihdos/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/uusi/"),
    ("paakayttaja", "/kemi/hallinta/mittarit/K09/"),
    ("paakayttaja", "/kemi/hallinta/rivit/"),
    ("paakayttaja", "/kemi/hallinta/rivit/kemi-2023/K09/"),
    ("paakayttaja", "/kemi/hallinta/rivit/kemi-2023/K09/tavoite/"),
    ("kokkola", "/kokkola/kirjaus/"),
]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("who", "address"), PAGES)
def test_a_page_is_wholly_in_its_language(demo, as_reader, who: str, address: str, language: str) -> None:
    reader = as_reader(who)
    answer, original = reader.get(f"/{language}{address}"), reader.get(address)
    assert answer.status_code == original.status_code == 200
    read = Read(answer.text)
    assert read.language == language
    assert [piece for piece in sorted(finnish(language)) if is_said(piece, read.said)] == []
    assert read.misplaced == []
    assert [one for one in read.addresses if one.startswith("/") and not one.startswith(f"/{language}/")] == []
    assert Read(original.text).misplaced == []
