"""The page of Word templates: which one is in use, what it may hold, its history, and what is wrong with one sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_moment
from kemi_strategy.web.languages import Words, later
from reporting.models import WordTemplate
from reporting.models.codes import ReportKind
from reporting.pages.issue.listing import KIND_WORDS, Option
from reporting.renderers.word.faults import Fault, Place, TemplateFault

_ALL = later("kaikki raportit")
_PLACES = Words(
    {
        Place.BODY: later("leipätekstissä"),
        Place.HEADER: later("ylätunnisteessa"),
        Place.FOOTER: later("alatunnisteessa"),
        Place.FOOTNOTES: later("alaviitteissä"),
    }
)
_FAULTS = Words(
    {
        Fault.TOO_LARGE: later("Tiedosto on liian suuri. Pohja saa olla enintään 5 megatavua; pienennä sen kuvia."),
        Fault.UNPACKS: later(
            "Tiedosto purkautuu liian suureksi, joten sitä ei lueta. Avaa pohja Wordissa, pienennä sen kuvia ja "
            "tallenna se uudestaan."
        ),
        Fault.NOT_WORD: later(
            "Tiedosto ei ole Word-asiakirja (.docx), tai se on salattu tai rikki. Tallenna se Wordissa muodossa .docx."
        ),
        Fault.MACROS: later("Tiedostossa on makroja. Tallenna pohja Wordissa muodossa .docx, jossa makroja ei ole."),
        Fault.EXTERNAL: later(
            "Pohja hakee jotakin toisesta tiedostosta tai verkosta, esimerkiksi linkitetyn kuvan. Upota kuva pohjaan."
        ),
        Fault.EMBEDDED: later("Pohjaan on upotettu toinen tiedosto tai ohjelma. Poista se."),
        Fault.ENTITIES: later("Tiedosto on rakenteeltaan sellainen, jota ei avata. Tallenna pohja uudelleen Wordissa."),
        Fault.TRACKED: later(
            "Pohjassa on jäljitettyjä muutoksia tai kommentteja. Hyväksy muutokset ja poista kommentit: ne kertoisivat "
            "raportissa henkilöiden nimiä."
        ),
        Fault.FIELD: later("Pohjassa on Word-kenttä ”%(about)s”, joka lukee muita tiedostoja. Poista kenttä."),
        Fault.SYNTAX: later(
            "Merkintä on kesken tai väärin kirjoitettu. Nimi kirjoitetaan {{ nimi }} ja ehto "
            "{%% if nimi %%} … {%% endif %%}."
        ),
        Fault.UNKNOWN_NAME: later("Nimeä ”%(about)s” ei ole. Nimet ovat pohjien sivulla."),
        Fault.NOT_ALLOWED: later(
            "Merkintä ”%(about)s” ei ole käytössä. Pohjassa voi olla nimiä ja ehtoja {%% if nimi %%} … {%% endif %%}."
        ),
        Fault.NO_CONTENT: later("Pohjasta puuttuu {{p sisalto }}. Ilman sitä raportin osia jäisi pois."),
        Fault.MISPLACED: later(
            "”%(about)s” on väärässä paikassa. Osa {{p nimi }} kirjoitetaan yksin omaan kappaleeseensa leipätekstiin, "
            "ei taulukkoon eikä tunnisteeseen; teksti {{ nimi }} kirjoitetaan ilman p-kirjainta."
        ),
        Fault.TWICE: later("Osa ”%(about)s” on pohjassa kahdesti. Jätä se yhteen paikkaan."),
        Fault.BROKEN: later("Merkinnät rikkovat asiakirjan rakenteen. Kirjoita ne uudelleen pelkkänä tekstinä."),
    }
)
_TEXTS = Words(
    {
        "kunta": later("kunnan nimi"),
        "strategia": later("strategian nimi"),
        "otsikko": later("raportin otsikko"),
        "toimiala": later("toimialan nimi, vain toimialan raportissa"),
        "kasittely": later("toimielin, kokouspäivä ja pykälä"),
        "diaarinumero": later("diaarinumero"),
        "tunnus": later("raportin tunnus"),
        "luonnos": later("sana LUONNOS, jäädytetyssä raportissa tyhjä"),
        "kuvaus": later("raportti yhdellä lauseella"),
        "kieli": later("raportin kieli: fi, sv tai en"),
    }
)
_PARTS = Words(
    {
        "sisalto": later("kaikki osat, joilla ei ole omaa paikkaa; pakollinen"),
        "huomautukset": later("luonnos, korjaus, esimerkkiluvut"),
        "tiedot": later("raportin tiedot taulukkona"),
        "tiivistelma": later("tiivistelmä"),
        "paatosehdotus": later("päätösehdotus"),
        "sitovat": later("sitovien tavoitteiden toteutuminen"),
        "muutokset": later("muutokset edellisestä raportista"),
        "paamaarat": later("päämäärät"),
        "mittarit": later("mittarit ja poikkeamat"),
        "toimialat": later("toimialat"),
        "projektit": later("projektit"),
        "toimenpiteet": later("toimenpiteet"),
        "puuttuvat": later("puuttuvat luvut"),
        "paatokset": later("päätökset, joihin strategia perustuu"),
        "lukuohje": later("näin raporttia luetaan"),
    }
)


@dataclass(frozen=True, slots=True)
class Version:
    """One template in the history. ``address``: where it is downloaded; empty where our own was taken back."""

    kind: str
    name: str
    when: str
    address: str
    in_use: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A name that a template may use, as it is written, and what it stands for."""

    written: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TemplatesPage:
    """The page. ``faults``: why a template that was sent was not taken, and where the fault is."""

    kinds: tuple[Option, ...]
    in_use: tuple[Version, ...]
    history: tuple[Version, ...]
    texts: tuple[Known, ...]
    parts: tuple[Known, ...]
    address: str
    default: str
    sample: str
    back: str
    chosen: str = ""
    faults: tuple[str, ...] = ()


def templates_page(
    kept: Iterable[WordTemplate], municipality: str, chosen: str = "", faults: Sequence[str] = ()
) -> TemplatesPage:
    """``kept``: every template of the municipality, the earliest first."""
    found = list(kept)
    latest = {one.kind: one for one in found}
    used = {one.pk for one in latest.values() if one.content}
    lines = [_version(one, municipality, used) for one in reversed(found)]
    return TemplatesPage(
        kinds=tuple(Option(code, kind_words(code)) for code in ("", *(kind.value for kind in ReportKind))),
        in_use=tuple(line for line in lines if line.in_use),
        history=tuple(line for line in lines if not line.in_use),
        texts=tuple(Known(f"{{{{ {name} }}}}", _TEXTS[name]) for name in _TEXTS),
        parts=tuple(Known(f"{{{{p {name} }}}}", _PARTS[name]) for name in _PARTS),
        address=reverse("raporttipohja", args=[municipality]),
        default=reverse("raporttipohja-oletus", args=[municipality]),
        sample=reverse("raporttipohja-esimerkki", args=[municipality]),
        back=reverse("raportit", args=[municipality]),
        chosen=chosen,
        faults=tuple(faults),
    )


def kind_words(code: str) -> str:
    """Of which reports a template is, in words."""
    return str(KIND_WORDS[ReportKind(code)]) if code else str(_ALL)


def _version(one: WordTemplate, municipality: str, used: set[int]) -> Version:
    when = write_moment(one.uploaded_at) if one.uploaded_at is not None else ""
    who = one.uploaded_by.get_full_name() or one.uploaded_by.get_username() if one.uploaded_by is not None else ""
    address = reverse("raporttipohja-versio", args=[municipality, one.pk]) if one.content else ""
    name = one.name if one.content else _("palattiin oletuspohjaan")
    return Version(kind_words(one.kind), name, f"{when}, {who}", address, one.pk in used)


def fault_words(fault: TemplateFault) -> tuple[str, ...]:
    """What is wrong with a template and where, in the reader's language."""
    told = [_FAULTS[fault.fault] % {"about": fault.about}]
    if fault.place is not None and fault.near:
        place = {"place": _PLACES[fault.place], "near": fault.near}
        told.append(_("Kohta %(place)s: ”%(near)s”") % place)
    elif fault.place is not None:
        told.append(_("Kohta on %(place)s.") % {"place": _PLACES[fault.place]})
    return tuple(told)
