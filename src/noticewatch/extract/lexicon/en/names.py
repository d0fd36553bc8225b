# ruff: noqa: SIM905, E501  (words in rows)
"""English: what makes a run of capitals an organization's name, and what only opens a sentence, heads a page or names a place."""

from __future__ import annotations

import re

# What only opens a sentence or a heading: taken off the front of a run.
NO_NAME = frozenset(
    """
    we our us i you your it its he she they their this that these those there here on in at by for from to of and or
    if as when while after before since during because what who how why where please dear notice important update
    updates security data incident breach cyber cybersecurity information privacy statement customers customer
    individuals patients patient employees members residents clients the an no not all some any additionally however
    although upon based following once today yesterday monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec mon tue tues wed thu thurs fri sat sun social sincerely regards
    respectfully questions contact call re subject date faq faqs letter name address investigation investigators law
    federal state credit personal health files account online report company district university hospital county city
    school college clinic department office board service services third-party vendor team staff beware attackers
    hackers criminals unauthorized ransomware phishing malware records frequently new web website email e-mail
    skip home menu about latest press news media release releases substitute regarding concerning public urgent updated
    posted published last page main content toggle search back share print archive blog post further both each every
    many most several such other more only just also both our-own with without within through throughout under over
    between among working despite due thanks thank hello hi greetings valued unfortunately regrettably fortunately
    recently currently immediately soon later earlier late early then next first second third finally meanwhile
    therefore thus instead even until unless whether which whose was were is are be been being has have had do does did
    can could will would should may might must shall let see read learn click sign log get find go using via per like
    unlike given although though yes note apology apologies announcement follow-up followup final initial response
    re-issued further-to potential possible possibly suspected recent attention warning alert action required
    cyberattack cyber-attack attack event events situation hack hacking leak leaked stolen lost theft loss missing former current
    vp svp evp trustee trustees working together across out up down off again still never now
    """.split()
)
# What tells of an event in a headline: "… Data Breach Notice", "… Cyber Security Incident Statement".
EVENT = frozenset(
    """
    data cyber cybersecurity cyber-security cyberattack cyber-attack cybercrime cyberevent security privacy information it email e-mail
    breach breaches incident incidents notice notices notification notifications statement statements update updates attack attacks event
    announcement announcements alert faq faqs apology letter disclosure response report ransomware malware phishing theft
    outage disruption compromise leak exposure hack loss hipaa website web substitute public press media release customer customers patient
    patients member members employee employees important news blog status questions answers information-security network
    computer system systems unauthorized access following regarding about involving after due mailing
    """.split()
)
# Verbs and the like that a headline's name stands before.
TELLING = frozenset(
    """
    notifies notify notifying announces announce announcing experiences experiencing experienced provides providing informs informing
    reports reporting confirms confirming responds responding discloses disclosing suffers suffered issues issuing addresses alerts alerting
    warns investigates investigating mails sends offers hit says shares sharing learns identifies identified discovers discovered detects
    detected victim victims target faces admits apologizes apologises updates hacked breached targeted advises writes responds reveals
    """.split()
)
# Common nouns that open headings, and that companies are also named after: "Statement Works LLC".
NAMING = frozenset(
    """
    statement data security information privacy health state credit social federal update online account service
    services web name letter records report city county law new personal may all first second third public press media home
    current former press
    """.split()
)
# Words of which no name is made by themselves: "Technology Department", "Student Information System", "Customer Care".
COMMON = (
    NO_NAME
    | EVENT
    | TELLING
    | frozenset(
        """
    a inc llc pllc lp incorporated ltd limited corp corporation co llp plc gmbh pc pa pty
    technology technologies tech it hr human resources resource finance financial legal compliance administration administrative admin
    general affairs section division unit group committee council trustees governors directors director president chief executive officer
    officers ceo cfo cio ciso cto coo dpo manager superintendent principal dean provost chancellor secretary treasurer chairman chair mayor
    commissioner attorney attorneys counsel spokesperson spokesman spokeswoman representative administrator
    clerk board office bureau agency authority ministry government governments governor police officer sheriff constable
    system systems software platform platforms portal application applications app apps module modules server servers database databases
    cloud network networks mailbox mailboxes file folder tool tools site sites forum center centre centers centres help desk support care
    line hotline helpline toll free phone telephone fax mail mobile number numbers card cards payment payments bank banks account accounts
    password passwords username usernames user users identity protection monitoring theft fraud consumer consumers freeze
    medical medicine record records insurance benefits plan plans provider providers physician physicians doctor doctors nurse nurses
    hospital hospitals clinic clinics practice practices pharmacy laboratory lab labs health healthcare care dental
    student students parent parents guardian guardians family families teacher teachers alumni pupil pupils faculty child children minor
    school schools college colleges university universities academy campus district districts county counties city cities town village
    community communities neighborhood resident citizens citizen tenant tenants donor donors volunteer volunteers
    business businesses corporate corporation company companies enterprise industry industries organization organizations organisation
    association associations foundation society union trust fund club partner partners vendor vendors supplier contractor third party
    product products project projects program programs programme initiative operation operations campaign conference
    social security national insurance driver drivers license licence passport birth date dates tax taxes revenue returns form forms
    privacy policy policies terms conditions cookies cookie settings accessibility sitemap copyright rights reserved
    frequently asked question questions answer answers summary overview background timeline introduction conclusion details detail
    happened involved doing done what's can't don't we've we're you're i'm i've it's there's let's
    navigation content main skip menu logo close open welcome careers jobs events calendar directory gallery image images video videos
    library features quick facts investor investors relations governance stories story results asx nyse stock market
    north south east west northern southern eastern western central region regional area international global world
    capital substitute website sample impacted affected individual person people someone anyone everyone everybody nobody nothing
    week weeks month months year years day days hour hours morning afternoon evening night noon time times am pm est edt cst cdt mst mdt pst pdt utc gmt
    bst cet cest aest eastern standard daylight part page pages number version volume issue edition chapter appendix table figure
    internal external use private confidential draft advisory bulletin newsletter press room newsroom articles article category tags
    tag tags topics archive archives posts comment comments reply view details engineering changelog status resolved editor author admin webmaster
    vpn pdf url html http https usb hard drive laptop laptops computer computers device devices internet dark
    ssn ssns phi pii ein itin dob hipaa gdpr ferpa hitech ccpa dpa act article law laws regulation directive code freedom covid
    mr mrs ms dr prof professor sir madam esq jr
    user's customer's bcc cc to zero knowledge tl dr tldr
    ransom bitcoin encryption encrypted backup backups spam password-protected two-factor authentication multi-factor mfa
    good great best kind kindest warm faithfully truly yours dearest very much deeply sincerely
    full part-time grade class classes course courses club grant grants job exam exams
    game games admin moderators title titles item items description labels label closed opened python java
    friends friend folks guests guest visitor visitors reader readers subscriber subscribers
    one two three four five six seven eight nine ten eleven twelve
    interim vice senior junior deputy acting assistant associate head
    road street avenue drive lane boulevard suite floor box po p.o
    daily weekly monthly quarterly annual
    took place takes concerned matter matters watching over charts opened keeping protecting safeguarding beginning prior starting approximately
    protect safe safety happening found finding findings steps step taken took issue issues vandalism compromise compromises w i inform
    tracking technologies work working device break-in break entrusted apart ask follow-up related exports total cause causes impact purpose
    contents outline correspondence recurrence prevention inquiry inquiries tel toll measures measure future circumstances occurrence course
    emergency management properties location locations hotels restaurants stores several names expiration regret deepest sincere regretfully roughly somebody something nothing neither either nor whatever
    depending letters depends review reviews specialists attackers attacker intruder reference photo id ids correction decisions
    sessions browser bulletin securities code representative planning dept plc tablet phone smartphone tablets known besides regulator
    luckily hello kia whom merchant merchants shopper shoppers fraudsters sensitive believing having going toward few safeguards
    globe newswire newsfile accesswire prnewswire newswire businesswire wire
    """.split()
    )
)
# The event itself, in a headline.
EVENT_NOUNS = frozenset(
    """
    breach breaches incident incidents notice notices notification notifications statement statements update updates attack attacks event
    announcement announcements alert faq faqs apology letter disclosure cyberattack cyber-attack ransomware malware phishing outage disruption
    compromise leak hack exposure news blog status questions release matter message information-security
    """.split()
)
# Whom a headline or a greeting speaks to: "Dear Northfold Families".
PEOPLE = frozenset(
    """
    customer customers user users member members family families parent parents patient patients client clients guest guests resident residents
    student students staff employee employees subscriber subscribers community donor donors friends account accounts team logo
    """.split()
)
# Words that stand in a headline's sentence, and in no name behind its first word.
FUNCTION = frozenset(
    """
    january february april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
    have has had may might must can could will would our your their his her its we you they i about is are was were be been what who whom how why
    when where which while because took taken held with from by in to at into after before during without concerning regarding
    affecting involving impacting not does did do that this these those than
    """.split()
)
ADDRESSEES = frozenset("customer customers guests patients members clients residents users".split())  # "Notice for Guests of …"
OFFICES = frozenset(
    "director general president officer executive superintendent mayor registrar dean provost chancellor principal secretary founder manager".split()
)
# Common nouns that may begin a name within a sentence: "the College Records Exchange".
NOUNS = NAMING | frozenset(
    "college school hospital university district clinic company department office board records city county".split()
)
OFFICERS = frozenset(
    "ceo cfo cio ciso cto coo president chairman chairwoman chairperson spokesperson spokesman spokeswoman superintendent".split()
)
# Common nouns that make a name with a country behind them: "Health NZ".
NATIONAL = frozenset("health bank energy education legal sport tourism transport air telecom credit water".split())
# Heads of a name in "… of": "City of Fenwick".
NAMING_HEADS = frozenset(
    """
    city county university college school department bank town village state board church diocese hospital hospitals institute ministry
    borough society shire tribunal centers center commission federation bureau port parish museum township archdiocese order district
    """.split()
)
PLACES = frozenset(
    """
    uk|u.k|us|u.s|usa|u.s.a|eu|united states|united kingdom|united states of america|great britain|britain|england|scotland|wales|northern ireland|ireland|europe|european union
    |australia|new zealand|nz|canada|japan|germany|france|spain|italy|india|china|singapore|hong kong|asia|africa|america|north america|south america|norway
    |sweden|denmark|finland|netherlands|belgium|switzerland|austria|poland|estonia|latvia|lithuania|russia|ukraine|israel|mexico|brazil|philippines|south africa
    |asia pacific|asia-pacific|europe/london|london|new york|los angeles|chicago|boston|paris|tokyo|sydney|melbourne|toronto|dublin|edinburgh|auckland|wellington|washington|washington, d.c
    |alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana
    |maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|north carolina
    |north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin
    |wyoming|puerto rico|district of columbia|ontario|quebec|alberta|manitoba|british columbia|nova scotia|saskatchewan|new brunswick
    |new south wales|nsw|queensland|victoria|tasmania|western australia|south australia|al|ak|az|ar|ca|ct|de|fl|ga|hi|id|il|ia|ks|ky|la|ma|md|mi|mn|mo|ms|mt|nc|nd|ne|nh|nj|nm|nv|ny|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy
    |american|british|european|australian|canadian|irish|scottish|welsh|japanese|english|french|german|spanish|christmas|easter|thanksgiving|new year|labor day|memorial day
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
# Bureaus, watchdogs, sellers of credit monitoring, carriers, platforms and laws: they are told, hired or used, and announce nothing.
NOT_PARTIES = re.compile(
    r"^(?:(?:equifax|experian|trans ?union|kroll|idx|epiq|cyberscout|allclear id|allclear|lifelock|id experts|norton ?lifelock|identityworks|cyberscan|idnotify"
    r"|intelliscan|myidcare|myidmanager|privacyguard|identity guard|annual ?credit ?report)\b.*"
    r"|(?:fbi|cia|nsa|cisa|ncsc|ico|hhs|ocr|ftc|irs|sec|oaic|dhs|doj|rcmp|cnil|dpc|ppc|nist|nca|gcsb|cert|cert nz|nhs|fca|gdpr|hipaa|ferpa|ccpa|hitech|pci|pci dss|iso|soc|bbb|asx|nyse|nasdaq)"
    r"|(?:u\.?s\.? )?federal (?:bureau|trade|government|agency)\b.*|(?:u\.?s\.? )?(?:department|office) (?:of|for) (?:health and human|civil rights|justice|homeland|education)\b.*"
    r"|(?:office of )?(?:the )?(?:[a-z]+ )?(?:information|privacy) commissioner\b.*|(?:[a-z]+ ){0,3}attorneys? general\b.*|attorney general\b.*|national (?:cyber|crime)\b.*"
    r"|(?:australian|new zealand|state|metropolitan|federal|royal|local) (?:[a-z]+ ){0,2}police\b.*|(?:[a-z]+ ){0,2}secret service|internal revenue\b.*|(?:[a-z]+ ){0,2}cyber (?:security|crime) (?:centre|center|agency|unit)\b.*"
    r"|data protection (?:commission|authority|act|board|officer)\b.*|freedom of information\b.*|privacy act\b.*|better business bureau"
    r"|.*\b(?:data|information) protection (?:commission|authority|office|agency)\b.*|office of the (?:australian|information|privacy)\b.*|.*internet crime complaint.*|.*privacy commissioner\b.*|action fraud|legal tender|postal service"
    r"|.*\bforensics?\b.*|.*\bpolice department|.*\bcity pd|.*\b(?:students['’]|trade|labou?r|teachers['’]?|credit) union$(?<!credit union)|information and privacy\b.*|ipc|idcare"
    r"|.* act(?: of [0-9]{4})?|.*\bregulations?|google|gmail|facebook|twitter|instagram|linkedin|youtube|reddit|github|whatsapp|microsoft|outlook|office 365|microsoft 365|windows|android|ios|apple|mac ?os|linux|sharepoint|onedrive|dropbox|teams|zoom|excel|word|chrome|firefox"
    r"|google (?:forms?|drive|docs?|sheets?|workspace|play|search|analytics|cloud)|microsoft (?:office|exchange|teams|outlook|excel|windows|forms?|sharepoint|azure)\b.*|amazon(?: web services| s3)?|aws|s3|meta(?: pixel)?|paypal|visa|mastercard|american express|amex|discover|bitcoin|telegram|discord|slack|stripe|cloudflare|apache|wordpress|adobe acrobat"
    r"|usps|u\.s\. postal service|(?:us|united states|u\.s\.) postal service|royal mail|fedex|ups|dhl|australia post|canada post|nz post|an post"
    r"|have i been pwned|hibp|emotet|wannacry|lockbit|conti|revil|cl[0o]p|ryuk|akira|medusa|hive|blackcat|alphv|cryptolocker|log4j|moveit|moveit transfer|goanywhere|accellion fta"
    r"|sql|sql injection|vpn|rdp|html|pdf|usb|pc|pcs|it|ip|dns|url|csv|mac|cdn|api|sms|imap|ssh|ssl|tls|sso|mfa|pin|pins|md5|bcrypt|sha\S*|foi|gp|gps|icu|er|nhs (?:numbers?|digital)|lifeline|beyond blue|medicare|medicaid|bahmni|cpas?)$"
)
# Lower-case nouns that end the name of two announcers at once, or of one: "Ashby and Fenwick constabularies".
PLURALS = r"constabular(?:ies|y)|police(?= (?:have|has|are|is|ha))|councils|universities|hospitals|police forces|constabulary"
INSTITUTIONS = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|LLP|PLC|University|College|Schools?|District|Academy|Hospitals?|Health|Healthcare"
    r"|Clinics?|Medical|Medicine|Centers?|Centre|County|City|Town|Township|Village|Bank|Union|Group|Partners|Association|Foundation|Society|Club|Trust"
    r"|Council|Department|Office|Systems|Services|Utilities|Library|Libraries|Museum|Church|Institute|Agency|Authority|Insurance|Financial|Holdings"
    r"|Solutions|Technologies|Advisors|Advisers|Associates|Outfitters|Airlines|Airways|Pharmacy|Pharmacies|Orthopedics|Orthopaedics|Dental|Pediatrics|Paediatrics|Zoo|Constabulary|constabular(?:y|ies)|Police|Borough"
    r"|Cooperative|Co-op|Federation|Fund|Scheme|Aid|Opera|Orchestra|Ballet|Festival|Board|Bureau|Theatre|Theater|Gallery|Archives?|Practice|Surgery|Housing|Homes|Properties|Estates|Airport|Railway|Transit|Transport|Logistics|Freight|Shipping|Publishing|Studios?|Consulting|Accountants|Solicitors|Brokers|Capital|Investments|Ventures|Mortgage|Motors|Automotive|Manufacturing|Industries|Electric|Electronics|Engineering|Construction|Farms|Brewery|Kitchens|Restaurants|Resorts?|Travel|Cruises|Conferences|Charity|Diocese|Parish|Hospice|Rehabilitation|Surgical|Cardiology|Oncology|Radiology|Imaging|Dermatology|Dentistry|Dentists|Veterinary|Wellness|Physicians|Nursery|Seminary|Outpatient|GmbH|AG|AB|BV|ApS|Oy|SpA|Pte|Pty|CLG|Parts|Supply|Ministry|Commission|Laboratories|Laboratory|Labs|Networks?|Software|Energy|Water|Foods|Stores|Hotels?"
    r"|Intermediate|Elementary|Polytechnic|Kindergarten|Preschool|Seminary|ISD|NHS|Mobile|Telecom|Communications|Wireless|Broadband|Cable|Power|Gas|Mfg|Works|Pathology|Diagnostics|Therapy|Therapeutics|Counseling|Urology|Neurology|Gastroenterology|Ophthalmology|Optometry|Eye|Vision|Hearing|Anesthesia|Family Practice|Urgent Care|Care|Nursing|Assisted Living|Senior Living|Retirement|Recovery|Realty|Title|Escrow|Accounting|CPAs?|Attorneys|Law|Legal|Staffing|Recruitment|Payroll|Benefits|Retail|Boutique|Bookshop|Outlet|Jewelers|Furniture|Apparel|Sheriff['’]s Office|Fire Department|Court|Courts|Housing Authority|Port|Tribe|Nation|Band|Library System|Region|Shire|Tribunal|House|Real Estate|Fitness|Games|Forum|Inn|Lodge|Guest ?House|Tavern|Bakery|Cinemas?|Spa|Salon|Winery|Vineyards?|Distillery|Casino|Marina|Bookstore|Books|Broadcasting|Aquarium|Observatory|Cathedral|Abbey|Priory|Synagogue|Guild|Biosciences|Genomics|Biotech|Pharma|Pharmaceuticals|Aerospace|Chemicals|Plastics|Mining|Petroleum|Supermarkets?|Grocers?|Grocery|Polyclinic|Infirmary|Ambulance|Childcare|Daycare|Montessori|Conservatory|Ministries|Mission|Rescue|Shelter|Sanctuary|Apartments|Residences|Leasing|Rentals|Storage|Movers|Roofing|Plumbing|Landscaping|Catering|Brewing|Roasters|Creamery|Dairy|Produce|Mills|Timber|Steel|Packaging|Printing|Textiles|Tours|Expeditions|Adventures|Railways|Buses|Coaches|Ferries|Cooperative Bank|Savings|Trustees|Charities|Workers|Players|Choir|Ensemble)\b"
)
