"""Addresses of signing in and out, of what is told of the service, and of projects, actions and themes."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from scorecard.about import desk
from scorecard.about import views as about
from scorecard.people import taking
from scorecard.people import views as people
from scorecard.steward.views import decisions, index, municipality, strategies, tree, units
from scorecard.views import SignIn, SignOut, going_on
from scorecard.work.views import actions, milestones, project, projects, themes

_PROJECT = "<slug:code>/tyo/projektit/<str:strategy>/<str:project>/"
_STRATEGY = "<slug:code>/hallinta/strategiat/<str:strategy>/"
_NODE = f"{_STRATEGY}tavoitteet/<str:node>/"
_UNIT = "<slug:code>/hallinta/yksikot/<str:unit>/"
_ACTION = "<slug:code>/tyo/toimenpiteet/<str:strategy>/<str:action>/"

urlpatterns = [
    path("kirjaudu/", SignIn.as_view(), name="kirjaudu"),
    path("kirjaudu/ulos/", login_not_required(SignOut.as_view()), name="kirjaudu-ulos"),
    path("kirjaudu/jatka/", going_on, name="kirjaudu-jatka"),
    path("kirjaudu/kutsu/<str:token>/", taking.take, name="kutsu"),
    path("saavutettavuusseloste/", about.statement, name="saavutettavuusseloste"),
    path("tietoa/", about.about, name="tietoa"),
    path("sanasto/", about.words, name="sanasto"),
    path("<slug:code>/hallinta/", index.index, name="hallinta"),
    path("<slug:code>/hallinta/kunta/", municipality.municipality, name="kunta"),
    path("<slug:code>/hallinta/strategiat/", strategies.strategies, name="strategiat"),
    path("<slug:code>/hallinta/strategiat/uusi/", strategies.new, name="strategia-uusi"),
    path(_STRATEGY, strategies.strategy, name="strategia"),
    path(f"{_STRATEGY}tiedot/", strategies.basics, name="strategia-tiedot"),
    path(f"{_STRATEGY}tasot/", strategies.levels, name="strategia-tasot"),
    path(f"{_STRATEGY}tyot/", strategies.move, name="strategia-tyot"),
    path(f"{_STRATEGY}poista/", strategies.remove, name="strategia-poista"),
    path(f"{_STRATEGY}paatokset/", decisions.add, name="strategia-paatos-uusi"),
    path(f"{_STRATEGY}paatokset/<int:decision>/", decisions.change, name="strategia-paatos"),
    path(f"{_STRATEGY}kalenteri/", decisions.add_line, name="strategia-kalenteri-uusi"),
    path(f"{_STRATEGY}kalenteri/<int:line>/", decisions.change_line, name="strategia-kalenteri"),
    path(f"{_STRATEGY}kalenteri/<int:line>/poista/", decisions.remove_line, name="strategia-kalenteri-poista"),
    path(f"{_STRATEGY}tavoitteet/", tree.tree, name="strategia-puu"),
    path(_NODE, tree.node, name="strategia-kohta"),
    path(f"{_NODE}siirra/", tree.move, name="strategia-kohta-siirra"),
    path(f"{_NODE}paata/", tree.retire, name="strategia-kohta-paata"),
    path(f"{_NODE}poista/", tree.remove, name="strategia-kohta-poista"),
    path("<slug:code>/hallinta/yksikot/", units.units, name="yksikot"),
    path("<slug:code>/hallinta/yksikot/uusi/", units.new, name="yksikko-uusi"),
    path(_UNIT, units.unit, name="yksikko"),
    path(f"{_UNIT}siirra/", units.move, name="yksikko-siirra"),
    path(f"{_UNIT}poista/", units.remove, name="yksikko-poista"),
    path("<slug:code>/hallinta/ihmiset/", people.people, name="ihmiset"),
    path("<slug:code>/hallinta/ihmiset/kutsut/<int:invitation>/", people.again, name="kutsu-laheta"),
    path("<slug:code>/hallinta/ihmiset/<int:membership>/", people.role, name="rooli"),
    path("<slug:code>/hallinta/ihmiset/<int:membership>/paivat/", people.span, name="rooli-paivat"),
    path("<slug:code>/hallinta/ihmiset/<int:membership>/paata/", people.end, name="rooli-paata"),
    path("<slug:code>/hallinta/palaute/", desk.feedback, name="palautteet"),
    path("<slug:code>/hallinta/palaute/<int:number>/vastaa/", desk.answer, name="palaute-vastaa"),
    path("<slug:code>/hallinta/palaute/<int:number>/laheta/", desk.send_again, name="palaute-laheta"),
    path("<slug:code>/tyo/projektit/", projects.projects, name="projektit"),
    path("<slug:code>/tyo/projektit/uusi/", projects.new, name="projekti-uusi"),
    path(_PROJECT, project.project, name="projekti"),
    path(f"{_PROJECT}muokkaa/", project.change, name="projekti-muokkaa"),
    path(f"{_PROJECT}kohteet/", project.choose, name="projekti-kohteet"),
    path(f"{_PROJECT}ehdotus/", project.settle, name="projekti-ehdotus"),
    path(f"{_PROJECT}katsaus/", project.note, name="projekti-katsaus"),
    path(f"{_PROJECT}poista/", project.remove, name="projekti-poista"),
    path(f"{_PROJECT}virstanpylvaat/", milestones.add, name="virstanpylvas-uusi"),
    path(f"{_PROJECT}virstanpylvaat/<int:milestone>/", milestones.change, name="virstanpylvas"),
    path(f"{_PROJECT}virstanpylvaat/<int:milestone>/siirra/", milestones.move, name="virstanpylvas-siirra"),
    path(f"{_PROJECT}virstanpylvaat/<int:milestone>/poista/", milestones.remove, name="virstanpylvas-poista"),
    path("<slug:code>/tyo/toimenpiteet/", actions.actions, name="toimenpiteet"),
    path("<slug:code>/tyo/toimenpiteet/uusi/", actions.new, name="toimenpide-uusi"),
    path(_ACTION, actions.action, name="toimenpide"),
    path(f"{_ACTION}ehdotus/", actions.settle, name="toimenpide-ehdotus"),
    path(f"{_ACTION}paata/", actions.end, name="toimenpide-paata"),
    path(f"{_ACTION}poista/", actions.remove, name="toimenpide-poista"),
    path("<slug:code>/tyo/teemat/", themes.themes, name="teemat"),
]
