from tests.browser.test_every_page import *
def test_q(page,demo,monkeypatch):
    import tests.browser.looking as L
    bad=[]
    print(sum(map(len,EVERY)))
    print(page.request.get(demo.url+"/kirjaudu/jatka/").headers["content-type"])
    for who,address in [p for s in EVERY for p in s]:
        become(page, demo, "" if who == "visitor" else who)
        try:
            visit(page, demo, "/sv"+address); unfold(page)
            page.set_viewport_size({"width":390,"height":844})
            if not L.fits(page): print("WIDE390", address)
            for n,(w,h) in L.ZOOMED.items():
                page.set_viewport_size({"width":w,"height":h})
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"): print("WIDE", n, address)
                if c:=page.evaluate(L._CUT): print("CUT",n,address,c[:3])
            page.evaluate(L._SPACE, L._SPACED)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"): print("WIDE spaced", address)
            if c:=page.evaluate(L._CUT): print("CUT spaced",address,c[:3])
        except AssertionError as e: print("ERR", who, address, str(e)[:200])
