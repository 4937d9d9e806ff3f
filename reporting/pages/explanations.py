"""What each verdict means and in which order the questions are asked, in the words of somebody who explains it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.verdicts import Verdict

MEANINGS: dict[Verdict, Promise] = {
    Verdict.MET: _(
        "Luku täyttää tavoitteen. Kesken vuotta tai ennen määräpäivää tila kertoo tilanteen kysyttynä päivänä: "
        "saavutetun voi vielä menettää."
    ),
    Verdict.ON_TRACK: _(
        "Tavoite ei vielä täyty, mutta aikaa on jäljellä ja luku on matkalla: ennuste riittää, kertymä pysyy "
        "tahdissa, luku on aikataulussa tai se on parempi kuin lähtötaso."
    ),
    Verdict.NEAR_MISS: _(
        "Aika on täynnä ja tavoite jäi täyttymättä niukasti: ero on enintään mittarille sovitun rajan suuruinen, "
        "tavallisesti 10 % tavoitteesta, ja luku on parempi kuin lähtötaso, josta oli tarkoitus parantaa."
    ),
    Verdict.BEHIND: _(
        "Tavoite ei täyty, ja luku on jäljessä siitä, missä sen pitäisi jo olla: ennuste ei riitä, kertymä ei pysy "
        "tahdissa, luku on aikataulusta jäljessä tai se ei ole lähtötasoa parempi."
    ),
    Verdict.MISSED: _(
        "Aika on täynnä eikä tavoite täyty. Kertyvän luvun yläraja voi jäädä saavuttamatta jo kesken vuotta, kun se "
        "on ylitetty."
    ),
    Verdict.MISSING: _(
        "Luvun olisi pitänyt jo tulla, mutta sitä ei ole, tai siitä puuttuu osa, jota ilman sitä ei voi arvioida. "
        "Puuttuva luku ei ole koskaan nolla."
    ),
    Verdict.UNCLEAR: _(
        "Tavoitetta ei voi arvioida sellaisena kuin se on päätetty: vaihtoehto on valitsematta, tavoite on "
        "ristiriidassa mittarin suunnan kanssa tai siitä puuttuu lähtötaso tai arvo. Julkisilla sivuilla myös "
        "silloin, kun lähteen tulkintaa ei ole vahvistettu."
    ),
    Verdict.NOT_DUE: _(
        "Lukua ei ole, eikä sen vielä pitänytkään tulla; tai luku on, mutta määräpäivä on edessä eikä ole mitään, "
        "mihin etenemistä voisi verrata."
    ),
    Verdict.WATCHED: _("Mittarilla ei ole tavoitetta. Lukua seurataan, mutta sitä ei arvioida."),
}

STEPS: tuple[tuple[Promise, tuple[Verdict, ...]], ...] = (
    (_("Voiko tavoitteen ymmärtää vain yhdellä tavalla, ja onko siinä kaikki, mitä vertailuun tarvitaan? Jos ei:"),
     (Verdict.UNCLEAR,)),
    (_("Onko tavoitetta lainkaan? Jos ei:"), (Verdict.WATCHED,)),
    (_("Onko lukua? Jos ei ole, eikä sen vielä pitänytkään tulla:"), (Verdict.NOT_DUE,)),
    (_("Jos luvun piti jo tulla, siitä puuttuu tarvittava osa, tai ratkaiseva luku on liian vanha:"),
     (Verdict.MISSING,)),
    (_("Täyttääkö luku tavoitteen? Jos täyttää:"), (Verdict.MET,)),
    (_("Onko kertyvän luvun yläraja ylitetty tavoitteen vuonna? Jos on:"), (Verdict.MISSED,)),
    (_("Onko aika täynnä? Jos on, ja ero tavoitteeseen mahtuu sovittuun rajaan:"), (Verdict.NEAR_MISS,)),
    (_("Jos aika on täynnä eikä ero mahdu rajaan:"), (Verdict.MISSED,)),
    (_("Onko ennuste annettu? Se ratkaisee: riittääkö ennuste tavoitteen päättyessä?"),
     (Verdict.ON_TRACK, Verdict.BEHIND)),
    (_("Kertyykö luku vuoden mittaan? Pysyykö se tasaisessa tahdissa?"), (Verdict.ON_TRACK, Verdict.BEHIND)),
    (_("Onko määräpäivä edessä ja lähtötason päivä tiedossa? Onko luku suoralla lähtötasosta tavoitteeseen?"),
     (Verdict.ON_TRACK, Verdict.BEHIND)),
    (_("Onko tavoite ilman määräpäivää tai joka vuosi? Onko luku parempi kuin lähtötaso?"),
     (Verdict.ON_TRACK, Verdict.BEHIND)),
    (_("Onko määräpäivä edessä, eikä mikään edellisistä kerro etenemisestä?"), (Verdict.NOT_DUE,)),
    (_("Muuten:"), (Verdict.BEHIND,)),
)  # fmt: skip
"""The first that fits decides (DESIGN §5)."""
