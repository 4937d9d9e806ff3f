"""Addresses of entering figures, approving them and opening windows."""

from django.urls import path

from measures.views import approval, entry, reopening, windows, workbook

urlpatterns = [
    path("<slug:code>/kirjaus/", entry.entry, name="kirjaus"),
    path("<slug:code>/kirjaus/tallenna/", entry.save, name="kirjaus-tallenna"),
    path("<slug:code>/kirjaus/laheta/", entry.submit, name="kirjaus-laheta"),
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
    path("<slug:code>/hallinta/ikkunat/", windows.windows, name="ikkunat"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/sulje/", windows.close, name="sulje-ikkuna"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/avaa/", windows.reopen, name="avaa-ikkuna"),
]
