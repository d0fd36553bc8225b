"""English sites: newsrooms, shops, cities, hospitals, schools, Drupal, the nineties, scripts with a feed."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import date

from tests.home_pages.drawn import Home, alternate, cards, en, plain, rows, rss, table, text, ul, wrapped

CORPORATE = """
    Statement on unauthorized access to a customer support system
    Harrow Grain opens a second terminal in Duluth
    Harrow Grain appoints new chief financial officer
    Notice of data security incident
    Harrow Grain publishes its annual sustainability report
    Harrow Grain and Fell Logistics extend their agreement
    Temporary closure of the Superior elevator
"""
JOBS = """
    Job fair in Toledo
    We are hiring drivers
    Internships for the summer of 2027
    Meet our recruiters
"""
RECIPES = """
    Sheet pan salmon with lemon
    Our best sourdough pizza
    Pumpkin soup for a crowd
    Skillet corn bread
    Three ways with chickpeas
"""
CITY_EVENTS = """
    Farmers market
    Holiday parade
    Free concert in the park
    Library book sale
"""
CITY_NEWS = """
    Water main repair on Elm Street
    City responds to network security incident
    Leaf collection schedule announced
    City offices closed for Thanksgiving
    Council adopts budget
    Utility billing system update
"""
IR = """
    Third quarter 2026 results
    Dividend declared
    Notice of annual meeting of shareholders
    Second quarter 2026 results
"""
BLOG = """
    Five tips for faster queries
    How we cut our build time in half
    A guide to dashboards
    What we learned at DataConf
    Introducing the new editor
"""

_MEGA = """<!DOCTYPE html><html lang="en"><head><title>TITLE | Harrow Grain</title></head><body><header><a href="/"><img alt="Harrow Grain"></a><nav><ul><li><a href="/products">Products</a><div class="sub" hidden><a href="/products/corn">Corn</a><a href="/products/soy">Soy</a></div></li>
<li><a href="/company">Company</a><div class="sub" hidden><a href="/company/leadership">Leadership</a><a href="/company/newsroom">Newsroom</a><a href="/company/events">Events</a></div></li><li><a href="/careers">Careers</a></li><li><a href="/investors">Investors</a></li></ul></nav></header><main>MAIN</main><footer><a href="/privacy">Privacy</a><a href="/terms">Terms</a></footer></body></html>"""
MEGA_MENU = Home(
    "a mega menu, a newsroom and its releases",
    wrapped(
        _MEGA,
        {
            "/": ("Feeding the Midwest", "<h1>Feeding the Midwest</h1><p>Since 1921.</p>"),
            "/company/newsroom": (
                "Newsroom",
                f'<h1>Newsroom</h1><section class="feature"><h2>Featured stories</h2><a href="/stories/1">A day at the elevator</a><a href="/stories/2">Women in farming</a></section><section><h2>Latest releases</h2>{cards(rows(CORPORATE, "/company/newsroom/press-releases/{n}")[:3])}<a href="/company/newsroom/press-releases">View all press releases</a></section><section><a href="/company/newsroom/media-kit">Media kit</a></section>',
            ),
            "/company/newsroom/press-releases": (
                "Press releases",
                f"<h1>Press releases</h1>{cards(rows(CORPORATE, '/company/newsroom/press-releases/{n}'))}",
            ),
            "/careers": ("Careers", f"<h1>Careers</h1>{ul(rows(JOBS, '/careers/{n}'))}"),
            "/investors": ("Investors", f"<h1>Investor news</h1>{ul(rows(IR, '/investors/{n}'))}"),
            "/company": text("Company", "Harrow Grain stores and ships grain."),
            "/company/events": ("Events", f"<h1>Events</h1>{ul(rows('Field day 2026 / Grain summit', '/company/events/{n}'))}"),
        },
    ),
    ("/company/newsroom/press-releases",),
)

_SHOP = """<html lang="en"><head><title>TITLE – Copper Ladle</title><link rel="alternate" type="application/atom+xml" href="/blogs/kitchen.atom"></head><body><header><a href="/">Copper Ladle</a><nav><a href="/collections/all">Shop all</a><a href="/collections/sale">Sale</a><a href="/blogs/kitchen">The Kitchen</a></nav></header><main>MAIN</main><footer><a href="/pages/contact">Contact</a><a href="/blogs/news">News &amp; notices</a><a href="/policies/shipping">Shipping</a><a href="/pages/wholesale">Wholesale</a></footer></body></html>"""
SHOP = Home(
    "a shop with a kitchen blog",
    wrapped(
        _SHOP,
        {
            "/": (
                "Home",
                f'<h1>Pans for life</h1><div><a href="/products/1">Skillet</a> $89 <a href="/products/2">Ladle</a> $24</div><h2>From the kitchen</h2>{cards(rows(RECIPES, "/blogs/kitchen/{n}")[:3], "Recipe")}',
            ),
            "/blogs/kitchen": (
                "The Kitchen",
                f"<h1>The Kitchen</h1>{cards(rows(RECIPES, '/blogs/kitchen/{n}', newest=date(2026, 11, 21), step=3), 'Recipe')}",
            ),
            "/blogs/news": (
                "News & notices",
                f"<h1>News &amp; notices</h1>{cards(rows('Notice to customers about payment card data / Order delays in November / Our warehouse is moving / Recall of the 10 inch lid', '/blogs/news/{n}', step=30), 'News')}",
            ),
            "/collections/sale": (
                "Sale",
                "<h1>Sale</h1>" + plain(rows("Saucepan / Stock pot / Trivet / Whisk", "/products/{n}")),
            ),
        },
    )
    | {"/blogs/kitchen.atom": rss("The Kitchen", rows(RECIPES, "/blogs/kitchen/{n}"))},
    ("/blogs/news",),
)

_CITY = """<html lang="en"><head><title>TITLE | Alder Falls, WI</title></head><body><div id="nav"><a href="/27/Government">Government</a><a href="/101/Departments">Departments</a><a href="/9/How-Do-I">How Do I...</a></div><div id="buttons"><a href="/Jobs.aspx"><img alt="Employment opportunities"></a><a href="/AgendaCenter"><img alt="Agendas and minutes"></a><a href="/list.aspx"><img alt="Notify me"></a><a href="/Bids.aspx"><img alt="Bid postings"></a></div><div id="content">MAIN</div><div id="foot"><a href="/Accessibility">Accessibility</a><a href="/Site-Map">Site map</a></div></body></html>"""
_city = rows(CITY_NEWS, "/CivicAlerts.aspx?AID={n}")
CITY = Home(
    "a city of the Midwest",
    wrapped(
        _CITY,
        {
            "/": (
                "Home",
                f'<div class="widget"><h2>News Flash</h2>{cards(_city[:3], "Home")}<a href="/CivicAlerts.aspx">View All</a></div><div class="widget"><h2>Calendar</h2>{ul(rows(CITY_EVENTS, "/Calendar.aspx?EID={n}"))}<a href="/calendar.aspx">View All</a></div>',
            ),
            "/CivicAlerts.aspx": ("News Flash", f"<h1>News Flash</h1>{cards(_city, 'Home')}"),
            "/calendar.aspx": (
                "Calendar",
                f"<h1>Calendar</h1>{ul(rows(CITY_EVENTS, '/Calendar.aspx?EID={n}', newest=date(2026, 12, 20)))}",
            ),
            "/AgendaCenter": (
                "Agenda Center",
                f"<h1>Agenda Center</h1>{table(rows('Common Council agenda / Plan Commission minutes / Library Board agenda / Parks agenda', '/AgendaCenter/{n}.pdf'))}",
            ),
            "/Bids.aspx": (
                "Bid postings",
                f"<h1>Bid postings</h1>{table(rows('Street resurfacing bid / Roof replacement RFP / Mower purchase bid', '/Bids.aspx?b={n}'))}",
            ),
            "/Jobs.aspx": (
                "Employment opportunities",
                f"<h1>Employment opportunities</h1>{ul(rows('Police officer / Lifeguard / Clerk', '/Jobs.aspx?j={n}'))}",
            ),
            "/101/Departments": text("Departments", "Find a department."),
        },
    ),
    ("/CivicAlerts.aspx",),
)

_HOSPITAL = """<html lang="en"><head><title>TITLE - Marrow Bay Health</title></head><body><header><a href="/">Marrow Bay Health</a><nav><a href="/services">Services</a><a href="/doctors">Find a doctor</a><a href="/patients">Patients &amp; visitors</a><a href="/about">About us</a></nav></header>MAIN<footer><a href="/notice-of-data-incident">Notice of data incident</a><a href="/careers">Careers</a><a href="/classes">Classes &amp; events</a><a href="/health-library">Health library</a></footer></body></html>"""
HOSPITAL = Home(
    "a hospital whose news stand below About",
    wrapped(
        _HOSPITAL,
        {
            "/": ("Home", "<h1>Care close to home</h1><p>Three hospitals on the bay.</p>"),
            "/about": (
                "About us",
                '<h1>About us</h1><ul><li><a href="/about/mission">Mission</a></li><li><a href="/about/news">News and media</a></li><li><a href="/about/board">Board</a></li></ul>',
            ),
            "/about/news": (
                "News and media",
                f"<h1>News and media</h1>{ul(rows('Marrow Bay Health notifies patients of vendor breach / Visitor policy changes / New imaging center to open / Marrow Bay Health names chief nurse / Patient portal outage resolved', '/about/news/{n}'))}",
            ),
            "/notice-of-data-incident": (
                "Notice of data incident",
                "<h1>Notice of data incident</h1><p>On March 3, 2026, we learned of unusual activity in our network. We began an investigation at once. Names and dates of birth may have been seen.</p><p>We regret this.</p>",
            ),
            "/health-library": (
                "Health library",
                f"<h1>Health library</h1>{plain(rows('Asthma / Diabetes / Heart failure / Migraine / Stroke', '/health-library/{n}'))}",
            ),
            "/classes": (
                "Classes & events",
                f"<h1>Classes &amp; events</h1>{ul(rows('Childbirth class / Yoga for seniors / Flu shot clinic', '/classes/{n}', newest=date(2026, 12, 18)))}",
            ),
            "/careers": ("Careers", f"<h1>Careers</h1>{ul(rows(JOBS, '/careers/{n}'))}"),
            "/patients": text("Patients & visitors", "Plan your visit."),
        },
    ),
    ("/about/news",),
)

_DISTRICT = """<html lang="en"><head><title>TITLE | Coldwater Unified School District</title></head><body><div class="quick"><a href="/menus">Lunch menus</a><a href="/calendar">Calendar</a><a href="/portal">Parent portal</a></div><nav><a href="/schools">Schools</a><a href="/district">District</a><a href="/board">Board</a><a href="/employment">Employment</a></nav>MAIN</body></html>"""
DISTRICT = Home(
    "a school district",
    wrapped(
        _DISTRICT,
        {
            "/": (
                "Home",
                f'<section><h2>District announcements</h2>{plain(rows("Power school data notice to families / Winter break dates / Bus route changes", "/announcements/{n}"))}<a class="more" href="/announcements">Read all</a></section><section><h2>Athletics</h2>{plain(rows("Varsity wins regional / Swim team results", "/athletics/{n}"))}<a class="more" href="/athletics">Read all</a></section>',
            ),
            "/announcements": (
                "District announcements",
                f"<h1>District announcements</h1>{cards(rows('Student records vendor: notice to families / Winter break dates / Bus route changes / Boundary review meeting / Snow day procedure', '/announcements/{n}'), 'Announcement')}",
            ),
            "/athletics": (
                "Athletics",
                f"<h1>Athletics</h1>{cards(rows('Varsity wins regional / Swim team results / Tryouts for track / Hall of fame', '/athletics/{n}', newest=date(2026, 11, 21), step=2), 'Sports')}",
            ),
            "/menus": (
                "Lunch menus",
                f"<h1>Lunch menus</h1>{plain(rows('November menu / December menu / October menu', '/menus/{n}.pdf'))}",
            ),
            "/board": (
                "Board",
                f"<h1>Board</h1>{table(rows('Board agenda / Board minutes / Special meeting agenda', '/board/{n}.pdf'))}",
            ),
            "/district": text("District", "We serve nine thousand students."),
        },
    ),
    ("/announcements",),
)

_AGENCY = (
    """<html lang="en"><head><meta name="Generator" content="Drupal 10"><title>TITLE | Office of River Commerce</title>"""
    + alternate("/blog/feed")
    + """</head><body class="path-frontpage"><header class="usa-header"><a href="/">Office of River Commerce</a><nav><ul class="menu"><li><a href="/about">About</a></li><li><a href="/programs">Programs</a></li><li><a href="/news">News &amp; blog</a><ul><li><a href="/news/press-releases">Press releases</a></li><li><a href="/blog">Blog</a></li><li><a href="/news/speeches">Speeches</a></li></ul></li><li><a href="/data">Data</a></li></ul></nav></header><main>MAIN</main><footer><a href="/foia">FOIA</a><a href="/no-fear-act">No FEAR Act</a></footer></body></html>"""
)
AGENCY = Home(
    "an agency on Drupal",
    wrapped(
        _AGENCY,
        {
            "/": ("Home", "<h1>Keeping the rivers open</h1>"),
            "/news": (
                "News & blog",
                '<h1>News &amp; blog</h1><p>See <a href="/news/press-releases">press releases</a>, our <a href="/blog">blog</a> and <a href="/news/speeches">speeches</a>.</p>',
            ),
            "/news/press-releases": (
                "Press releases",
                '<h1>Press releases</h1><div class="view-content">'
                + "".join(
                    f'<div class="views-row"><time>{en(d)}</time><h2><a href="{to}">{t}</a></h2></div>'
                    for d, t, to in rows(
                        "Office announces notice of breach at permit contractor / Lock 14 closed for repairs / New rules on barge lighting / Office seeks comment on fees / Director testifies",
                        "/news/press-releases/{n}",
                    )
                )
                + "</div>",
            ),
            "/blog": (
                "Blog",
                f"<h1>Blog</h1>{cards(rows('A day on the river / Meet our engineers / Five facts about locks / Photos from Lock Week', '/blog/{n}', newest=date(2026, 11, 20), step=4), 'Blog')}",
            ),
            "/news/speeches": (
                "Speeches",
                f"<h1>Speeches</h1>{ul(rows('Remarks at the barge summit / Remarks to the river council / Keynote in Memphis', '/news/speeches/{n}'))}",
            ),
            "/data": text("Data", "Tonnage by lock."),
        },
    )
    | {"/blog/feed": rss("Blog", rows("A day on the river / Meet our engineers", "/blog/{n}"))},
    ("/news/press-releases",),
)

_SAAS = (
    """<html lang="en"><head><title>TITLE | Tallybird</title>"""
    + alternate("/blog/rss.xml")
    + """</head><body><header><a href="/">Tallybird</a><nav><a href="/product">Product</a><a href="/pricing">Pricing</a><a href="/customers">Customers</a><a href="/blog">Blog</a></nav></header>MAIN<footer><div><h3>Company</h3><a href="/about">About</a><a href="/careers">Careers</a><a href="/press">Press</a></div><div><h3>Resources</h3><a href="/docs">Docs</a><a href="/changelog">Changelog</a><a href="{other}/">Status</a><a href="/trust">Trust center</a></div></footer></body></html>"""
)
SAAS = Home(
    "software as a service",
    wrapped(
        _SAAS,
        {
            "/": ("Dashboards in minutes", "<h1>Dashboards in minutes</h1>"),
            "/press": (
                "Press",
                f"<h1>Press</h1>{cards(rows('Tallybird statement on the October security incident / Tallybird raises series B / Tallybird opens Dublin office', '/press/{n}', step=20))}",
            ),
            "/blog": ("Blog", f"<h1>Blog</h1>{cards(rows(BLOG, '/blog/{n}', newest=date(2026, 11, 21), step=3), 'Engineering')}"),
            "/changelog": (
                "Changelog",
                f"<h1>Changelog</h1>{ul(rows('Faster exports / Dark mode / New chart types / Bug fixes', '/changelog/{n}', step=4))}",
            ),
            "/trust": (
                "Trust center",
                '<h1>Trust center</h1><p>We are audited each year.</p><a href="/trust/bulletins">Security bulletins</a>',
            ),
            "/trust/bulletins": (
                "Security bulletins",
                f"<h1>Security bulletins</h1>{ul(rows('TB-2026-04: unauthorized access to support tickets / TB-2026-03: credential stuffing / TB-2026-02: third-party library', '/trust/bulletins/{n}', step=30))}",
            ),
            "/careers": ("Careers", f"<h1>Careers</h1>{ul(rows(JOBS, '/careers/{n}'))}"),
            "/product": text("Product", "Charts from any source."),
        },
    )
    | {"/blog/rss.xml": rss("Tallybird blog", rows(BLOG, "/blog/{n}"))},
    ("/press", "/trust/bulletins"),
    other={
        "/": f"<html lang=en><title>Tallybird Status</title><body><h1>Tallybird Status</h1><h2>Past incidents</h2>{ul(rows('Elevated error rates / Delayed exports / Login failures / Scheduled maintenance', '/incidents/{n}', step=9))}</body></html>"
    },
)

NINETIES = Home(
    "what is new, in the nineties",
    {
        "/": '<HTML><HEAD><TITLE>Gull Island Telephone Cooperative</TITLE></HEAD><BODY><H1>Gull Island Telephone Cooperative</H1><HR><A HREF="rates.html">Rates</A> | <A HREF="whatsnew.html">What\'s New</A> | <A HREF="staff.html">Staff</A> | <A HREF="guest.html">Guestbook</A><HR>Best viewed with any browser.</BODY></HTML>',
        "/whatsnew.html": f"<HTML><HEAD><TITLE>What's New</TITLE></HEAD><BODY><H2>What's New</H2><UL>{''.join(f'<LI>{en(d)}: <A HREF={to}>{t}</A>' for d, t, to in rows('Notice about member account records / Office closed for the holiday / New long distance rates / Annual meeting', 'n{n}.html', step=25))}</UL></BODY></HTML>",
        "/rates.html": "<HTML><BODY><H2>Rates</H2>Local service is 20 dollars a month.</BODY></HTML>",
        "/guest.html": f"<HTML><BODY><H2>Guestbook</H2><UL>{''.join(f'<LI>{en(d)}: {t}' for d, t, to in rows('Hello from Ohio / Nice page / Miss the island', '{n}'))}</UL></BODY></HTML>",
    },
    ("/whatsnew.html",),
)

SPA_FEED = Home(
    "scripts, and a feed",
    {
        "/": '<!doctype html><html lang="en"><head><title>Quillon Payments</title>'
        + alternate("/feeds/press.xml")
        + '</head><body><div id="__next"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/_next/x.js"></script></body></html>',
        "/feeds/press.xml": rss("Quillon Payments: press", rows(CORPORATE.replace("Harrow Grain", "Quillon"), "/press/{n}")),
    },
    ("/feeds/press.xml",),
)

_INSURER = """<html lang="en"><head><title>TITLE | Brackenridge Mutual</title></head><body><header><nav class="utility"><a href="/agents">For agents</a><a href="/login">Log in</a></nav><nav><a href="/auto">Auto</a><a href="/home">Home</a><a href="/claims">Claims</a><a href="/learn">Learning center</a></nav></header>MAIN<footer><a href="/about">About Brackenridge</a><a href="/media-centre">Media centre</a><a href="/investor-relations">Investor relations</a><a href="/careers">Careers</a></footer></body></html>"""
INSURER = Home(
    "an insurer, with a learning center",
    wrapped(
        _INSURER,
        {
            "/": (
                "Insurance made plain",
                f"<h1>Insurance made plain</h1><h2>Learn</h2>{cards(rows('What is a deductible? / Safe driving in snow / How to file a claim', '/learn/{n}'), 'Article')}",
            ),
            "/media-centre": (
                "Media centre",
                f"<h1>Media centre</h1>{table(rows(CORPORATE.replace('Harrow Grain', 'Brackenridge'), '/media-centre/{n}'))}",
            ),
            "/investor-relations": ("Investor relations", f"<h1>Investor news</h1>{table(rows(IR, '/ir/{n}.pdf'))}"),
            "/learn": (
                "Learning center",
                f"<h1>Learning center</h1>{cards(rows('What is a deductible? / Safe driving in snow / How to file a claim / Umbrella cover explained', '/learn/{n}', newest=date(2026, 11, 20)), 'Article')}",
            ),
            "/about": text("About Brackenridge", "Founded by farmers."),
            "/careers": ("Careers", f"<h1>Careers</h1>{ul(rows(JOBS, '/careers/{n}'))}"),
        },
    ),
    ("/media-centre",),
)

AT_HOME = Home(
    "the first page is the list",
    {
        "/": f"<html lang=en><head><title>Pine County Sheriff: news</title></head><body><h1>Pine County Sheriff: news</h1>{ul(rows(CITY_NEWS, '/n/{n}'))}<p><a href=/about>About</a> <a href=/contact>Contact</a></p></body></html>",
        "/about": "<html lang=en><title>About</title><body><h1>About</h1><p>We keep the peace.</p></body></html>",
    },
    ("/",),
)

ENGLISH = (MEGA_MENU, SHOP, CITY, HOSPITAL, DISTRICT, AGENCY, SAAS, NINETIES, SPA_FEED, INSURER, AT_HOME)
