"""Addresses of entering figures, approving them and opening windows."""

from django.urls import path

from measures.readings import views as readings
from measures.renewal import merger_views
from measures.renewal import views as renewing
from measures.steward.views import indicator, indicators, reporters, row, rows, targets
from measures.views import (
    approval,
    deputies,
    entry,
    handover,
    late,
    paste,
    readiness,
    reopening,
    requests,
    timeliness,
    windows,
    workbook,
)

_INDICATOR = "<slug:code>/hallinta/mittarit/<str:indicator>/"
_ROW = "<slug:code>/hallinta/rivit/<str:strategy>/<str:row>/"
_STRATEGY = "<slug:code>/hallinta/strategiat/<str:strategy>/"
_READING = "<slug:code>/hallinta/tulkinnat/<str:strategy>/<str:row>"

urlpatterns = [
    path(f"{_STRATEGY}uusi-versio/", renewing.renew, name="strategia-versio"),
    path(f"{_STRATEGY}hyvaksy/", renewing.adoption, name="strategia-hyvaksy"),
    path("<slug:code>/hallinta/yksikot/<str:unit>/yhdista/", merger_views.merge, name="yksikko-yhdista"),
    path(f"{_STRATEGY}vertailu/<str:other>/", renewing.compare, name="strategia-vertailu"),
    path("<slug:code>/kirjaus/", entry.entry, name="kirjaus"),
    path("<slug:code>/kirjaus/tallenna/", entry.save, name="kirjaus-tallenna"),
    path("<slug:code>/kirjaus/laheta/", entry.submit, name="kirjaus-laheta"),
    path("<slug:code>/kirjaus/liita/", paste.preview, name="kirjaus-liita"),
    path("<slug:code>/kirjaus/kesken/", entry.kept, name="kirjaus-kesken"),
    path("<slug:code>/kirjaus/tyokirja.xlsx", workbook.download, name="kirjaus-tyokirja-lataa"),
    path("<slug:code>/kirjaus/tyokirja/", workbook.sending, name="kirjaus-tyokirja"),
    path("<slug:code>/kirjaus/tyokirja/laheta/", workbook.send, name="kirjaus-tyokirja-laheta"),
    path("<slug:code>/kirjaus/tyokirja/<int:number>/", workbook.preview, name="kirjaus-tyokirja-esikatselu"),
    path("<slug:code>/kirjaus/tyokirja/<int:number>/hyvaksy/", workbook.accept, name="kirjaus-tyokirja-hyvaksy"),
    path(
        "<slug:code>/kirjaus/tyokirja/<int:number>/korjattava.xlsx",
        workbook.marked,
        name="kirjaus-tyokirja-korjattava",
    ),
    path("<slug:code>/hyvaksynta/", approval.approval, name="hyvaksynta"),
    path("<slug:code>/hyvaksynta/hyvaksy/", approval.approve, name="hyvaksy"),
    path("<slug:code>/hyvaksynta/<int:entry>/palauta/", approval.send_back, name="palauta"),
    path("<slug:code>/hyvaksynta/avaukset/", reopening.reopenings, name="avaukset"),
    path("<slug:code>/hyvaksynta/avaukset/avaa/", reopening.reopen, name="avaa-luku"),
    path("<slug:code>/tilannekuva/ajantasaisuus/", timeliness.timeliness, name="ajantasaisuus"),
    path("<slug:code>/hyvaksynta/avaukset/<int:reopening>/paata/", reopening.end, name="paata-avaus"),
    path("<slug:code>/hyvaksynta/avauspyynnot/<int:wish>/avaa/", reopening.grant, name="suostu-pyyntoon"),
    path("<slug:code>/hyvaksynta/avauspyynnot/<int:wish>/kiella/", reopening.decline, name="kiella-pyynto"),
    path("<slug:code>/kirjaus/avauspyynnot/", requests.requests, name="avauspyynnot"),
    path("<slug:code>/kirjaus/avauspyynnot/pyyda/", requests.ask, name="pyyda-avausta"),
    path("<slug:code>/hyvaksynta/valmius/", readiness.readiness, name="valmius"),
    path("<slug:code>/hyvaksynta/myohaiset/", late.late, name="myohaiset"),
    path("<slug:code>/hyvaksynta/sijaiset/", deputies.deputies, name="sijaiset"),
    path("<slug:code>/hyvaksynta/sijaiset/<int:post>/paata/", deputies.end, name="paata-sijaisuus"),
    path("<slug:code>/hallinta/tulkinnat/", readings.readings, name="tulkinnat"),
    path(f"{_READING}/", readings.reading, name="tulkinta"),
    path(f"{_READING}/vahvista/", readings.confirm, name="tulkinta-vahvista"),
    path(f"{_READING}/valitse/", readings.choose, name="tulkinta-valitse"),
    path(f"{_READING}/hylkaa/", readings.reject, name="tulkinta-hylkaa"),
    path("<slug:code>/hallinta/tulkinnat/yhteys/<str:kind>/<int:link>/", readings.settle, name="tulkinta-yhteys"),
    path("<slug:code>/hallinta/vaihdos/", handover.handover, name="vaihdos"),
    path("<slug:code>/hallinta/ikkunat/", windows.windows, name="ikkunat"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/sulje/", windows.close, name="sulje-ikkuna"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/avaa/", windows.reopen, name="avaa-ikkuna"),
    path("<slug:code>/hallinta/ikkunat/vuosi/", windows.plan, name="suunnittele-ikkunat"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/paivat/", windows.change, name="muuta-ikkunaa"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/poista/", windows.remove, name="poista-ikkuna"),
    path("<slug:code>/hallinta/mittarit/", indicators.indicators, name="hallinta-mittarit"),
    path("<slug:code>/hallinta/mittarit/uusi/", indicators.new, name="hallinta-mittari-uusi"),
    path(_INDICATOR, indicator.indicator, name="hallinta-mittari"),
    path(f"{_INDICATOR}muokkaa/", indicator.change, name="hallinta-mittari-muokkaa"),
    path(f"{_INDICATOR}saanto/", indicator.rule, name="hallinta-mittari-saanto"),
    path(f"{_INDICATOR}saanto/<int:rule>/poista/", indicator.remove_rule, name="hallinta-mittari-saanto-poista"),
    path(f"{_INDICATOR}raportoijat/", reporters.add, name="hallinta-mittari-raportoijat"),
    path(f"{_INDICATOR}raportoijat/<int:reporter>/", reporters.change, name="hallinta-mittari-raportoija"),
    path(f"{_INDICATOR}raportoijat/<int:reporter>/siirra/", reporters.hand_over, name="hallinta-mittari-siirra"),
    path(
        f"{_INDICATOR}raportoijat/<int:reporter>/poista/", reporters.remove, name="hallinta-mittari-raportoija-poista"
    ),
    path(f"{_INDICATOR}paata/", indicator.retire, name="hallinta-mittari-paata"),
    path(f"{_INDICATOR}jatka/", indicator.resume, name="hallinta-mittari-jatka"),
    path(f"{_INDICATOR}poista/", indicator.remove, name="hallinta-mittari-poista"),
    path("<slug:code>/hallinta/rivit/", rows.rows, name="hallinta-rivit"),
    path(_ROW, row.row, name="hallinta-rivi"),
    path(f"{_ROW}muokkaa/", row.change, name="hallinta-rivi-muokkaa"),
    path(f"{_ROW}kohteet/", row.choose, name="hallinta-rivi-kohteet"),
    path(f"{_ROW}ehdota/", row.suggest, name="hallinta-rivi-ehdota"),
    path(f"{_ROW}ehdotus/<int:link>/", row.settle, name="hallinta-rivi-ehdotus"),
    path(f"{_ROW}siirra/", row.move, name="hallinta-rivi-siirra"),
    path(f"{_ROW}paata/", row.retire, name="hallinta-rivi-paata"),
    path(f"{_ROW}jatka/", row.resume, name="hallinta-rivi-jatka"),
    path(f"{_ROW}poista/", row.remove, name="hallinta-rivi-poista"),
    path(f"{_ROW}tavoite/", targets.new, name="hallinta-tavoite-uusi"),
    path(f"{_ROW}tavoite/<int:version>/", targets.correct, name="hallinta-tavoite-korjaa"),
]
