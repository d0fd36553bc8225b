"""English: services, whose data, the announcer's sector, what is still looked into, and who was told."""

from __future__ import annotations

import re

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import FurtherWords, GroupWords, SectorWords, ServiceWords

_KIND = (
    r"(?:web ?sites?|sites?|(?:online |web |mail-?order )?(?:stores?|shops?)|services?|systems?|(?:mobile |web |phone )?(?:apps?|applications?)"
    r"|(?:customer |patient |member |student |candidate )?portals?|platforms?|tools?|modules?|products?|databases?|software|newsletters?|games?|programs?|forums?)"
)
_DATA = (
    r"(?:information|data|records?|names?|details|files?|identit(?:y|ies)|social security numbers?|numbers?|addresses|e-?mails?|accounts?|ssns?|photos?"
    r"|documents?|lists?|charts?|phi|pii|forms?|letters?|statements?|payslips?|w-2s?|dates of birth|profiles?|credentials|passwords|applications?|payroll|images?|medical|personal)"
)
_MIDDLE = r"(?:['’]s?|s['’])? (?:and (?:their )?[a-z-]+(?: [a-z-]+)?['’]? )?(?:[a-z'’-]+,? ){0,4}?"
_MORE = r"(?:(?:,| and| or|, and|/|, or| as well as| ?\() ?(?:[a-z-]+ ){0,3}?[a-z-]+){0,3}?"
_MANY = r"(?:[0-9][0-9,.]*(?: million)?|hundreds of|thousands of|dozens of|number of|all|every|some|certain|several|many|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ATTRIBUTES = r"(?:of |the |its |our |their |your |these |those |any |some |certain |all |both |other |about |up to |approximately |roughly |nearly |more than |current|former|past|present|previous|prospective|future|active|inactive|new|existing|registered|individual|affected|potentially|impacted|retired|living|deceased|adult|minor|international|domestic|school|local|and/or|and |or |, |/| )*"

_PEOPLE = (
    r"(?:(?:affected|impacted|relevant|those|these|all|each|every|the|our|whose)[^.\n]{0,40}?(?:individuals?|people|persons?|customers?|clients?|patients?|employees?|members?|users?|students?|famil(?:y|ies)|residents?|applicants?|parties|those|tenants?|households?|parents?|households?|account holders?|subscribers?|guests?|consumers?|shareholders?|donors?|staff|one|ones|everyone|persons)"
    r"|(?:everyone|everybody|anyone|those|people|individuals|persons|patients|customers|members|employees|residents|clients|users|students|consumers|guests|families|parents|tenants|shareholders|donors|alumni|them|staff))"
)
_TELL = r"(?:notif(?:y|ying|ied)|contact(?:ed|ing)?|inform(?:ed|ing)?|wr(?:ite|iting|itten|ote)(?: (?:directly )?to)?|e-?mail(?:ed|ing)?|tell(?:ing)?|told|alert(?:ed|ing)?|apologi[sz](?:ed|ing) to|called|calling|reach(?:ed|ing) out to|mail(?:ed|ing)?(?: letters?| notices?)?(?: to)?|sen[dt](?:ing)?(?: (?:written |individual |notification )*(?:letters?|notices?|notifications?|e-?mails?))?(?: to)?|advis(?:ed|ing)|spoken (?:to|with)|in touch with)"
_LETTERS = r"(?:(?:notification |notice |written |individual |substitute |personal ){0,3}(?:letters?|notices?|notifications?|e-?mails?|messages?))"
_WHEN = r"(?:already |now |also |directly |individually |personally |since |in writing |currently |today |separately |promptly |therefore |been )*"


FURTHER = FurtherWords(
    services=ServiceWords(
        before=words(
            rf"(?:[Oo]ur|[Tt]he|its|[Ii]ts|[Aa]|an|this|that)(?: [A-Za-z-]+){{0,3}} {_KIND}(?:,)?(?: (?:called|named|known as))? ?$",
            r"(?:called|named|known as) $",
        ),
        behind=words(
            rf"[\"”](?:,)? (?:[a-z-]+ )?{_KIND}(?![a-z])",
        ),
        inside=words(
            r" (?:Portal|Platform|System|Online|Store|Shop|App|Service|Database|Module|Cloud)$",
            r"\.(?:com|net|org|io)$",
        ),
        not_before=words(
            r"(?:hereinafter|hereafter|herein|referred to as|the|collectively|or|so-called|subject(?: line)?(?: of| was| read(?:ing)?)?|titled|entitled|headed|reads?|says?|said),?:? ?$",
            r"\((?:the |our |collectively,? (?:the )?|\W)?$",
            r"(?:malware|virus|ransomware|trojan|botnet|group|gang|actor|user|researcher) (?:called|named|known as) ?$",
        ),
        not_name=words(
            r"(?:Breach|Incident|Notice|Event|[Pp]rivacy|Security|Attack|Ransomware|FAQ|Questions|Update|Credit|Identity|Fraud|Police|Commission|Department|Attorney|Act$|Law$)",
            r"^[a-z ]+$",
            r"^(?:[Tt]he |[Oo]ur |[Yy]our |[Tt]his )?(?:Site|Company|Service|Services|System|Systems|Platform|App|Portal|Website|Store|Shop|Database|Program|Product|Tool)$",
        ),
        labels=words(
            r"(?:Name of (?:the )?(?:service|system|contract|site)|Service name|System name|Affected (?:service|system|product)s?|(?:Service|System|Product)s? affected):[ \t]{1,3}",
        ),
        plain=words(
            r"\b(?:portal|platform|app|mobile application|web application|module|database|suite|information system|management system|web service system|online store|web ?shop)(?: \([a-z]{2,8}\))?(?: modules?\b| database\b| system\b)?(?![a-z])",
            r"\bfile transfer (?:tool|software|system|application|service|appliance)\b",
            r"\b(?:software|system)(?= (?:was|were|had|by|that|which|used|provided)\b)",
        ),
        stem=re.compile(
            r"[A-Z][\w'’+-]*(?: (?:[A-Z][\w'’+-]*|of|for|&|and|patient|customer|client|member|student|payment|web|mobile|cloud|online|booking|support|donor|case)){0,5} $"
        ),
        article=words(
            r"(?:The|Our|Your|This|That|These|A|An|In|On|At|For|To|From|When|Through|Its|Their|Both|As|While|After|Since|Of|And|By|If|With|Using|Some|All|Any|Certain|Although|Because|Each|Only|No|Neither|Once) ",
        ),
        generic=words(
            r"(?:(?:IT|HR|Internal|Computer|Network|Email|E-?mail|Web|Mobile|Cloud|Online|Data|Electronic|Medical|Health|Healthcare|Hospital|School|University|College|Library|Retirement|Pension|Court|Care|Public|Regional|County|City|State|District|Transit|Electrical|Customer|Patient|Student|Member|Alumni|Donor|Employee|Staff|Client|Vendor|Backup|Production|Legacy|Results|Terraform|Microsoft|Windows|Linux|Unix|Android|Our|The|Two|One|Several|What|Which|Most|Section|Part|Act|Justice|Social|Security|Credit|Fraud|Enterprise|Information|Management|Operating|Payment|SQL|[A-Z]{2,3}) ?(?:and |of |for |& )?)+"
            r"(?:patient |customer |member |student |payment |file transfer |web |mobile |cloud |online |booking |support |donor |case |e-?mail )*(?:[Pp]latform|[Aa]pp|[Aa]pplication|[Mm]odule|[Dd]atabase|[Ss]uite|[Oo]nline|[Ss]ystem|software|portal|Network|file transfer \w+|System)$",
            r"[\w'’. &-]{0,60}(?:Health|Healthcare|School|Hospital|University|College|Library|Medical|Retirement|Transit|Police|Credit|Court|Bank|Clinic|Clinics) (?:System|system|Network)$",
        ),
        unrelated=words(
            r"(?:credit|identity|fraud|dark web)[^.\n]{0,20}(?:monitor|protect|restor|theft)",
            r"\b(?:enrol|endpoint|multi-?factor|antivirus|anti-virus)",
            r"\b(?:not|never|nor|none)\b[^.\n]{0,40}(?:affected|impacted|involved|accessed|compromised)",
            r"\bunaffected\b|\btotally safe\b|\bremains? (?:safe|secure)",
        ),
    ),
    groups=GroupWords(
        groups=(
            (
                "customer",
                words(
                    r"\bcustomers?\b",
                    r"\bclients?\b",
                    r"\bconsumers?\b",
                    r"\bguests?\b",
                    r"\bpolicy ?holders?\b",
                    r"\b(?:account|card) ?holders?\b",
                    r"\bsubscribers?\b",
                    r"\bshoppers?\b",
                    r"\btenants?\b",
                    r"\bbuyers?\b",
                    r"\bpassengers?\b",
                    r"\btravell?ers?\b",
                    r"\bborrowers?\b",
                    r"\bdepositors?\b",
                    r"\bpurchasers?\b",
                    r"\bdonors?\b",
                ),
            ),
            (
                "user",
                words(
                    r"\bvisitors\b",
                    r"\busers?\b",
                    r"\bparticipants?\b",
                    r"\bregistrants?\b",
                    r"\battendees?\b",
                    r"\bsubmitters?\b",
                ),
            ),
            (
                "employee",
                words(
                    r"\bemployees\b",
                    r"\bstaff members\b",
                    r"(?<!a )(?<!payroll )\bstaff\b(?! members?\b)",
                    r"\bemployee (?:information|data|records)\b",
                    r"\bworkers\b",
                    r"\bworkforce\b",
                    r"\bpersonnel\b",
                    r"\bcolleagues\b",
                    r"\bfaculty\b",
                    r"\bteachers?\b",
                    r"\b(?:team|crew) members\b",
                    r"\bretirees\b",
                    r"\bcontractors\b",
                ),
            ),
            (
                "applicant",
                words(
                    r"\bapplicants?\b",
                    r"\bjob ?seekers?\b",
                    r"\b(?:job )?candidates?\b",
                    r"\bprospective (?:students|employees)\b",
                ),
            ),
            (
                "citizen",
                words(
                    r"\bcitizens?\b",
                    r"\bresidents\b(?! of (?:[a-z]{1,20} ?){1,2}(?::|,| and|\)))",
                    r"\btax ?payers?\b",
                    r"\bhouseholders?\b",
                    r"\bhouseholds\b",
                    r"\bvoters?\b",
                    r"\belectors?\b",
                    r"\bratepayers?\b",
                    r"\bclaimants?\b",
                    r"\bproperty owners\b",
                    r"\blicen[cs]e holders\b",
                    r"\bpetitioners\b",
                ),
            ),
            ("patient", words(r"\bpatients?\b", r"\binpatients?\b", r"\bservice users?\b", r"\bnewborns?\b")),
            ("student", words(r"\bstudents?\b", r"\bpupils?\b", r"\balumn(?:i|us|ae)\b", r"\blearners?\b", r"\bgraduates\b")),
            ("guardian", words(r"\bparents?\b", r"\bguardians?\b", r"\bfamilies\b", r"\bchild(?:ren)?\b", r"\bminors?\b")),
            (
                "member",
                words(
                    r"(?<!staff )(?<!team )(?<!family )\bmembers?\b(?! of (?:the |our )?(?:[a-z]{1,20} )?(?:staff|public|team|press|media))(?! firm)",
                    r"\bplayers\b",
                    r"\bparishioners\b",
                ),
            ),
            (
                "business_partner",
                words(
                    r"\b(?:business|trading|channel) partners?\b",
                    r"\bsuppliers?\b",
                    r"\bvendors['’]",
                    r"\bmerchants?\b",
                    r"\bdealers?\b",
                    r"\bdistributors\b",
                    r"\bresellers\b",
                    r"\bcorporate customers\b",
                    r"\bcontacts at\b",
                    r"\bwholesale customers\b",
                    r"\bgrantees\b",
                ),
            ),
            ("shareholder", words(r"\bshareholders?\b", r"\bstockholders?\b", r"\binvestors\b")),
            (
                "other",
                words(
                    r"\bjournalists?['’]",
                    r"\bvolunteers['’]",
                    r"\bexhibitors?\b",
                    r"\bjurors?\b",
                    r"\binmates?\b",
                    r"\bgrant reviewers\b",
                ),
            ),
        ),
        behind=words(
            rf"(?:{_MIDDLE}){_DATA}\b",
            rf"{_MORE}(?:['’]s?|s['’])? (?:[a-z'’-]+,? ){{0,3}}?{_DATA}\b",
            r"(?:,| and [a-z ]{1,30})? (?:whose|who (?:had|have|were|was|may|might|used|paid|bought|received|applied|visited|are|is|registered|ordered|signed|opened|stayed|held))\b",
            r"(?: (?:who|whose|and|from|in|of|with|across|at|between|on) [^.\n]{0,50})? (?:was|were|is|are|may be|may have been|might have been|have been|had been|could have been|could be|being) (?:\w+ )?(?:affected|impacted|involved|exposed|concerned|compromised|included|on the list)\b",
        ),
        before=words(
            rf"\b{_MANY} {_ATTRIBUTES}$",
            rf"\b(?:{_DATA}|belong(?:ing|s)?|relat(?:ing|ed)|pertaining) (?:[a-z]+ ){{0,3}}?(?:of|about|for|to|on|from|regarding|concerning|relating to|belonging to) {_ATTRIBUTES}(?:[a-z-]+(?:,| and| or|, and)+ )?{_ATTRIBUTES}$",
            r"\b(?:affect(?:s|ed|ing)?|impact(?:s|ed|ing)?|involv(?:es|ed|ing)|concern(?:s|ed|ing)?) (?:a |an )?(?:(?:small|limited|certain|large) )?(?:number of |subset of |group of )?"
            + _ATTRIBUTES
            + r"$",
            r"\b(?:current|former|past|prospective) (?:and |or |and/or )?(?:current |former |past |prospective )?" + r"$",
            r"\b(?:dear|attention|to all|to our|notice to|letter to|notif(?:y|ies|ying|ied)|informed|inform(?:s|ing)?) (?:valued |all |our |the |its |affected |impacted |of |former |current |and |every )*$",
        ),
        listed=words(
            r"\b(?:may be|who (?:is|was|are|were)|persons|people|individuals)[^.\n]{0,20}(?:affected|included|concerned|involved)"
        ),
        told=words(
            r"(?:['’]s?)?(?=:? {0,3}\n|,? {0,3}$|:)",
            r",? (?:and|or) (?:[a-z]+ ){1,3}(?:of|at|who)\b",
            r" (?:of|at|who|whose|with|in|concerned|affected)\b",
            r"(?:\.|,)(?=\s)",
        ),
        not_behind=words(
            r" (?:service|services|support|care team|care line|relations|experience|satisfaction|assistance|union|handbook|training|portal is|help|line|success|agent|lists? of)\b",
            r"(?:,| who)? (?:discovered|noticed|clicked|responded|opened an?|sent|fell|mistakenly|inadvertently|accidentally|reported|lost|emailed|told|received a phishing|answered|stole|took|copied|viewed|accessed)\b",
            r"['’]s? (?:personal |work |home |private )?(?:e-?mail )?(?:accounts?|mailbox|laptop|car|device|credentials|computer|desktop|phone|vehicle|home|inbox)\b",
            r" (?:e-?mail )?(?:accounts?|mailbox|mailboxes|credentials|laptops?|inbox)\b",
            r" (?:are|is) (?:advised|encouraged|urged|asked|reminded|being asked|welcome)\b",
            r" (?:can|should|may|must|with questions|do not need|don['’]t need|will be able|wishing|wanting)\b",
        ),
        unrelated=words(
            r"\bserves\b",
            r"\b(?:train(?:ed|ing)|re-?train|educat(?:e|ing)|remind(?:ed|ing)?) (?:[a-z]+ ){0,4}(?:staff|employees|colleagues|personnel|workforce|team)",
            r"\b(?:apologi[sz]e|regret|sorry|trust|committed|commitment|priority|valu(?:e|es|ing)|takes? (?:the )?)\b[^.\n]{0,40}\b(?:seriously|inconvenience|concern this|confidence|relationship|highest|trust|deeply)",
            r"\bif you (?:are|were|have|believe|think)\b",
        ),
    ),
    sector=SectorWords(
        names=(
            (
                "finance",
                words(
                    r"\bbank\b|\bbanc|\bcredit union\b|\binsurance\b|\bassurance\b|\bmutual\b|\bsavings\b|\bmortgage\b|\bfinancial\b|\bcapital\b|\bsecurities\b|\bpension\b|\bretirement fund\b|\bhealth fund\b|\bsuperannuation\b|\blending\b|\bloans?\b|\bwealth\b|\bbrokerage\b|\bcrypto\b|\bcoin\b|\bwallet\b|\baccountants?\b|\baccountancy\b|\btax services\b|\bcpas?\b|\badvisors\b|\badvisers\b|\btrust company\b|\bpayments?\b|fin$|\binvestments?\b"
                ),
            ),
            (
                "nonprofit",
                words(
                    r"\bfoundation\b(?! trust)|\bcharity\b|\bcharities\b|\bclg\b|\bassociation\b|\bsociety\b|\bchurch\b|\bdiocese\b|\bfederation\b|\bleague\b|\bred cross\b|\bymca\b|\bgoodwill\b|\bshelter\b|\bministries\b|\binstitute of chartered\b|\bmission\b|\bgolf club\b|\bdoorway house\b"
                ),
            ),
            (
                "local_government",
                words(
                    r"\bcity of\b|\btown of\b|\bvillage of\b|\btownship\b|\bcouncil\b|\bborough\b|\bshire\b|\bsheriff|\bpolice department\b|\bmunicipality\b|\bcounty (?:clerk|librar|board|government|department|health department|assessor|court|council|sheriff)|\bcount(?:y|ies)$|\bcounty of\b|\bprefecture$|\btown$|\bcity$|\bmunicipal\b|\bstate of\b|\bfire district\b|\bpublic library\b|\bconstabular(?:y|ies)\b|\bpolice (?:service|force|department)\b"
                ),
            ),
            (
                "education",
                words(
                    r"\buniversity\b|\bcollege\b(?! of (?:surgeons|physicians))|\bschools?\b|\bacademy\b|\bpolytechnic\b|\bintermediate$|\bkindergarten\b|\bisd\b|\binstitute of technology\b|\blearning trust\b|\beducation\b|\bseminary\b|\bboard of education\b|\bexamination|^(?:school )?district [0-9]+$|^d[0-9]+$"
                ),
            ),
            (
                "healthcare",
                words(
                    r"\bhospitals?\b|\bmedical\b|\bclinics?\b|\bhealth\b|\bhealthcare\b|\bdental\b|\bdentist|\borthodont|\borthop|\bpediatric|\bpaediatric|\bphysicians?\b|\bsurge(?:ry|ons?)\b|\bnhs\b|\bhospice\b|\bcancer\b|\bcardio|\bradiolog|\bimaging\b|\bdermatolog|\bophthalm|\boncolog|\btherapy\b|\btherapeutics?\b|\bcare (?:center|centre|network|group|services|home)\b|\bnursing\b|\brecovery cent|\brehabilitation\b|\beye\b|\blabs? (?:test|diagnostic)|\bdiagnostics?\b|\bambulance\b|\bchildren['’]s institute\b|\bfertility\b|\bwellness\b"
                ),
            ),
            (
                "national_government",
                words(
                    r"\bministry\b|\bdepartment of\b|\bfederal\b|\bnational (?:agency|archives|office|park)|\boffice of\b|\bbureau\b|\btribunal\b|\bcommission\b|\bagency\b|\binland revenue\b|\bu\.?s\.? \b|\bhm \b"
                ),
            ),
            (
                "utilities",
                words(
                    r"\bwater\b|\bsanitation\b|\belectric\b|\benergy\b|\bgas (?:supply|company|co)\b|\bpower\b(?! tools)|\butilit(?:y|ies)\b"
                ),
            ),
            (
                "transport",
                words(
                    r"\bairlines?\b|\bairways\b|\brail(?:way|road)?s?\b|\bfreight\b|\btransit\b|\blogistics\b|\bshipping\b|\bferr(?:y|ies)\b|\btrucking\b|\bcourier\b|\bairport\b|\bresor\b|\btravels?\b|\btaxis?\b|\bbus(?:es)?\b|\bparcel\b"
                ),
            ),
            (
                "media",
                words(
                    r"\bradio\b|\btelevision\b|\btv\b|\bnews(?:paper)?s?\b|\bmedia\b|\bpress\b|\bpublish(?:ing|ers?)\b|\bmagazine\b|\bbroadcast|\bforum\b|\bstudios?\b|\bgames\b"
                ),
            ),
            (
                "other",
                words(
                    r"\bhotels?\b|\bresorts?\b|\brestaurants?\b|\binn\b|\blaw\b|\bsolicitors\b|\battorneys\b|\bllp\b|\brecruitment\b|\bstaffing\b|\breal estate\b|\brealty\b|\bproperties\b|\bconstruction\b|\bfitness\b|\bgym\b|\bmuseum\b|\bzoo\b|\baquarium\b|\btheat(?:re|er)\b|\bholdings\b|\bconsult|\bhomes\b|\bcasino\b"
                ),
            ),
            (
                "retail",
                words(
                    r"\bpharmac(?:y|ies)\b|\bstores?\b|\bshops?\b|\bmarkets?\b|\bsupermarkets?\b|\bgroceries|\bgrocery\b|\bretail\b|\boutfitters\b|\bboutique\b|\bbooks(?:ellers?)?\b|\btea\b|\bseicha\b|\bwholesale\b|\bpet ?(?:care|supplies)\b|\bfloral\b|\bfurniture\b|\bjewel"
                ),
            ),
            (
                "it",
                words(
                    r"\bsoftware\b|\btechnolog(?:y|ies)\b|\bsystems\b|\bcloud\b|\bdata\b|\bdigital\b|\bhosting\b|\bcyber|\bnetworks?\b|\bonline\b|\bmobile\b|\btelecom|\bwireless\b|\bsolutions\b|\banalytics\b|\bmetrics\b|\bapps?\b|\.(?:io|ai|dev)\b|\bug$|\bcommerce\b"
                ),
            ),
            (
                "manufacturing",
                words(
                    r"\bmanufactur|\bmfg\b|\bindustries\b|\bindustrial\b|\bmotors?\b|\bautomotive\b|\bsteel\b|\bchemicals?\b|\bfoods\b|\belectronics\b|\baerospace\b|\bbrew(?:ery|ing)\b|\bmachin(?:e|ery)\b|\btools\b|\btoys?\b|\bspielwelt\b|\binstruments\b|\bworks\b|\bpharma"
                ),
            ),
        ),
        own=(
            (
                "healthcare",
                words(
                    r"\bour (?:patients|clinics?|hospitals?|physicians|practice)\b|\bdear patients?\b|\bpatient care\b|\bprotected health information\b|\bpatients['’]"
                ),
            ),
            (
                "education",
                words(
                    r"\bour (?:students|schools?|campus|pupils|faculty|university|college)\b|\bsuperintendent\b|\bschool (?:district|system|board)\b|\bprovost\b|\bcampus\b|\bdear (?:parents|students|families)|\bthe university\b|\bschool division\b|\bour pupils\b"
                ),
            ),
            (
                "finance",
                words(
                    r"\bour (?:bank|branches|credit union|policyholders)\b|\bcredit union\b|\bbrokerage\b|\bfund members\b|\bsavings bank\b|\bpension fund\b|\bonline banking\b"
                ),
            ),
            (
                "local_government",
                words(
                    r"\b(?:the|our) (?:city council|county|town council|mayor|residents of|county commissioners|parish council|city manager|township)\b|\b(?:town|parish|county|borough|district) council\b|\btownspeople\b|\bcounty (?:clerk|recorder|residents|board of)\b|\bcity (?:hall|services|employees|systems|network)\b|\bthe city(?:['’]s)?\b"
                ),
            ),
            (
                "nonprofit",
                words(r"\bour (?:charity|donors|volunteers|parish|congregation)\b|\bthe diocese\b|\bregistered charity\b"),
            ),
            (
                "it",
                words(
                    r"\bour (?:platform|api|app|saas|software|hosting|data cent(?:er|re)|production (?:environment|database)|repositor(?:y|ies)|infrastructure|control panel|servers and)\b|\bpull request\b|\bpostmortem\b|\baccess tokens?\b|\bsource code\b|\bgithub\b|\bforum software\b|\bhosting\b|\bdashboards?\b|\bforum (?:users?|members?|accounts?)\b|\bthe forum\b|\bsign-in page\b|\bcontrol panel\b"
                ),
            ),
            (
                "retail",
                words(r"\bour (?:online )?(?:stores?|shops?|web ?shop)\b|\bcheckout page\b|\bshopping cart\b|\bmail-order\b"),
            ),
            (
                "other",
                words(
                    r"\bour (?:hotels?|guests|restaurants?|properties|resort)\b|\bthe (?:hotel|inn)\b|\blaw firm\b|\bcounselors at law\b|\bsolicitors\b|\bhotels?\b[^.\n]{0,40}\bguests\b"
                ),
            ),
            ("transport", words(r"\bour (?:passengers|flights|fleet|drivers)\b")),
            ("media", words(r"\bour (?:readers|listeners|viewers|subscribers)\b")),
            ("manufacturing", words(r"\bour (?:plants?|factor(?:y|ies)|dealers)\b")),
        ),
    ),
    pending=(
        (
            "cause",
            words(
                r"\b(?:cause|nature|source|how this happened|how (?:it|this|the [a-z]+) (?:came about|happened|occurred))\b[^.\n]{0,40}(?:under investigation|being (?:investigated|determined)|not yet known|remains unknown|still being|unknown at this)"
            ),
        ),
        (
            "affected",
            words(
                r"\b(?:number of|how many|scope of|extent of)[^.\n]{0,60}(?:under investigation|unknown|ongoing|still being|not yet|to be determined|being (?:determined|reviewed|investigated)|has not been determined)",
                r"\b(?:working|continu(?:e|es|ing)|trying|efforts?|review(?:ing)?|investigat(?:ing|ion)|attempting|still) (?:diligently )?(?:to )?determin(?:e|ing) (?:the )?(?:number|how many|scope|extent|whose|who)\b",
                r"\b(?:do(?:es)? not|don['’]t|cannot|can['’]t|are unable to|unable to) (?:yet |currently )?(?:know|say|tell|confirm)(?: yet)? how many\b",
            ),
        ),
        (
            "exposure",
            words(
                r"\b(?:whether|if) (?:or not )?[^.\n]{0,60}(?:information|data|records|files)[^.\n]{0,50}(?:is|being) (?:still )?(?:ongoing|investigated|determined|reviewed|under)",
                r"\b(?:working|continu(?:e|es|ing)|trying|investigating) to (?:determine|establish|confirm|learn) (?:whether|if) [^.\n]{0,60}(?:information|data|records|files|copied|taken)",
            ),
        ),
    ),
    open=words(
        r"\b(?:is|are|remains?|was) (?:still |currently |also )*(?:being (?:investigated|determined|reviewed|assessed|examined|looked into|established)|under (?:investigation|review))",
        r"\b(?:do|does|did) not (?:yet |at present )?know\b|\bdon['’]t (?:yet )?know(?: yet)?\b|\b(?:is|are) not (?:yet )?(?:known|clear|certain)\b|\bnot yet (?:been )?(?:known|determined|established|clear|identified|complete)\b|\bremains? unknown\b",
        r"\b(?:are|is) still (?:working|trying|looking|counting|going through|reviewing|investigating|determining|examining|checking)",
        r"\b(?:continues?|continuing|working) to (?:determine|establish|identify|assess|review|investigate|find out|work out)",
        r"\b(?:ongoing|continuing) (?:investigation|review)[^.\n]{0,30} to (?:determine|establish|identify)",
        r"\bhas not (?:yet )?(?:been )?(?:determined|established|concluded|finished)",
        r"\breview[^.\n]{0,30} is (?:not (?:yet )?complete|ongoing|continuing|still)",
    ),
    objects=(
        (
            "cause",
            words(
                r"\bhow (?:it|this|the (?:attack|incident|intruder|attacker)s?|they) (?:came about|happened|occurred|got in|gained|entered|came)",
                r"\bnature of the incident\b",
                r"\b(?:the |its )cause\b",
                r"\bwhere (?:they|it) c(?:a|o)me from\b",
            ),
        ),
        (
            "affected",
            words(
                r"\bhow many\b",
                r"\bnumber of\b",
                r"\b(?:extent|scope|scale)\b",
                r"\bwho(?:se)? (?:was|were|is|may be|information|data|records)\b",
                r"\bquantity\b",
                r"\bwhich (?:people|individuals|customers|patients|residents|employees|records)\b",
            ),
        ),
        (
            "exposure",
            words(
                r"\b(?:whether|if) (?:or not )?(?:any |personal |member|customer|your |that |it |the |our |some |all |there )[^.\n]{0,60}(?:information|data|records|involved|accessed|copied|taken|read|seen|exposed|stolen)"
            ),
        ),
        (
            "data_types",
            words(
                r"\bwhat (?:kinds? of |types? of |sort of |specific )?(?:personal )?(?:information|data|details)\b",
                r"\bwhich (?:kinds|types|categories|data|information|details)\b",
                r"\b(?:kinds?|types?|nature) of (?:the )?(?:personal )?(?:information|data|details)\b",
                r"\bwhether [^.\n]{0,30}(?:details|numbers|information) (?:are|is|were) (?:among|included|part)",
            ),
        ),
    ),
    not_open=words(
        r"\bto (?:prevent|improve|strengthen)\b",
        r"\bno (?:evidence|indication)\b",
        r"\b(?:misus|fraud)",
    ),
    notified=words(
        rf"\b(?:have|has|had|are|is|was|were) {_WHEN}{_TELL} (?:directly )?(?:to )?(?:by (?:letter|e-?mail|phone) )?[^.\n]{{0,24}}?{_PEOPLE}\b",
        rf"\b(?:we|i|they|it|school|district|university|company|hospital|bank|county|city|council) (?:also |then |first |immediately |directly |personally |individually )*(?:(?:notified|contacted|informed|wrote (?:a letter )?(?:directly )?to|e-?mailed|told|alerted|phoned|called|spoke (?:to|with)|apologi[sz]ed to) [^.\n]{{0,24}}?{_PEOPLE}|(?:mailed|sent) (?:out )?{_LETTERS})\b",
        rf"\b{_LETTERS} (?:to [^.\n]{{0,50}} )?(?:were|was|have been|has been|had been|went|have gone|are being|is being|have been going) (?:already |also |first )*(?:sent|mailed|posted|e-?mailed|issued|out|delivered|provided|going)",
        rf"\b(?:began|begun|started|commenced|completed|finished) (?:to )?(?:mail|send|notify|mailing|sending|notifying|contact|contacting)(?:ing)?[^.\n]{{0,40}}?(?:{_LETTERS}|{_PEOPLE})",
        r"\b(?:mailed|sent|sending|mailing|issued|posted|e-?mailed) (?:out )?(?:[a-z]+ ){0,2}(?:letters|notices|notifications|e-?mails)\b",
        r"\b(?:e-?mailed|contacted|notified|telephoned|phoned|written to|wrote (?:a letter )?to|spoke (?:to|with)|e-?mail to) (?:the (?:patient|customer|family|person|families|patients|customers)\b|all|every|each|everyone|everybody|those|the affected|affected|the [0-9]+|them)\b",
        r"\bsent (?:each|all|every|everyone|those)[^.\n]{0,60} (?:letter|e-?mail|notice)\b",
        r"\b(?:visited|called on|telephoned|phoned|met)\b[^.\n]{0,60}\bapologi[sz]ed\b",
        r"\b(?:you|they|each|everyone|all)(?:['’]ve| already| have| has| had| concerned)+ (?:had|got|received|been sent)? ?an? (?:e-?mail|letter|message|notice)\b",
        r"\b(?:has|have) had a (?:letter|phone call|call|visit|message)\b|\b(?:has|have) received (?:a call|a letter|an e-?mail)\b",
        r"\bnotifying, [^.\n]{0,30}, (?:everyone|all|those|each)",
        r"\bwe are writing (?:to you )?about an? [a-z ]{0,30}(?:incident|event|matter|breach) (?:that|which) (?:involve|affect|concern)",
        rf"\b{_PEOPLE}[^.\n]{{0,40}}? (?:have|has|had|were|was|are|is) {_WHEN}(?:being )?(?:notified|contacted|informed|written to|e-?mailed|told|sent (?:a |an )?{_LETTERS}|telephoned|phoned|called|mailed)\b",
        r"\b(?:we are|i am|we['’]re|i['’]m|is|are) writing (?:this letter )?to (?:you|let you|inform you|notify you|tell you|all|every|those|each|the (?:affected|patients|people))",
        r"\b(?:wr(?:ites|ite) to (?:tell|inform|notify)|regrets? to inform) you\b",
        r"\bthis (?:letter|notice|e-?mail) (?:is (?:to|being sent)|serves to|was sent)[^.\n]{0,20}(?:inform|notify|tell|let) you\b",
        r"\b(?:notifying|informing) (?:the )?(?:affected|potentially|approximately|about|some|certain|its|those|our|current|former|individuals|patients|customers|members|clients|employees|students|residents)\b",
        r"\b(?:has|have) apologi[sz]ed to\b|\bapologi[sz]ed (?:directly |personally |in person )?to (?:the |all |each |both |every )?(?:patients?|famil|people|customers?|clients?|individuals?|students?|parents?|residents?|members?|those)",
        r"\bpm['’]d and e-?mailed\b",
    ),
    to_be_notified=words(
        rf"\bwill (?:also |then |soon |shortly )?(?:be )?(?:\w+ )?{_TELL} (?:directly )?[^.\n]{{0,24}}?{_PEOPLE}\b",
        rf"\b{_PEOPLE}[^.\n]{{0,60}}? will (?:also |soon |shortly |each )?(?:be )?(?:\w+ )?(?:notified|contacted|informed|written to|told|receive (?:an? |the )?(?:\w+ )?{_LETTERS}|hear from us|sent (?:an? )?{_LETTERS})",
        r"\b(?:will|are going to) (?:also |then |soon |shortly )?(?:(?:notify|contact|inform|write to)(?! you (?:of|about|when|if|as|with))|be (?:notif|contact|inform)(?:ied|ed|ying|ing)|be (?:mailing|sending|writing)|mail|send out)\b",
        r"\b(?:plans?|intends?|expects?|preparing) to (?:notify|contact|inform|write to|mail|send)",
        rf"\b{_LETTERS}[^.\n]{{0,40}}? (?:will (?:be|go)|are (?:going out|to be|about)|should be with|is to be|is on its way|are on their way)",
        rf"\b{_LETTERS}\b[^.\n]{{0,120}}? (?:over|within|in) the (?:next|coming) (?:\w+ )?(?:days|weeks|months)",
        r"\bwill be in your mailbox\b|\bletter to follow\b|\bin the process of (?:notifying|contacting|identifying and notifying)",
        r"\b(?:contact|notify|writ|inform)(?:ing|e to|e)? [^.\n]{0,20}as soon as (?:their|we|it|they)",
    ),
    not_notified=words(
        r"\b(?:notif\w+|inform\w*|contact\w*|told|alert\w*|report\w*) (?:the |an? |our |local |state |federal |relevant |appropriate )*(?:fbi|federal bureau|police|law enforcement|authorit|attorney|commission|regulator|office|department|ico|hhs|oaic|media|ombudsman|board|insurer|sheriff|secret service|vendor|supplier|credit (?:bureaus|reporting)|consumer reporting|privacy)",
        r"\b(?:if|should|whether|in case) (?:we|you|it|they|that|any|this)\b",
        r"\bas soon as\b|\bover the next\b",
        r"\b(?:authorit\w+|police|enforcement|regulator|commission\w*|office|department|attorney\w*|ico|insurer|bureau|fbi|oaic)\b[^.\n]{0,24} (?:have|has|was|were) (?:\w+ )?(?:been )?(?:told|notified|informed|contacted|alerted)",
        r"\bcan (?:contact|call|write)\b|\bplease (?:contact|call|write|notify|inform)\b",
        r"\b(?:told|informed|notified|contacted|alerted|advised) us\b",
    ),
)
# ruff: noqa: E501  (tables: a row a line)
