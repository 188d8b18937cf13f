"""What names are made of in American English copy: first names, titles, offices, bodies, places. Plain lists."""

from nightdesk.copydesk.wordlist import listed

MALE = listed("""
    aaron abdul abdullah abe abraham adam adrian ahmed al alan albert alejandro alex alexander alfred ali allen
    alvin amir anders andre andres andrew andy angus ansel anthony antonio archie arjun arnold arthur asa asher
    augustus austin barack barney barry bart ben benjamin bennett bernard bernie bert bill billy bob bobby boris
    brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb calvin cameron carl carlos
    carlton carter cedric cesar chad charles charlie chester chet chris christian christopher chuck clarence clark
    claude clay clayton cliff clifford clint clinton clyde cody colin conrad cornelius corey cory craig curtis
    cyrus dale damien damon dan daniel danny darren darrell dave david dean dennis denzel derek desmond devin dick
    diego dmitri dominic don donald donnie doug douglas drew duncan dustin dwayne dwight earl ed eddie edgar
    edmund eduardo edward edwin eli elias elijah elliot elliott ellis elmer emanuel emilio emmanuel emmett enrique
    eric erik ernest ernesto ethan eugene evan everett felipe felix fernando floyd francis francisco frank
    franklin fred freddie frederick gabriel garrett garry gary gavin gene geoff geoffrey george gerald gerard
    gideon gilbert glen glenn gordon graham grant greg gregory grover guillermo gus guy hank hans hakeem harlan
    harold harry harvey hassan hector henry herbert herman hiram homer horace howard hubert hugh hugo hussein ian
    ibrahim ignacio igor ira irving isaac isaiah ismael ivan jack jackson jacob jaime jake jamal james jamie jared
    jason javier jay jean-claude jeb jed jeff jefferson jeffrey jeremiah jeremy jerome jerry jesse jesus jim jimmy
    joaquin joe joel joey john johnny jon jonah jonathan jordan jorge jose josé joseph josh joshua juan julian
    julio julius justin karl keith kelvin ken kenneth kent kevin kim-jong kirk kurt kyle lamar lance larry
    laurence lawrence lee len leo leon leonard leonardo leroy leslie lester levi lewis liam lincoln lindsey lionel
    lloyd logan lorenzo lou louis lucas luis luke luther lyle malcolm manuel marc marcel marco marcos marcus mario
    mark marshall martin marty marvin mason mateo matt matthew maurice max maxwell mel melvin merrick michael
    miguel mike mikhail miles milo milton mitch mitchell mitt mohammad mohammed morgan morris moses muhammad
    murray mustafa nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nigel noah noel norman
    oliver omar orlando orrin oscar otis otto owen pablo patrick paul pedro perry pete peter phil philip phillip
    pierre preston quentin quincy rafael rahm ralph ramon rand randall randolph randy raul ray raymond reggie
    reginald reid rex ricardo richard rick ricky rob robert roberto rod rodney rodrigo roger roland ron ronald
    ronnie rory ross roy ruben rudolph rudy rufus rupert russ russell rusty ryan salvador sam samir samuel
    santiago saul scott sean sebastian sergei sergio seth shane shaun shawn sheldon sherman sid sidney silas simon
    solomon spencer stan stanley stefan stephen steve steven stewart stuart ted terrence terry thad theo theodore
    thom thomas tim timothy toby todd tom tommy tony travis trent trevor tucker tyler tyrone vernon victor vince
    vincent vladimir wade wallace walt walter warren wayne wendell wes wesley will willard william willie wilson
    winston wolf wyatt xavier yusuf zach zachary zell dylan hal pat sylvester trey virgil wilbur eliot denis cecil
    blake allan angelo armando yuri hiroshi reince orrin
""")

FEMALE = listed("""
    abby abigail ada adele adriana agnes alana alejandra alexandra alexandria alice alicia alisa alison allison
    alma amanda amber amelia amy ana anastasia andrea angela angelica angie anita ann anna annabel anne annette
    annie antoinette april ariana arlene ashley astrid aubrey audrey ava ayanna barbara beatrice becky belinda
    bernadette bernice bessie beth bethany betsy bettina betty beverly bonnie brenda bridget brianna brittany
    brooke camila camille candace carla carmen carol carole caroline carolyn carrie cassandra catherine cathy
    cecilia celeste celia charlene charlotte chelsea cheryl chloe christina christine cindy claire clara clarissa
    claudia colleen connie constance cora cori corinne courtney crystal cynthia daisy dana daniela danielle daphne
    darlene dawn deb debbie deborah debra deirdre delia delores denise diana diane dianne dina dolores donna dora
    doris dorothy edith edna eileen elaine eleanor elena elise elisa eliza elizabeth ella ellen elsa elsie emily
    emma erica erika erin esther ethel eva evelyn faith fatima faye felicia fiona flora florence frances gabriela
    gabrielle gail geraldine gina ginger gladys glenda gloria grace greta gretchen gwen gwendolyn hannah harriet
    hazel heather heidi helen helena henrietta hillary holly hope ida ilana ilhan imani ingrid irene iris isabel
    isabella ivanka ivy jackie jacqueline jana jane janelle janet janice jasmine jean jeanette jeanne jen jenna
    jennifer jenny jessica jill jo joan joann joanna joanne jocelyn jodi josephine joy joyce juanita judith judy
    julia juliana julie june kamala karen karin karine kate katharine katherine kathleen kathryn kathy katie
    katrina kay kayla kaylee keisha kellie kellyanne kendra kerry khadija kimberly kirsten kirstjen kristen kristi
    kristin krystal lara latoya laura lauren lea leah leila lena leona leticia lila lillian lily linda lisa liz
    lois lola loretta lori lorraine louise lucia lucille lucinda lucy luisa lydia lynn lynne mabel mackenzie
    madeleine madeline maggie mamie mara marcella marcia margaret margarita margo maria mariana marie marilyn
    marina marjorie marla marlene marsha martha mary maryanne maureen maxine maya mazie megan melanie melania
    melissa mercedes meredith mia michele michelle mildred mimi mindy miranda miriam molly monica monique muriel
    myra myrtle nadia nancy naomi natalia natalie natasha nellie nicole nikki nina nora norma odessa olga olive
    olivia paige pam pamela patrice patricia patsy patti patty paula pauline pearl peggy penelope penny phoebe
    phyllis polly priscilla priya rachel ramona rashida rebecca regina renee rhonda rita roberta robin rochelle
    rosa rosalie rosalind rose rosemary rosie roxanne ruby ruth sabrina sadie sally samantha sandra sara sarah
    sasha savannah selena shannon sharice sharon sheila shelby shelley sherry shirley silvia sofia sonia sonya
    sophia sophie stacey stacy stefanie stella stephanie sue susan susanna susie suzanne sylvia tabitha tamara
    tammy tanya tara tasha teresa tess thelma theresa tiffany tina toni tonya tracy tricia tulsi ursula valerie
    vanessa vera verna veronica vicki vickie victoria viola violet virginia vivian wanda wendy whitney wilhelmina
    wilma winifred yasmin yolanda yvette yvonne zainab zelda zoe
    kelly nan carly susana cecile cecily deanna dee eloise irma jeannette judi kara kelli krista kyrsten laurie mae
    marguerite marian marianne maura melinda mona robyn sandy shelly sheryl simone trisha trudy angelina bertha alyssa
    aisha layla malala malia huma caitlin kaitlin kaitlyn kelsey hailey hayley condoleezza lindy elvira guadalupe
    pilar rocio debby lupe jeanine
""")

COURTESY = {  # titles that tell nothing but respect, and what they say of the person
    "mr.": "m", "mr": "m", "mrs.": "f", "mrs": "f", "ms.": "f", "ms": "f", "miss": "f", "mx.": "", "dr.": "", "dr": "",
    "sir": "m", "dame": "f", "lord": "m", "lady": "f", "prof.": "", "rev.": "", "madam": "f",
}  # fmt: skip

TITLES = listed("""
    sen. sens. senator senators rep. reps. representative congressman congresswoman gov. govs. governor lt.
    lieutenant gen. general col. colonel sgt. sergeant capt. captain maj. major adm. admiral cmdr. commander cpl.
    corporal pfc. private det. detective supt. superintendent insp. inspector officer trooper sheriff deputy
    marshal chief constable agent president vice-president vice chairman chairwoman chair chairperson speaker
    leader whip minority majority minister prime premier chancellor secretary undersecretary attorney ambassador
    envoy director deputy-director commissioner councilman councilwoman councilmember councilor alderman
    alderwoman supervisor mayor judge justice magistrate prosecutor solicitor comptroller treasurer auditor
    assemblyman assemblywoman assemblymember delegate state king queen prince princess emperor sheikh sultan pope
    cardinal archbishop bishop father sister brother rabbi imam pastor reverend rev. hon. prof. professor dean
    provost coach quarterback spokesman spokeswoman spokesperson aide adviser advisor strategist pollster
    candidate nominee incumbent challenger former ex-president then-president acting interim co-chair co-founder
    founder ceo cfo executive manager editor correspondent reporter anchor host columnist author actor actress
    singer attorney lawyer counsel activist analyst economist historian scholar organizer consultant operative
    lobbyist donor businessman businesswoman mogul billionaire developer teacher nurse doctor farmer rancher
    firefighter medic coroner examiner lawmaker legislator democrat republican independent democratic conservative
    liberal press campaign communications national security foreign defense interior health homeland house senate
    white republicans democrats pastor clerk recorder assessor administrator mediator negotiator inspector
    deputies lead head senior junior assistant first
""")  # what stands before a name and is an office: “Sen.”, “President”, “Police Chief”

PERSON_NOUNS = listed("""
    dispatcher forecaster forecasters
    spokesman spokeswoman spokesperson spokesmen spokespeople official officials aide aides adviser advisers
    advisor advisors senator senators congressman congresswoman lawmaker lawmakers legislator legislators governor
    governors president presidents chairman chairwoman chair chairs leader leaders secretary minister ministers
    ambassador diplomat diplomats mayor mayors judge judges justice justices prosecutor prosecutors attorney
    attorneys lawyer lawyers counsel sheriff deputy deputies officer officers chief chiefs commissioner
    commissioners director directors superintendent manager managers executive executives ceo founder owner owners
    candidate candidates nominee nominees incumbent challenger opponent opponents rival rivals critic critics
    supporter supporters ally allies adversary adversaries democrat democrats republican republicans independent
    independents conservative conservatives liberal liberals progressive progressives moderate moderates activist
    activists advocate advocates protester protesters demonstrator demonstrators organizer organizers strategist
    strategists pollster pollsters analyst analysts expert experts economist economists scholar scholars professor
    professors historian scientist scientists researcher researchers author authors writer writers journalist
    journalists reporter reporters correspondent anchor host hosts moderator editor editors columnist commentator
    pundit pundits source sources insider insiders veteran veterans witness witnesses victim victims resident
    residents neighbor neighbors voter voters donor donors delegate delegates attendee attendees audience crowd
    man men woman women boy girl child children kid kids mother father mom dad parent parents son daughter brother
    sister wife husband widow uncle aunt grandmother grandfather cousin nephew niece friend friends colleague
    colleagues partner partners teacher teachers student students coach player players doctor doctors nurse nurses
    patient patients farmer farmers worker workers employee employees owner tenant landlord driver drivers
    passenger passengers pastor priest bishop pope rabbi imam cleric general generals admiral colonel captain
    sergeant lieutenant major commander commanders soldier soldiers trooper agent agents detective detectives
    investigator investigators inspector billionaire businessman businesswoman developer mogul star actor actress
    singer actress comedian person people member members representative representatives delegate operative
    operatives lobbyist lobbyists consultant consultants caller callers speaker speakers whip treasurer auditor
    comptroller councilman councilwoman councilmember alderman assemblyman assemblywoman clerk trustee trustees
    principal dean provost chancellor premier king queen prince princess dictator strongman frontrunner
    front-runner negotiator negotiators envoy mediator plaintiff plaintiffs defendant defendants juror jurors
    suspect suspects gunman immigrant immigrants migrant migrants refugee refugees dissident dissidents
    participant participants viewer reader readers user users fan fans listener panelist panelists contestant
    lawyer one another others some many several both most few none everyone someone nobody anyone half nobody
    those three two four five dozens dissenters firefighter firefighters paramedic coroner sophomore senior junior
    freshman graduate retiree native newcomer mogul magnate tycoon heir whistleblower informant successor
    predecessor counterpart counterparts appointee appointees staffer staffers intern deputy-director
    mother-in-law father-in-law ex-wife ex-husband stepfather stepmother fiancée fiancé girlfriend boyfriend
    grandson granddaughter survivor survivors bystander bystanders onlooker shopper customer customers client
    clients teen teenager teenagers toddler figure figures attorney-general hawk hawks loyalist loyalists
    surrogate surrogates hopeful hopefuls contender contenders commissioner-elect president-elect mayor-elect
    governor-elect senator-elect ex-president ex-governor co-chair co-founder co-author co-sponsor barber waitress
    bartender welder trucker mechanic machinist electrician carpenter plumber librarian cashier janitor engineer
    chemist physicist epidemiologist psychologist psychiatrist sociologist statistician meteorologist surgeon
    dentist pharmacist therapist chef mate sponsor classmate roommate teammate grower waiter sergeant vendor
    merchant grocer baker butcher miner fisherman sailor pilot astronaut athlete boxer musician drummer guitarist
    rapper novelist poet playwright filmmaker photographer painter sculptor architect confidant confidante booster
    backer ringleader underdog heckler evangelical centrist populist statesman pontiff
""")  # a common noun that can speak
COUNTING = listed("""
    one another others some many several both most few none half those two three four five dozens
""")  # can speak, and say nothing of who somebody is: “both Karesian”
PERSON_NOUNS |= frozenset(f"{word}s" for word in PERSON_NOUNS if not word.endswith(("s", "men", "y", "ren")))

BODY_NOUNS = listed("""
    administration agency agencies army association board body bureau cabinet campaign center chamber church city
    club coalition college commission committee company conference congress consortium corporation council county
    court courts delegation department district embassy federation firm force foundation government group groups
    hospital institute institution jury lab league legislature magazine ministry movement museum network news
    newspaper office organization organizations outlet panel parliament party pentagon police publication regime
    school senate service society state station task team think tank tribunal union unions university website site
    watchdog startup white house bank fund side camp family report reports statement statements letter memo
    memorandum filing filings complaint lawsuit suit indictment affidavit email e-mail emails message messages
    tweet tweets post posts document documents ruling opinion order dispatch article story editorial op-ed column
    book memoir study survey poll analysis review brief petition resolution declaration communique communiqué
    release readout transcript caption sign signs banner placard poster flyer ad ads advertisement commercial
    video voicemail text bill law amendment constitution rule policy proposal plan motion plea agreement note
    notice advisory announcement alert warrant website blog invitation summary platform manifesto treaty pledge
    headline press tribe
""")  # a common noun for a body or a paper that can speak

PAPERS = listed("""
    report reports statement statements letter memo memorandum filing filings complaint lawsuit suit indictment
    affidavit email e-mail emails message messages tweet tweets post posts document documents ruling opinion order
    dispatch article story editorial op-ed column book memoir study survey poll analysis review brief petition
    resolution declaration communique communiqué release readout transcript caption sign signs banner placard
    poster flyer ad ads advertisement commercial video voicemail text bill law amendment constitution rule policy
    proposal plan motion plea agreement note notice advisory announcement alert warrant website blog invitation
    summary platform manifesto treaty pledge headline
""")  # those among them that are written words: what they say, somebody else wrote

BODIES = listed("""
    academy administration agency airlines airways alliance army association assembly associates authority bank
    board brigade brothers bureau cabinet campaign caucus center centre chamber chronicle church club co.
    coalition college commission committee commons company conference congress cooperative corp. corps council
    court courier daily democrats department dispatch division embassy enterprise enterprises examiner exchange
    federation fellowship foundation front fund gazette globe group guard guild headquarters herald holdings
    hospital house inc. industries initiative institute institution journal laboratories laboratory league
    legislature library llc ltd. magazine marines ministry monitor museum navy network news observer office
    organization parliament partners party pentagon police post press project radio register reporter republicans
    review school schools senate service services society station street studios supreme systems team television
    times tribune tribunal trust union university wire works
""")  # a capital word that makes an organisation of the name it stands in

PLACES = listed("""
    afghanistan africa alabama alaska albania algeria america amsterdam ankara arizona arkansas argentina asia
    athens atlanta austin australia austria baghdad baltimore bangladesh beijing belarus belgium berlin boston
    brazil britain brussels budapest cairo california cambodia canada caracas charlotte chicago chile china
    cincinnati cleveland colombia colorado columbus connecticut copenhagen cuba dallas damascus delaware delhi
    denmark denver detroit dubai dublin ecuador egypt england estonia ethiopia europe finland florida france
    geneva georgia germany ghana greece greenland guatemala haiti havana hawaii helsinki honduras houston hungary
    iceland idaho illinois india indiana indianapolis indonesia iowa iran iraq ireland israel italy jakarta japan
    jerusalem jordan kabul kansas kentucky kenya kremlin kuwait kyiv kiev latvia lebanon libya lisbon lithuania
    london louisiana luxembourg madrid maine malaysia manhattan maryland massachusetts memphis mexico miami
    michigan milwaukee minneapolis minnesota mississippi missouri montana montreal morocco moscow mumbai munich
    myanmar nashville nebraska nepal netherlands nevada nigeria norway oakland ohio oklahoma oregon orlando oslo
    ottawa pakistan palestine panama paris pennsylvania peru philadelphia philippines phoenix pittsburgh poland
    portland portugal prague qatar raleigh richmond romania rome russia sacramento scotland seattle senegal seoul
    serbia shanghai singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland sydney syria
    taiwan tampa tehran tennessee texas thailand tokyo toronto tucson tulsa tunisia turkey uganda ukraine uruguay
    utah venezuela vermont vietnam virginia wales warsaw washington wichita wisconsin wuhan wyoming yemen zimbabwe
    brooklyn bronx queens d.c. u.s. u.k. u.n. e.u. ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan.
    ky. la. md. mass. mich. minn. miss. mo. mont. neb. nev. okla. ore. pa. tenn. tex. vt. va. wash. wis. wyo.
""")

_TWO_WORD_PLACES = (
    "new york|new jersey|new mexico|new hampshire|new orleans|new delhi|new zealand|north carolina|south carolina"
    "|north dakota|south dakota|west virginia|rhode island|los angeles|san francisco|san diego|san antonio|san jose"
    "|las vegas|salt lake|st. louis|st. paul|kansas city|united states|united kingdom|united nations|saudi arabia"
    "|south korea|north korea|hong kong|costa rica|el salvador|puerto rico|sri lanka|south africa|des moines|el paso"
    "|fort worth|baton rouge|little rock|long island|cape cod|palm beach|capitol hill|wall street|tel aviv|"
    "silicon valley"
    "|middle east|west bank|gaza strip|white house|red sea|gulf coast|new england|washington d.c.|great britain"
)
TWO_WORD_PLACES = frozenset(tuple(pair.split()) for pair in _TWO_WORD_PLACES.split("|"))

NATIONAL = listed("""
    american british french german russian chinese japanese korean indian pakistani iranian iraqi israeli
    palestinian syrian turkish saudi egyptian mexican canadian cuban venezuelan brazilian ukrainian polish italian
    spanish dutch european african asian arab muslim christian jewish catholic protestant evangelical hispanic
    latino latina black white native democratic republican english irish scottish greek afghan australian southern
    northern western eastern texan californian midwestern islamic gop
""")  # adjectives that look like names

PARTICLES = listed("""
    de da del della di du la le van von der den bin ibn al el ben dos das y st. ter ten
""")

CALENDAR = listed("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan. feb. aug. sept. oct. nov. dec. christmas thanksgiving easter
""")
