"""Word lists that tell what a cue says was done: verbs, nouns and adjectives by act, and kinds of source.

All entries are lower case. Verbs are listed by their base form, and irregular ones with their forms; what is in
no list is handled by shape, so that an unknown word costs certainty, not a result.
"""

from __future__ import annotations

from attribution.records import Act
from attribution.words.lexicon import word_set

_VERBS: dict[Act, str] = {
    "speech": """
    indicate paraphrase reference deliver raise parrot propound debunk impugn renounce backpedal sugarcoat
    fess dare share circulate solicit lobby lobbies commit overstate understate cheer represent picket sue
    pressure campaign misled mislead persuade justify justifies justified say says said saying tell tells
    told telling speak speaks spoke spoken speaking accuse acknowledge add address admit admonish advise
    advocate affirm allege allude amplify announce answer apologize apologise applaud appeal argue
    articulate ask assail assert assure attack attest attribute balk baulk banter bash beg begs begged
    begging bemoan berate blame blast boast boo bellow brag brags bragged bragging broach call caution
    cautions cautioned celebrate challenge champion chant charge chastise chide cite claim clarify coach
    coin commend comment compare complain compliment concede condemn confess confide confirm congratulate
    contend continue contradict contrast convey convince counsel counter cover credit criticize criticise
    critique cry cries cried crying curse debate decry decries decried deem declare decree defend demand
    denounce deny denies denied denying deride describe detail dictate disavow disclose discuss dismiss
    dispute distance divulge downplay dub dubs dubbed dubbing echo echoes elaborate emphasize emphasise
    encourage endorse enquire enthuse excoriate exclaim exhort explain expound express extol extols extolled
    fault field float forecast forswear frame fume gloat grumble guarantee gush hail hammer heckle herald
    highlight hint hit hits hitting honor honour implore imply implies implied implying inform inquire
    insinuate insist instruct interject interrupt introduce invoke invite joke label lambast lambaste lament
    lampoon laud lecture liken list maintain marvel mention mock moralize motion mumble murmur muse mutter
    name note nominate object offer opine order outline paint pan pans panned panning pitch plead pledge
    point portray pose posit pound praise preach predict press proclaim profess promise promote pronounce
    propose protest push query quip quips quipped quipping quote rail rant reaffirm reason reassure rebuff
    rebuke rebut rebuts rebutted rebutting recall recant recite recommend recount refer refers referred
    referring refute regale reiterate reject rejoin relate relay remark remind repeat reply replies replied
    replying report repudiate reprimand request respond restate retort reveal reverse ridicule rip rips
    ripped ripping roar roast rule salute savage scoff scold scream shout shrug sing sings sang sung singing
    skewer slam slams slammed slamming smear snap snaps snapped snark sneer specify specifies specified
    specifying specifying speculate spell spout squawk state stress submit submits submitted suggest
    summarize summarise swear swears swore sworn swipe talk taunt tease testify testifies testified
    testifying thank threaten thunder toast tout trash troll trumpet urge utter venerate vent voice vouch
    vow warn weigh welcome whine whisper yell characterize characterise cast casts casting denigrate
    belittle bellyache trash-talk brush laid lay lays laying unveil release issue go goes went gone going
    tie ties tied tying discourage recommend propose crow exhort grill lash lashes lashed pillory commend
    demonize vilify vilifies vilified sum sums summed summing sound signal signals signaled signalled
    signaling signalling spar spars sparred sparring
    """,
    "writing": """
    write writes wrote written writing tweet retweet email e-mail blog blogs blogged blogging post publish
    pen pens penned penning text type typed typing editorialize editorialise publicize co-write author
    sign-off scrawl chronicle caption annotate transcribe file
    """,
    "belief": """
    think thinks thought thinking believe know knows knew known knowing consider assume doubt disagree agree
    deem expect imagine judge reckon regard suspect guess understand understands understood understanding
    view wonder remember forget forgets forgot forgotten forgetting support back oppose favor favour accept
    anticipate ascribe conclude contemplate determine disapprove disbelieve envision envisage estimate
    foresee foresees foresaw figure gather hold holds held holding infer interpret mistake mistook mull
    perceive presume realize realise recognize recognise side speculate surmise trust underestimate
    overestimate value weigh buy buys buying embrace esteem rate deem approve disapprove project suppose
    suspect equate calculate theorize theorise ponder
    """,
    "intention": """
    want plan intend decide seek seeks sought seeking aim choose chooses chose chosen choosing refuse
    decline resist opt opts opted opting need pursue prefer try tries tried trying attempt vie vies vied
    vying resolve vote strive mean means meant meaning aspire endeavor look looks looked looking prepare
    wish conspire plot plots plotted plotting scheme elect wait hesitate angle mandate
    """,
    "feeling": """
    irritate frustrate infuriate horrify horrifies horrified anger revel rattle hope fear worry worries
    worried worrying feel feels felt feeling like likes liked love loves loved hate resent dislike enjoy
    admire regret dread despair care cares cared cherish relish appreciate mourn miss respect revere fret
    frets fretted fretting detest loathe envy envies envied rejoice
    """,
    "perception": """
    see sees saw seen seeing hear hears heard hearing learn learns learned learnt learning notice watch
    watches watched watching witness discover find finds found finding observe spot spots spotted spotting
    overhear overheard unearth detect uncover ascertain read reads reading sense investigate
    """,
    "evidence": """
    show shows showed shown showing illustrate demonstrate document underscore prove proves proved proven
    reflect corroborate attest substantiate evidence
    """,
    "other": """
    seem seems seemed seeming appear appears appeared appearing ignore include feature enact allow avoid
    focus provide sign pass passes passed passing ban bans banned require give gives gave given giving let
    lets letting establish create begin begins began begun beginning become becomes became bode use launch
    embody run runs ran running block blocks blocked prohibit prohibits prohibited set sets setting exclude
    """,
}

_NOUNS: dict[Act, str] = {
    "speech": """
    statement claim announcement promise pledge criticism accusation allegation comment remark message
    argument rhetoric endorsement praise warning speech question call demand complaint denial description
    rumor rumour declaration admission acknowledgment acknowledgement confession assertion assurance
    proposal recommendation suggestion request insistence reference mention response reply testimony vow
    threat boast insult joke quip mantra chant slogan retort rebuke rebuttal condemnation contention
    characterization characterisation explanation advice appeal plea apology prediction forecast discussion
    conversation debate talk address pitch jab swipe critique attack emphasis advocacy narrative line term
    phrase word case story tale account answer objection protest quote calling mockery portrayal revelation
    disclosure confirmation critics proponent advocate referendum resolution
    """,
    "writing": """
    letter tweet email e-mail memo post article essay op-ed column editorial book memoir headline report
    summary
    """,
    "belief": """
    speculation priority view belief opinion position stance judgment judgement assessment assumption theory
    notion idea outlook expectation understanding consensus sense doubt skepticism scepticism knowledge
    suspicion interpretation mind thought conviction attitude perception impression eyes agreement
    disagreement determination opposition support approval disapproval illusions illusion faith confidence
    conclusion supporter opponent estimate clue hesitation
    """,
    "intention": """
    plan goal aim intention effort decision desire strategy ambition refusal unwillingness willingness bid
    attempt choice intent reluctance wish agenda push preparations
    """,
    "feeling": """
    hostility antipathy excitement desperation fear hope concern anger worry frustration enthusiasm love
    anxiety admiration sympathy disgust ire outrage affection passion joy regret disappointment dismay
    dislike hatred interest shame sympathies pride empathy surprise
    """,
    "perception": "realization attention finding discovery observation",
    "evidence": "evidence proof sign indication",
    "other": "offer",
}

_ADJECTIVES: dict[Act, str] = {
    "speech": "critical clear vocal outspoken adamant vague coy emphatic specific silent mum blunt effusive",
    "belief": """
    sure certain convinced confident skeptical sceptical optimistic pessimistic aware unaware unsure
    uncertain doubtful persuaded supportive dubious against certain undecided open obvious credible
    unconvinced
    """,
    "intention": """
    eager willing unwilling ready reluctant determined keen hesitant poised committed likely loath set
    intent devoted
    """,
    "feeling": """
    hopeful fearful afraid angry proud glad happy unhappy concerned surprised shocked disappointed
    frustrated upset outraged furious incensed thrilled excited nervous anxious worried alarmed grateful
    ashamed disgusted uncomfortable comfortable pleased delighted dismayed embarrassed bitter wary jealous
    enthusiastic enamored angered embittered startled saddened sad stunned apologetic untroubled sorry
    impressed interested satisfied curious amazed appalled relieved loved passionate fond
    """,
}

# Verbs that say little where another verb of the cue follows: "declined to comment", "seemed to think".
LIGHT = word_set(
    """
    seem seems seemed seeming appear appears appeared appearing try tries tried trying attempt attempts
    attempted continue continues continued continuing begin begins began beginning go goes went gone going
    refuse refuses refused refusing decline declines declined declining hesitate hesitates hesitated avoid
    avoids avoided avoiding fail fails failed failing need needs needed use used uses give gives gave given
    giving let lets make makes made making have has had having take takes took taken taking get got gets run
    runs ran running set sets like look looks looking looked offer offers offered offering issue issues
    issued issuing release releases released releasing push pushes pushed pushing mean means meant use pose
    allow allows express expresses expressed expressing lay laid hold holds held holding back likely willing
    unwilling ready reluctant against critical state prepare prepared preparing plans sound sounds sounded
    sign cast casts
    """
)


def _inflected(base: str) -> set[str]:
    """The forms of a regular verb; a form that no verb has does no harm."""
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    doubled = base + base[-1]
    return {base, plural, base + "ed", base + "ing", doubled + "ed", doubled + "ing"}


def _table() -> dict[str, Act]:
    words: dict[str, Act] = {}
    # What is listed later wins: a noun is most often also a verb of its act, and "seem" is no act at all.
    for act, text in _NOUNS.items():
        for word in text.split():
            words |= dict.fromkeys((word, *_inflected(word)), act)
    for act, text in _ADJECTIVES.items():
        words |= dict.fromkeys(text.split(), act)
    for act, text in _VERBS.items():
        for word in text.split():
            for form in _inflected(word):
                words.setdefault(form, act)
    for act, text in _VERBS.items():
        words |= dict.fromkeys(text.split(), act)
    return words


ACTS: dict[str, Act] = _table()
NOUNS = frozenset(form for text in _NOUNS.values() for word in text.split() for form in (word, word + "s"))

# Verbs that a thing does as well as a person: the source decides.
SHOWING = word_set(
    """
    suggest suggests suggested suggesting indicate indicates indicated indicating reveal reveals revealed
    revealing show shows showed shown showing illustrate illustrates illustrated illustrating demonstrate
    demonstrates demonstrated demonstrating highlight highlights highlighted highlighting underscore
    underscores underscored underscoring reflect reflects reflected reflecting prove proves proved proven
    document documents documented imply implies implied confirm confirms confirmed find finds found finding
    signal signals signaled signalled point points pointed conclude concludes concluded estimate estimates
    estimated see sees say says said put puts according
    """
)

# Heads of sources that have no mind: what they "say" is what somebody reads from them.
DATA = word_set(
    """
    poll polls survey surveys study studies data figures numbers statistics stats analysis analyses research
    results result evidence record records video videos footage photo photos image images tape tapes census
    tally average averages index findings review tracking chart charts map maps polling graph experiment
    experiments model models estimates science test tests returns ratings exit-polls simulation tabulation
    logs reviews transcript transcripts pattern patterns fact facts case episode incident event events move
    moves trend trends history
    """
)
# Heads of sources that are written or published words.
WRITINGS = word_set(
    """
    report reports letter letters article articles statement statements memo memos complaint complaints
    filing filings ruling rulings brief briefs website page site web-site book books newspaper newspapers
    magazine magazines paper papers journal journals editorial editorials column story stories tweet tweets
    email emails e-mail e-mails post posts message blog lawsuit suit bill law order document documents
    summary slide plan platform resolution petition application indictment affidavit motion opinion decision
    review obituary memoir biography headline release note notice bulletin newsletter manual manifesto op-ed
    essay feature piece profile account dispatch agreement contract constitution bylaws rules media press
    outlet outlets sign poster caption hashtag text texts profile form
    """
)
# Last words of the names of papers, agencies, stations and sites.
PUBLISHERS = word_set(
    """
    times post journal tribune herald gazette guardian globe chronicle news reuters ap afp bloomberg
    politico buzzfeed breitbart slate vox axios mic huffpost newsweek time atlantic examiner inquirer
    telegraph observer independent sun star mirror mail express bee dispatch register courier sentinel press
    caller beast hill daily weekly today forbes fortune economist politifact factcheck.org snopes wikileaks
    gawker mashable intercept nation review standard monitor free-press union-leader cnn msnbc cnbc nbc cbs
    abc bbc npr pbs fox wsj nyt wapo ap's insider quartz propublica yahoo service wire blaze
    """
)
