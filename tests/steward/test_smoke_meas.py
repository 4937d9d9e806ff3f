def test_pages(demo, as_reader, django_assert_max_num_queries):
    c = as_reader("paakayttaja")
    for a in [
        "mittarit/",
        "mittarit/uusi/",
        "mittarit/K09/",
        "mittarit/K01/",
        "rivit/",
        "rivit/kemi-2023/K09/",
        "rivit/kemi-2023/K09/tavoite/",
        "ikkunat/",
    ]:
        with django_assert_max_num_queries(12):
            r = c.get("/kemi/hallinta/" + a)
        assert r.status_code == 200, a
    r = c.post(
        "/kemi/hallinta/rivit/kemi-2023/K09/tavoite/", {"words": "vähintään 930 000", "teko": "lue", "seen": "1"}
    )
    print(r.status_code, r.text[r.text.index("<main") :])
