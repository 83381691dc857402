"""Word lists that speaker resolution reads: titles, roles, kinds of organisation, grammar words.

All entries are lower case and without accents. The lists are open: what is not in them is
handled by shape (endings, capitals, position), so that an unknown word costs certainty, not a result.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

Gender = Literal["m", "f"]


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


# Forms of address: they say who is meant and often the gender, but no role.
COURTESY: dict[str, Gender | None] = {
    "mr": "m", "mister": "m", "mrs": "f", "ms": "f", "miss": "f", "mx": None, "dr": None, "sir": "m",
    "dame": "f", "lord": "m", "lady": "f", "madam": "f", "madame": "f", "mme": "f", "monsieur": "m",
    "herr": "m", "frau": "f", "senor": "m", "senora": "f", "signor": "m", "signora": "f", "don": "m",
    "dona": "f", "sheikh": "m", "sheikha": "f", "hon": None, "honourable": None, "honorable": None,
    "aunt": "f", "auntie": "f", "uncle": "m", "sister": "f", "brother": "m", "father": "m",
}  # fmt: skip

# Titles of office that stand before a name and are its role.
OFFICE_TITLES = word_set(
    """
    sen senator rep representative gov governor lt pres president vp prime minister secretary chancellor
    premier prof professor gen general col colonel maj major capt captain cmdr commander adm admiral sgt
    sergeant lieutenant cpl corporal pvt private insp inspector det detective supt superintendent const
    constable officer sheriff marshal judge justice magistrate attorney ambassador amb envoy consul mayor
    councilman councilwoman councillor councilor councilmember alderman assemblyman assemblywoman
    congressman congresswoman delegate commissioner chairman chairwoman chairperson chair speaker
    archbishop bishop cardinal pope rabbi imam ayatollah mufti pastor rev reverend fr deacon king queen
    prince princess duke duchess baron baroness earl count countess emperor empress sultan emir tsar
    chief director secretary-general coach doctor nurse principal dean provost rector warden
    """
)

# Office holders: a place or a nationality before these is whom they serve, not where they are from.
OFFICE_ROLES = word_set(
    """
    minister president premier chancellor secretary ambassador envoy senator representative governor mayor
    mp lawmaker legislator parliamentarian deputy congressman congresswoman official diplomat spokesman
    spokeswoman spokesperson negotiator prosecutor commissioner general admiral commander judge justice
    king queen prince princess emperor sultan emir tsar marshal attorney councillor councilor councilman
    councilwoman assemblyman assemblywoman sheriff treasurer comptroller auditor ombudsman gov sen rep
    chief-minister leader speaker consul attache delegate regulator authority authorities government
    police troops forces army navy military intelligence ministry parliament embassy
    """
)

ROLES = (
    OFFICE_TITLES
    | OFFICE_ROLES
    | word_set(
        """
    superdelegate
    academic accountant activist actor actress administrator adviser advisor advocate aide agent aid
    analyst anchor anchorman anchorwoman announcer anthropologist archaeologist architect archivist artist
    assistant associate astronaut astronomer athlete attendant attendee auctioneer author backer baker
    banker barrister bartender billionaire biographer biologist blogger boss botanist boxer briber
    broadcaster broker builder businessman businessperson businesswoman buyer butcher cameraman campaigner
    candidate captain caretaker carpenter cartoonist cashier caseworker celebrity ceo cfo cto coo
    champion chaplain chef chemist choreographer cleric clerk clinician co-author co-chair co-chairman
    co-director co-founder co-host co-owner coauthor cofounder collector columnist comedian comic
    commentator composer conductor conservationist consultant contender contractor controller cook
    coordinator copywriter coroner correspondent counsel counsellor counselor courier cousin craftsman
    creator critic curator cyclist dancer dealer defendant defender demographer dentist designer detective
    developer diplomat dissident doctor donor driver dramatist ecologist economist editor
    editor-in-chief educator electrician employee employer engineer entertainer entrepreneur envoy
    epidemiologist ethicist ex-wife ex-husband executive expert explorer exporter farmer fellow figure
    filmmaker financier firefighter fisherman fixer footballer forecaster foreman fortune-teller founder
    friend front-runner frontman frontrunner gardener geographer geologist goalkeeper goldsmith golfer
    governess graduate grocer guard guide guitarist gynaecologist hacker hairdresser harbourmaster head
    headmaster headmistress headteacher heckler heir heiress helper herder historian holder homeowner
    hopeful host hostess hotelier hunter immunologist importer incumbent industrialist influencer
    insider inspector instructor insurer interpreter intern investigator investor inventor janitor
    jeweller jockey journalist juror keeper labourer laborer landlord landowner lawmaker lawyer leader
    lecturer librarian lifeguard linguist lobbyist local locksmith lyricist magician magnate maker manager
    manufacturer marine mathematician mechanic mediator medic member mentor merchant meteorologist
    microbiologist midwife miner missionary mogul moderator monk musician nationalist naturalist
    neighbor neighbour neurologist neurosurgeon newsreader nominee nominee-elect novelist nun nutritionist
    oceanographer oligarch oncologist onlooker operator opponent optician organiser organizer orthodontist owner
    pediatrician paediatrician painter paleontologist pamphleteer paramedic parishioner participant partner
    passenger patient patriarch peer pharmacist philanthropist philosopher photographer photojournalist
    physician physicist physiologist physiotherapist pianist pilot planner player playwright plumber
    poet politician pollster porter postman presenter president-elect priest principal prisoner producer
    professional programmer promoter proponent proprietor protester protestor psychiatrist psychologist
    publicist publisher pundit pupil quarterback rancher ranger rapper reader realtor receptionist
    recruiter referee refugee registrar reporter researcher resident restaurateur retailer retiree
    reviewer rival runner runner-up sailor salesman saleswoman scholar scientist screenwriter sculptor
    secretary seller seismologist shareholder shepherd shipowner shopkeeper singer skipper sociologist
    soldier solicitor songwriter source specialist spokesperson sponsor staffer star statistician
    steward stewardess strategist student suffragist supervisor supplier supporter surgeon surrogate
    survivor surveyor swimmer tailor teacher teammate technician technologist televangelist tenant
    theologian theorist therapist toxicologist trader trainer translator treasurer trustee tutor tycoon
    undersecretary undertaker urologist user vendor vet veteran veterinarian vicar vice-chair
    vice-chairman vice-chancellor vice-president vicechair victim villager violinist virologist whip
    volcanologist volunteer voter icon legend waiter waitress weaver whistleblower winemaker winner witness worker
    workman writer youth zoologist
    """
    )
)

# Plurals that the rule "strip an s" does not reach.
IRREGULAR_PLURALS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife",
    "chiefs": "chief", "parties": "party", "companies": "company", "agencies": "agency",
    "ministries": "ministry", "secretaries": "secretary", "deputies": "deputy", "authorities": "authority",
    "universities": "university", "attorneys": "attorney", "beneficiaries": "beneficiary",
    "dignitaries": "dignitary", "missionaries": "missionary", "countries": "country",
    "families": "family", "studies": "study", "surveys": "survey", "entries": "entry",
}  # fmt: skip

# Words of role phrases that may stand before the role's head.
ROLE_MODIFIERS = word_set(
    """
    former ex then late current acting interim incoming outgoing deputy vice senior junior chief lead top
    assistant associate executive managing general national international regional local federal district
    prime foreign defence defense finance interior home justice health education trade transport energy
    environment agriculture labour labor housing culture state presidential vice-presidential gubernatorial
    congressional parliamentary senatorial mayoral legislative political campaign policy research press
    communications media public private corporate legal financial economic military security intelligence
    police law tax opposition majority minority ranking independent honorary emeritus founding co veteran
    longtime long-time retired renowned noted prominent leading famous award-winning best-selling
    self-described self-proclaimed presumptive likely potential new old young first second third last
    british-born american-born real-estate real estate business oil media technology science art music film
    news sports staff field project program programme human rights civil criminal medical clinical social
    supreme high appeals circuit county city town village provincial conservative liberal republican
    democratic progressive socialist labour green far-right far-left centrist right-wing left-wing
    two-time three-time four-time long-serving little-known well-known outspoken
    attorney major brigadier lieutenant rear solicitor under permanent special presiding
    """
)

# What a minister or secretary is "of": no organisation by itself.
PORTFOLIOS = word_set("""
    state defense defence treasury foreign affairs finance interior health education labor labour
    energy justice agriculture commerce transportation transport homeland housing veterans war
    economy trade environment culture exchequer house staff
    """)

# Adjectives of party and faith: capitalised words before a role that name no organisation.
PARTY_WORDS = word_set(
    """
    democratic democrat republican conservative labour liberal green libertarian socialist communist
    independent social christian muslim jewish catholic protestant evangelical orthodox islamic hindu
    sikh buddhist baptist methodist anglican presbyterian gop black white latino latina hispanic asian
    """
)

# Whom "the Norland Democrat" is one of; "The Independent" is a paper
PARTY_MEMBERS = word_set("democrat republican libertarian socialist communist independent")

PARTY_LETTERS = {"r": "Republican Party", "d": "Democratic Party", "l": "Libertarian Party"}

# Heads of phrases that mean any person without saying which role.
GENERIC_PERSON = word_set(
    """
    candidate nominee front-runner frontrunner contender hopeful billionaire millionaire businessman
    businesswoman mogul tycoon magnate politician lawmaker leader star celebrity veteran incumbent
    challenger newcomer outsider rival native socialist conservative liberal centrist reformer populist
    progressive democrat republican man woman
    """
)
# Role words that may speak of a holder of another: "the lawmaker" of a senator.
ROLE_FAMILIES = (
    word_set("senator sen lawmaker legislator politician congressman congresswoman representative rep mp "
           "parliamentarian assemblyman assemblywoman councillor councilor deputy councilman councilwoman"),
    word_set("president leader politician premier chancellor minister"),
    word_set("governor gov politician"),
    word_set("analyst expert researcher scholar academic fellow scientist economist professor prof lecturer"),
    word_set("lawyer attorney barrister solicitor counsel"),
    word_set("journalist reporter columnist correspondent editor writer author"),
    word_set("candidate nominee front-runner frontrunner contender hopeful"),
    word_set("businessman businesswoman billionaire mogul tycoon magnate executive entrepreneur financier "
           "investor developer banker ceo"),
    word_set("chairman chairwoman chairperson chair"),
    word_set("spokesman spokeswoman spokesperson"),
    word_set("general commander admiral colonel officer"),
    word_set("boss chief head director executive manager ceo"),
    word_set("adviser advisor aide strategist"),
    word_set("professor prof academic scholar lecturer teacher"),
    word_set("doctor physician surgeon"),
    word_set("bishop archbishop cardinal priest pastor cleric"),
    word_set("judge justice magistrate"),
)  # fmt: skip

GENDERED: dict[str, Gender] = {
    **dict.fromkeys(
        word_set("""
    man boy gentleman businessman spokesman congressman chairman councilman assemblyman husband
    father dad grandfather son brother uncle nephew grandson widower boyfriend actor king prince
    duke baron earl emperor sultan emir waiter monk priest actor-director frontman anchorman
    salesman cameraman fisherman policeman postman headmaster statesman craftsman stepfather stepson
    father-in-law brother-in-law ex-husband pope imam rabbi cardinal
    """),
        "m",
    ),
    **dict.fromkeys(
        word_set("""
    woman girl businesswoman spokeswoman congresswoman chairwoman councilwoman assemblywoman wife
    mother mom mum grandmother daughter sister aunt niece granddaughter widow girlfriend actress
    queen princess duchess baroness countess empress waitress nun hostess heiress anchorwoman
    saleswoman policewoman headmistress stewardess stateswoman stepmother stepdaughter mother-in-law
    sister-in-law ex-wife midwife
    """),
        "f",
    ),
}
for _weak in ("actor", "priest", "rabbi", "monk"):  # said of women as well, or too loosely to count
    GENDERED.pop(_weak, None)

KINSHIP = word_set(
    """
    wife husband mother father mom mum dad son daughter brother sister cousin uncle aunt nephew niece
    grandmother grandfather grandson granddaughter partner girlfriend boyfriend fiance fiancee widow
    widower ex-wife ex-husband friend colleague neighbour neighbor twin stepmother stepfather
    """
)

# What somebody is without an office, a job or a place in an organisation: family, wealth, views, where they
# live, what part they have in a story. These say who is meant, and are no role.
STANDINGS = KINSHIP | word_set(
    """
    ally attacker attendee backer bearer billionaire boy briber celebrity child citizen colleague critic
    customer defendant defender donor fan figure friend girl gunman heckler heir heiress hero homeowner icon
    immigrant insider juror killer landowner legend local loser man migrant millionaire native neighbor
    neighbour observer onlooker opponent parent participant passenger passerby patient peer person prisoner
    proponent protester protestor reader refugee resident retiree rival runner-up shooter source spectator
    supporter surrogate survivor suspect teen teenager tenant terrorist tourist twin user victim viewer
    villager visitor voter widow widower winner witness woman youth
    """
)

# Heads of phrases that name or mean a body of people.
ORG_NOUNS = word_set(
    """
    administration agency airline alliance army association authority bank board body branch brand
    broadcaster bureau business cabinet camp campaign center centre chain chamber channel charity church
    club coalition college commission committee company conglomerate congress consortium cooperative
    corporation council court department directorate division embassy establishment factory federation
    firm force forum foundation fund government group headquarters hospital house industry institute
    institution junta kingdom laboratory league legislature magazine manufacturer media military ministry
    monarchy mosque movement museum navy network newspaper ngo nonprofit office operation operator
    organisation organization outlet panel paper parliament parish partnership party police practice
    presidency press programme project publication publisher regime regulator retailer school secretariat
    senate service site society startup state station studio supplier team thinktank think-tank tribunal
    trust union unit university utility watchdog website wing
    """
)
# What bodies are called in other languages, as the first word of a name.
FOREIGN_BODIES = word_set(
    "institut instituto observatorio observatoire fondation fundacion fundacao stiftung centro "
    "universidad universite universidade universitat ministerio ministere ecole escola consejo conseil academia"
)
# Those that a definite article makes refer back to an organisation named before ("the company").
ORG_REFERENCES = ORG_NOUNS - word_set(
    "house state industry practice force police media establishment press operation project branch "
    "military kingdom government court army school"
)

# Things that carry words: their makers speak through them.
DOCUMENTS = word_set(
    """
    account ad advertisement advisory affidavit announcement analysis appeal article autobiography bill
    biography blog book brief briefing broadcast cable caption column comment comments commentary complaint
    data declaration diary dispatch document email e-mail essay editorial figures filing filings findings
    footage forecast headline index interview lawsuit leaflet letter manifesto memo memoir memorandum
    message missive newsletter note notice numbers op-ed order page paper petition podcast poll polling post
    poster press-release presentation proposal publication readout record records release remarks report
    research results review ruling sign song speech statement statistics study suit summary survey telegram
    testimony text theory thesis transcript transcripts tweet tweets video website words work works writing
    writings
    """
)

# Heads of phrases for groups and people that nobody names.
GROUP_NOUNS = word_set(
    """
    people person voters observers critics experts analysts officials sources supporters opponents
    residents witnesses economists lawmakers researchers scientists aides allies advisers leaders members
    men women students protesters neighbours neighbors users customers rivals insiders readers families
    parents friends colleagues commentators diplomats campaigners activists majority minority crowd
    audience public generation community youth couple pair trio world everybody everyone others
    """
)

# Those that are no role even as a description: who they are is not said.
VAGUE_GROUPS = word_set(
    """
    people person voters observers critics supporters opponents residents witnesses members men women
    protesters neighbours neighbors users customers rivals insiders readers families parents friends
    colleagues majority minority crowd audience public generation community youth couple pair trio world
    everybody everyone others observer critic supporter opponent resident witness member protester
    neighbour neighbor user customer rival insider reader voter friend colleague source sources man woman
    police
    """
)

QUANTIFIERS = word_set(
    """
    some many several few most all both one two three four five six seven eight nine ten dozens hundreds
    thousands millions another other others any each every various numerous countless multiple half
    more fewer less certain someone somebody anyone anybody everyone everybody nobody none
    no scores plenty least about around nearly almost only a an
    """
)

ARTICLES = word_set("a an the this that these those his her its their our my your one another")
DEFINITE = word_set("the this that his her its their our my")

PREPOSITIONS = word_set(
    """
    of at for with from in to on by about against among amid between into inside outside near over under
    within without since until like including via through during toward towards behind beside despite
    around across after before per than
    """
)

# Words that end a walk to the left of a name: they are no part of a role.
FUNCTION_WORDS = (
    ARTICLES
    | PREPOSITIONS
    | word_set(
        """
    and or but nor so yet if as when while where who whom whose which what that because although though
    is are was were be been being am has have had having do does did will would can could may might must
    shall should not also then he she it they we you i him them us me there here how why
    said says say saying told tells tell asked asks ask called calls named met meets saw sees backed
    added adds adding wrote writes noted notes quoted quoting according urged accused beat beats let lets
    brought heard felt feel feels kept found chose won lost ran wants hopes thought sought left sent held
    knew know knows think thinks helped meant became become shows show gets let drew read seen set hit cut
    made make makes put took take takes gave give gives got get gets went go goes came come comes like
    led leads joined fired hired thanked praised attacked supported endorsed endorses support supports
    """
    )
)

# Verbs of "NAME, who heads ORG" and the role each one states.
ROLE_VERBS = {
    "heads": "head", "leads": "leader", "runs": "head", "chairs": "chair", "directs": "director",
    "edits": "editor", "founded": "founder", "co-founded": "co-founder", "cofounded": "co-founder",
    "owns": "owner", "represents": "representative", "manages": "manager", "oversees": "overseer",
    "headed": "former head", "led": "former leader", "ran": "former head", "chaired": "former chair",
    "directed": "former director", "edited": "former editor", "represented": "former representative",
    "teaches": "teacher", "commands": "commander", "coaches": "coach", "managed": "former manager",
    "oversaw": "former overseer", "commanded": "former commander", "coached": "former coach",
}  # fmt: skip

# Bodies known by a place, a building or a street.
METONYMS = word_set(
    """
    kremlin pentagon vatican congress parliament senate commons bundestag knesset duma elysee westminster
    brussels whitehall holyrood quirinale
    """
)

# Capitalised words that are no name by themselves.
NEVER_NAMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december the a an and but or if in on at for i he she it they we you
    this that these those his her its their our my your not no yes so as to of by with from when while
    where what who why how there here however meanwhile moreover also still yet then now today yesterday
    tomorrow later earlier many some most several few others another both one two three according after
    even would did do does can could should might must only just once again perhaps maybe is was are were
    has have had before because although though since until during despite like unlike asked told said says
    none nobody fewer hundreds thousands dozens millions two-thirds anyone everyone majorities
    """
)

PARTICLES = word_set(
    "de da di do dos das del della der den van von la le el al bin ibn ben abu af av zu ter ten st san "
    "santa mac mc o ap y e bint"
)
SUFFIXES = word_set("jr sr ii iii iv phd md esq qc kc obe mbe cbe mp mep jnr snr")

FEMININE = word_set("she her hers herself")
MASCULINE = word_set("he him his himself")
PLURAL_PRONOUNS = word_set("they them their theirs themselves")
NEUTER = word_set("it its itself")
FIRST_SINGULAR = word_set("i me my mine myself")
FIRST_OR_SECOND = FIRST_SINGULAR | word_set("we us our ours ourselves you your yours yourself yourselves")
RELATIVES = word_set("who which that whom whose")
PRONOUNS = FEMININE | MASCULINE | PLURAL_PRONOUNS | NEUTER | FIRST_OR_SECOND | RELATIVES
INDEFINITE = word_set(
    "one some many others several most few all both another either neither none someone somebody anyone "
    "anybody everyone everybody nobody those these this what more half"
)


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule ("officials" -> "official")."""
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word == "pres":  # the title
        return word
    if len(word) > 3 and word.endswith("men"):
        return word[:-2] + "an"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_NO_ROLE_ER = word_set(
    """
    after over under never ever later former however either neither whether rather other another together
    further older younger better longer number order paper power matter water summer winter december
    november october september higher lower larger greater smaller earlier nor or for per super inner
    outer upper assist insist exist resist consist persist counter danger anger enter alter monster trigger
    forever undercover hammer prefer server computer
    outer upper former letter chapter dinner offer answer remember consider deliver cover discover
    newsletter poster center register flavor flavour favor favour honor labor color colour harbor error
    terror horror major minor floor door poor river tower chamber member-state hour our your four weather
    """
)
_PERSON_ENDINGS = (
    "ologist",
    "onomist",
    "man",
    "woman",
    "person",
    "ician",
    "grapher",
    "ator",
    "itor",
    "maker",
)


def is_role(word: str) -> bool:
    """Whether a lower-case word names what a person is or does, by list or by its ending."""
    base = singular(word)
    if word in ROLES or base in ROLES or base in GENDERED or base in KINSHIP:
        return True
    for lead in ("ex-", "co-", "vice-", "former-", "then-"):
        if base.startswith(lead):
            return is_role(base[len(lead) :])
    if base.endswith(("-elect", "-designate", "-general", "-in-chief", "-in-law")):
        return is_role(base.split("-")[0])
    if len(base) < 6 or base in _NO_ROLE_ER:
        return False
    return base.endswith(_PERSON_ENDINGS) or (base.endswith(("ist", "er", "or")) and "-" not in base)


def is_listed(word: str) -> bool:
    """Whether a lower-case word is a role that is known, not only one that ends like a role ("charmer")."""
    base = singular(word)
    known = base in ROLES or base.rpartition("-")[2] in ROLES
    return known or (is_role(word) and not base.endswith(("er", "or", "ist")))


def is_plural(word: str) -> bool:
    """Whether a lower-case noun is plural, by rule."""
    return word in IRREGULAR_PLURALS or singular(word) != word


def related_roles(first: str, second: str) -> bool:
    """Whether two lower-case role words can speak of one person ("senator" and "lawmaker")."""
    one, two = singular(first), singular(second)
    return one == two or any(one in family and two in family for family in ROLE_FAMILIES)
