"""Common knowledge in word lists: given names by gender, nicknames, nationalities and their places.

The lists help and never decide alone: a given name that is in neither list leaves the gender to the
article's own pronouns and titles.
"""

from __future__ import annotations

from attribution.words.lexicon import word_set

FEMALE_NAMES = word_set("""
    abby abigail ada adele agnes agnieszka aisha alejandra alessandra alexandra alice alicia alina alison
    allison alyssa amanda amber amelia amina amy ana anastasia andrea angela angelica angelina angie anita
    ann anna anne annette annie antonia april ariana arianna arlene ashley astrid audrey ava ayesha barbara
    beata beatrice becky belinda bella bernadette bernice beth bethany betsy betty beverly bianca birgit
    bonnie brenda brianna bridget brigitte brittany brooke caitlin camila camilla camille candace carla
    carly carmen carol carole carolina caroline carolyn carrie cassandra catalina catherine cathy cecilia
    celeste celia celine charlene charlotte chelsea cheryl chiara chloe christina christine christy cindy
    claire clara clarissa claudia colleen condoleezza connie constance cora courtney cristina crystal
    cynthia daisy dana daniela danielle daphne dawn debbie deborah debra deirdre delia denise diana diane
    dianne dolores donna dora doris dorothy edith edna eileen ekaterina elaine eleanor elena elisa elise
    eliza elizabeth ella ellen eloise elsa emilia emily emma erica erika erin esther ethel eva eve evelyn
    faith fatima felicia fiona flora florence frances francesca freya frida gabriela gabriella gabrielle
    gail gemma genevieve georgia geraldine gertrude gillian gina ginny giorgia gisela giulia gladys glenda
    gloria grace greta gretchen guadalupe gwen gwendolyn hannah harriet hazel heather heidi helen helena
    helga henrietta hilary hillary holly huma ida ilona imogen ines ingrid irena irene irina iris isabel
    isabella isla ivanka ivy jacqueline jade jana jane janet janice jasmine jean jeanette jeanne jenna
    jennifer jenny jessica jill joan joann joanna joanne jocelyn jodi johanna josephine joy joyce juanita
    judith judy julia juliana julie juliet june justine kaja kara karen karin karla kate katharina katherine
    kathleen kathryn kathy katie katja katrina kayla keisha kelly kellyanne kendra kim kimberly kirsten
    kristen kristin kristina krystal kyla lana lara larissa latoya laura lauren laurie layla leah leila lena
    leonora leticia lidia lila lilian liliana lillian lily linda lindsay lisa liz ljubica lois lola lorena
    loretta lori lorraine louise lucia lucille lucinda lucy luisa lydia lynn lynne mabel mackenzie maddie
    madeleine madeline magdalena maggie maja malgorzata malia mara marcia margaret margarita margot maria
    mariah mariam marian mariana marianne marie marilyn marina marion marisa marissa marjorie marlene marsha
    marta martha martina mary maryam matilda maureen maxine maya megan meghan megyn melania melanie melinda
    melissa melody mercedes meredith mia michaela michele michelle mila mildred milena millie mindy miranda
    miriam moira mollie molly mona monica monique muriel myra nadia nadine nancy naomi natalia natalie
    natasha nell nellie nicola nicole nina noelle nora norma octavia olga olivia ophelia paige pam pamela
    patricia patsy patty paula pauline pearl peggy penelope penny petra phoebe phyllis polly priscilla
    rachel rafaela ramona rasa rebecca regina renata renee rhonda rita roberta rosa rosalind rose rosemary
    rosie roxanne ruby ruth sabina sabrina sadie sally samantha sandra sara sarah savannah selena selma
    serena shannon sharon sheila shelby shelly sherry shirley sienna silvia simone sofia sonia sophia sophie
    stacey stacy stella stephanie sue susan susanna susanne susie suzanne svetlana sylvia tabitha tamara
    tammy tania tanya tara tatiana teresa teri tess tessa thelma theresa tiffany tina toni tonya tracy trudy
    ulrike ursula valentina valerie vanessa vera verna veronica vicki vicky victoria viola violet virginia
    vivian wanda wendy whitney wilma winifred xenia yasmin yolanda yulia yvette yvonne zainab zoe zofia
    zuzana
    """)

MALE_NAMES = word_set("""
    aaron abdul abdullah abe abraham adam adolf adrian ahmad ahmed aidan akira al alan albert alberto aldo
    alec alejandro aleksander aleksandr alessandro alex alexander alexei alexis alfonso alfred ali allan
    allen alonzo alvaro alvin amir anders andre andreas andrei andrew andrzej andy angelo angus antal
    anthony antoine anton antonio antony archie arne arnold arthur arturo asher ashton august austin barack
    barney barry bart bashar ben benedict benjamin benny bernard bernd bernie bert bill billy bjorn bjorn
    bob bobby bogdan boris brad bradley brandon brendan brent brett brian bruce bruno bryan burak byron
    caleb calvin carl carlo carlos cecil cedric cesar chad charles charlie chester chris christian christoph
    christopher chuck clarence claude clayton clifford clint clinton clive clyde cole colin conor conrad
    corey cory craig curtis cyril cyrus damian damon dan daniel danny darrell darren darryl dave david
    davide dean dennis derek desmond dexter dick diego dieter dimitri dirk dmitri dmitry dominic don donald
    donnie doug douglas duane duncan dustin dwayne dwight dylan earl ed eddie edgar edmund eduardo edward
    edwin eli elias elijah elliot elliott elmer elon elvis emanuel emil emilio emmanuel enrico enrique eric
    erik ernest ernesto ethan eugene evan everett ezra fabian fabio farid federico felipe felix ferdinand
    fernando floyd francesco francis francisco francois frank franklin franz fred freddie frederick fritz
    gabriel gareth garrett garry gary gavin gene geoff geoffrey george gerald gerard gerhard gerry giacomo
    gilbert giorgio giovanni giuseppe glen glenn goran gordon graham grant greg gregory guido guillaume
    guillermo gunther gus gustav guy hamid hank hans harold harry harvey hassan hector heinrich heinz helmut
    henri henrik henry herbert herman herschel hiroshi horace horst howard hubert hugh hugo hussein ian
    ibrahim igor imran ira irving isaac isaiah ismail ivan ivo jack jackson jacob jacques jaime jake jakob
    jamal james jan jared jaroslav jason javier jay jeb jeff jeffrey jens jerald jeremiah jeremy jerome
    jerry jesus jim jimmy joachim joao joaquin joe joel joey johan johann john johnny jon jonah jonas
    jonathan jorge jose josef joseph josh joshua juan julian julio julius jurgen justin kai karim karl keith
    ken kenneth kenny kent kevin khaled khalid khizr kirk kofi konrad konstantin krzysztof kurt kyle lance
    larry lars laurence laurent lawrence lee leo leon leonard leonardo leonid leopold leroy leslie lester
    levi lewis liam lionel lloyd lorenzo louis luca lucas luigi luis lukas luke luther maciej magnus mahmoud
    malcolm manfred manuel marc marcel marco marcus marek mario mark marko markus martin marty marvin
    massimo mateo mateusz mathias matt matteo matthew matthias maurice mauricio max maxim maxwell mehmet
    melvin micah michael michal michel miguel mihai mikael mike mikhail miklos milan milo milos milton mitch
    mitchell mitt mohamed mohammad mohammed morris morten moses muhammad murray mustafa narendra nate nathan
    nathaniel neal ned neil nelson newt nicholas nick nicolas niels nigel nikita nikolai nils noah noel
    norman oleg oliver olivier omar orlando orrin oscar otto owen pablo paolo pascal pasi patrick paul pavel
    pedro percy pete peter petr phil philip philippe phillip pierre piotr quentin rafael rahm ralph ramon
    randall randy raphael rashid raul ray raymond reggie reginald reince reinhard rene rex ricardo riccardo
    richard rick ricky rob robbie robby robert roberto robin rod roderick rodney rodrigo roger roland rolf
    roman ron ronald ronnie rory ross roy ruben rudolf rudolph rudy rufus rupert russ russell ryan salman
    salvador sam samir samuel santiago saul scott sean sebastian sergei sergey sergio seth shane shaun
    sheldon shimon sidney silas simon stanislav stanley stefan stefano stephen steve steven stewart stuart
    sven tariq ted terence terrence terry theodore thomas tim timothy tobias toby todd tom tomas tomasz
    tommy tony travis trent trevor trey tristan troy tyler tyrone ulrich umar urs vaclav valentin vaughn
    vernon victor viktor vince vincent vladimir vladislav wade waldemar wallace walter warren wayne wendell
    werner wesley wilfred wilhelm will william willie winston wolfgang woodrow wyatt xavier yannick yasser
    yevgeny yuri yusuf zach zachary zane zoltan
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
