"""Addresses of entering figures, approving them and opening windows."""

from django.urls import path

from measures.views import approval, entry, paste, reopening, timeliness, windows

urlpatterns = [
    path("<slug:code>/kirjaus/", entry.entry, name="kirjaus"),
    path("<slug:code>/kirjaus/tallenna/", entry.save, name="kirjaus-tallenna"),
    path("<slug:code>/kirjaus/laheta/", entry.submit, name="kirjaus-laheta"),
    path("<slug:code>/kirjaus/liita/", paste.preview, name="kirjaus-liita"),
    path("<slug:code>/kirjaus/kesken/", entry.kept, name="kirjaus-kesken"),
    path("<slug:code>/hyvaksynta/", approval.approval, name="hyvaksynta"),
    path("<slug:code>/hyvaksynta/hyvaksy/", approval.approve, name="hyvaksy"),
    path("<slug:code>/hyvaksynta/<int:entry>/palauta/", approval.send_back, name="palauta"),
    path("<slug:code>/hyvaksynta/avaukset/", reopening.reopenings, name="avaukset"),
    path("<slug:code>/hyvaksynta/avaukset/avaa/", reopening.reopen, name="avaa-luku"),
    path("<slug:code>/tilannekuva/ajantasaisuus/", timeliness.timeliness, name="ajantasaisuus"),
    path("<slug:code>/hallinta/ikkunat/", windows.windows, name="ikkunat"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/sulje/", windows.close, name="sulje-ikkuna"),
    path("<slug:code>/hallinta/ikkunat/<str:period>/avaa/", windows.reopen, name="avaa-ikkuna"),
]
