"""Common knowledge in word lists: given names by gender, nicknames, nationalities and their places.

The lists help and never decide alone: a given name that is in neither list leaves the gender to the
article's own pronouns and titles.
"""

from __future__ import annotations

from attribution.language.lexicon import word_set

FEMALE_NAMES = word_set("""
    abigail ada adele agnes agnieszka aisha alejandra alessandra alexandra alice alicia alina alison
    allison amanda amber amelia amina amy ana anastasia andrea angela angelina anita ann anna anne
    annette annie antonia april arlene ashley astrid audrey ayesha barbara beata beatrice becky
    belinda bella bernadette beth bethany betty beverly birgit bonnie brenda bridget brigitte
    brittany camila camilla candace carla carmen carol carolina caroline carolyn catalina catherine
    cecilia celia celine charlotte chelsea cheryl chiara chloe christina christine cindy claire
    clara clarissa claudia colleen constance cora courtney cristina cynthia dana daniela danielle
    daphne dawn deborah debra deirdre delia denise diana diane dolores donna dora doris dorothy
    edith eileen ekaterina elaine elena eleanor eliza elizabeth ella ellen elsa emilia emily emma
    erica erika erin esther eva evelyn fatima faith felicia fiona flora florence frances francesca
    frida gabriela gabriella gail genevieve georgia geraldine gertrude gina giorgia gisela giulia
    gladys glenda gloria grace greta gretchen guadalupe gwen hannah harriet hazel heather heidi
    helen helena helga henrietta hilary hillary holly ida ilona ingrid irena irene irina iris isabel
    isabella ivanka jacqueline jana jane janet janice jasmine jean jeanne jenna jennifer jenny
    jessica jill joan joanna joanne jocelyn jodi johanna josephine joy joyce juanita judith judy
    julia juliana julie juliet june justine kaja kara karen karin karla kate katharina katherine
    kathleen kathryn kathy katie katja katrina kayla kellyanne kelly kim kimberly kirsten kristen
    kristin kristina kyla lara larissa latoya laura lauren layla leah leila lena leonora leticia
    lidia lila lilian lily linda lindsay lisa liz ljubica lois lorena loretta lorraine louise lucia
    lucille lucinda lucy luisa lydia lynn mabel maddie madeleine magdalena maggie maja malgorzata
    mara marcia margaret margarita margot maria mariam marianne marie marilyn marina marion marisa
    marjorie marlene marta martha martina mary maryam matilda maureen maya megan melanie melinda
    melissa mercedes meredith mia michele michelle mila mildred milena miranda miriam mollie molly
    monica monique muriel myra nadia nancy naomi natalia natalie natasha nicola nicole nina noelle
    nora norma olga olivia ophelia paige pamela patricia patty paula pauline peggy penelope penny
    petra phyllis polly priscilla rachel rafaela ramona rasa rebecca regina renata renee rhonda rita
    roberta rosa rosalind rose rosemary roxanne ruth sabina sabrina sadie sally samantha sandra sara
    sarah savannah selma serena shannon sharon sheila shelby shirley silvia simone sofia sonia
    sophia sophie stacy stella stephanie sue susan susanna susanne svetlana sylvia tamara tania tara
    tatiana teresa tessa theresa tiffany tina tracy trudy ulrike ursula valentina valerie vanessa
    vera veronica victoria viola violet virginia vivian wanda wendy whitney wilma winifred xenia
    yasmin yolanda yulia yvette yvonne zainab zoe zofia zuzana
    """)

MALE_NAMES = word_set("""
    aaron abdul abdullah abraham adam adolf adrian ahmad ahmed akira alan albert alberto aldo
    alejandro aleksander aleksandr alessandro alex alexander alexei alexis alfonso alfred ali allan
    allen alvaro amir anders andre andreas andrei andrew andrzej andy angelo antal anthony antoine
    anton antonio antony arne arnold arthur arturo ashton august austin barack barry bart bashar ben
    benedict benjamin bernard bernd bernie bert bill billy bjorn bob bogdan boris brad bradley
    brandon brendan brent brett brian bruce bruno bryan burak byron calvin carl carlo carlos cedric
    cesar chad charles charlie chester chris christian christoph christopher chuck claude clayton
    clifford clinton clive colin conrad corey craig curtis cyril damian dan daniel danny darren dave
    david davide dean dennis derek desmond diego dieter dirk dmitri dmitry dominic don donald
    douglas duncan dwight earl eddie edgar eduardo edward edwin elias elliott emanuel emil emmanuel
    enrico enrique eric erik ernest ernesto ethan eugene evan ezra fabian fabio farid federico
    felipe felix ferdinand fernando francesco francis francisco francois frank franklin franz fred
    frederick fritz gabriel gareth gary gavin geoffrey george gerald gerard gerhard giacomo gilbert
    giorgio giovanni giuseppe glenn goran gordon graham greg gregory guido guillaume gunther gus
    gustav guy hamid hans harold harry harvey hassan hector heinrich heinz helmut henri henrik henry
    herbert herman hiroshi horst howard hubert hugh hugo ian ibrahim igor imran isaac ismail ivan
    ivo jack jackson jacob jacques jaime jake jakob jamal james jan jared jaroslav jason javier jay
    jeff jeffrey jens jeremy jerome jerry jesus jim jimmy joachim joao joe joel johan johann john
    johnny jon jonas jonathan jorge jose josef joseph josh joshua juan julian julio jurgen justin
    kai karim karl keith kenneth ken kevin khaled khalid kofi konrad konstantin krzysztof kurt kyle
    lars larry laurence laurent lawrence lee leo leon leonard leonardo leonid leopold leroy leslie
    lewis liam lionel lloyd lorenzo louis luca lucas luis luigi lukas luke maciej magnus malcolm
    manfred manuel marc marcel marco marcus marek mario mark marko markus martin marvin massimo
    mateusz mathias matteo matthew matthias maurice mauricio max maxim mehmet michael michal michel
    miguel mihai mikael mike mikhail miklos milan milos mitch mitchell mohamed mohammad mohammed
    morris morten moses muhammad murray mustafa narendra nathan nathaniel ned neil nelson newt
    nicholas nicolas nick niels nigel nikolai nikita nils noah noel norman oleg oliver olivier omar
    orlando oscar otto owen pablo paolo pascal pasi patrick paul pavel pedro percy pete peter petr
    philip philippe pierre piotr rafael ralph ramon randy raphael rashid raul ray raymond reginald
    reinhard rene ricardo riccardo richard rick rob robert roberto robin rodney rodrigo roger roland
    rolf roman ron ronald ross roy rudolf rudy rupert russell ryan salman salvador sam samir samuel
    santiago saul scott sean sebastian sergei sergey sergio seth shane shaun shimon sidney simon
    stanislav stanley stefan stefano stephen steve steven stewart stuart sven tariq ted terence
    terry theodore thomas tim timothy toby todd tom tomas tomasz tommy tony travis trevor tyler
    ulrich umar urs vaclav valentin victor viktor vincent vladimir vladislav waldemar wallace walter
    warren wayne werner wesley wilfred wilhelm will william wolfgang xavier yannick yasser yevgeny
    yuri yusuf zachary zoltan
    """)

# Given names of women in one language and of men in another, or of both: they say nothing.
for _name in word_set(
    "alexis andrea ashley camille carol claude dana dominique francis gabriele jamie jan jean jocelyn joan "
    "kelly kim laurence leslie lindsay marion michele nicola nikita robin sasha shannon simone tracy vivian "
    "chris sam alex pat terry lee max jackie loren angel"
):
    FEMALE_NAMES -= {_name}
    MALE_NAMES -= {_name}

# Short and full given names that may be one person's.
_NICKNAMES = """
    alexander alex alec sasha|andrew andy drew|anthony tony|benjamin ben benny|bernard bernie|william bill billy
    will willy|robert bob bobby rob robbie|charles charlie chuck|christopher chris|christine chris tina
    christina|daniel dan danny|david dave|deborah debbie debra deb|donald don donny|edward ed eddie ted ned
    eduardo|elizabeth liz beth betsy betty eliza|eugene gene|frederick fred freddie|gerald gerry jerry
    |gregory greg|james jim jimmy jamie|jeffrey jeff geoff geoffrey|jennifer jenny jen|john jack johnny jon
    |jonathan jon|joseph joe joey|joshua josh|katherine kate kathy katie kathryn catherine kay|kenneth ken
    kenny|lawrence larry laurence|leonard len leo|margaret maggie meg peggy|matthew matt|michael mike mick
    mickey|mitchell mitch|nancy nan|nathaniel nathan nate|nicholas nick nicolas|patricia pat patty trish|patrick
    pat paddy|peter pete|philip phil|raymond ray|rebecca becky|richard dick rick rich ricky|ronald ron ronnie
    |rudolph rudy|samuel sam sammy|samantha sam|stephen steve steven|susan sue susie|theodore ted teddy theo
    |theresa terry teresa tess|thomas tom tommy|timothy tim timmy|victoria vicky|vincent vince|walter walt wally
    |zachary zach"""
NICKNAMES: dict[str, frozenset[str]] = {}
for _line in _NICKNAMES.split("|"):
    for _name in _line.split():
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | frozenset(_line.split())

_DEMONYMS = """
    Afghanistan afghan|Albania albanian|Algeria algerian|Argentina argentine argentinian|Armenia armenian|Australia
    australian|Austria austrian|Azerbaijan azerbaijani azeri|Bahrain bahraini|Bangladesh bangladeshi|Belarus
    belarusian|Belgium belgian|Bolivia bolivian|Bosnia bosnian|Brazil brazilian|Britain british|Bulgaria
    bulgarian|Cambodia cambodian|Cameroon cameroonian|Canada canadian|Chile chilean|China chinese|Colombia
    colombian|Congo congolese|Croatia croatian|Cuba cuban|Cyprus cypriot|Czech_Republic czech|Denmark danish|
    Ecuador ecuadorian|Egypt egyptian|England english|Estonia estonian|Ethiopia ethiopian|Finland finnish|France
    french|Georgia georgian|Germany german|Ghana ghanaian|Greece greek|Guatemala guatemalan|Haiti haitian|Honduras
    honduran|Hungary hungarian|Iceland icelandic|India indian|Indonesia indonesian|Iran iranian|Iraq
    iraqi|Ireland irish|Israel israeli|Italy italian|Jamaica jamaican|Japan japanese|Jordan jordanian|Kazakhstan
    kazakh|Kenya kenyan|Kosovo kosovar|Kuwait kuwaiti|Latvia latvian|Lebanon lebanese|Libya libyan|Lithuania
    lithuanian|Luxembourg luxembourgish|Malaysia malaysian|Mali malian|Malta maltese|Mexico mexican|Moldova
    moldovan|Mongolia mongolian|Montenegro montenegrin|Morocco moroccan|Myanmar burmese|Nepal nepalese
    nepali|Netherlands dutch|New_Zealand kiwi|Nicaragua nicaraguan|Nigeria nigerian|Norway norwegian|Oman
    omani|Pakistan pakistani|Palestine palestinian|Panama panamanian|Paraguay paraguayan|Peru peruvian|Philippines
    filipino philippine|Poland polish|Portugal portuguese|Qatar qatari|Romania romanian|Russia russian|Rwanda
    rwandan|Saudi_Arabia saudi|Scotland scottish|Senegal senegalese|Serbia serbian|Singapore
    singaporean|Slovakia slovak|Slovenia slovenian slovene|Somalia somali|South_Africa
    south-african|Spain spanish|Sri_Lanka sri-lankan|Sudan sudanese|Sweden swedish|Switzerland swiss|Syria
    syrian|Taiwan taiwanese|Tanzania tanzanian|Thailand thai|Tunisia tunisian|Turkey turkish|Uganda
    ugandan|Ukraine ukrainian|Uruguay uruguayan|Uzbekistan uzbek|Venezuela venezuelan|Vietnam
    vietnamese|Wales welsh|Yemen yemeni|Zambia zambian|Zimbabwe zimbabwean|EU european|United_States american
    """
DEMONYMS: dict[str, str] = {}
for _line in _DEMONYMS.split("|"):
    _place, *_adjectives = _line.split()
    for _adjective in _adjectives:
        DEMONYMS[_adjective] = _place.replace("_", " ")
COUNTRIES = frozenset(place.casefold() for place in DEMONYMS.values()) | {"united kingdom", "america"}
# Names of countries that stand before a role as they are.
COUNTRY_CODES = word_set("""
    us u.s usa u.s.a uk u.k eu e.u un u.n uae u.a.e
    """)
