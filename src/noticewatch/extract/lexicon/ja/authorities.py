"""Japanese: to whom it was reported."""

from __future__ import annotations

from noticewatch.extract.lexicon.screen import words
from noticewatch.extract.lexicon.wording import AuthorityWords, Marks

AUTHORITIES = AuthorityWords(
    regulators=(
        ("ppc_japan", words(r"個人情報保護委員会", r"個情委")),
        (
            "police",
            words(
                r"警察(?:署|庁|本部|当局)?",
                r"警視庁",
                r"県警(?:察)?(?:本部)?",
                r"府警",
                r"道警",
                r"捜査機関",
                r"交番",
                r"遺失(?:物)?届(?:出)?",
                r"被害届",
            ),
        ),
        (
            "other_authority",
            words(
                r"監督官庁",
                r"監督官署",
                r"監督省庁",
                r"関係(?:当局|官庁|省庁|機関|行政機関)",
                r"所管(?:官庁|省庁)",
                r"総務省",
                r"厚生労働省",
                r"文部科学省",
                r"経済産業省",
                r"国土交通省",
                r"金融庁",
                r"財務局",
                r"内閣サイバーセキュリティセンター",
                r"ipa",
                r"jpcert",
                r"教育委員会",
                r"(?:千|北|南|東|西)?(?:都|道|府|県)庁?(?:へ|に)(?:報告|届)",
                r"(?:都|道|府|県|国)(?:及び|および|並びに|、|と)(?:個人情報|警)",
                r"消費者庁",
                r"デジタル庁",
                r"法務局",
                r"保健所",
                r"文化庁",
                r"農林水産省",
                r"環境省",
                r"防衛省",
                r"法務省",
                r"国税(?:庁|局)",
            ),
        ),
    ),
    told_by=words(
        r"である個人情報保護委員会",
        r"\(個人情報保護委員会",
        r"(?:署|等)?(?:から|より|の捜査|の指導|の連絡|からの)",
        r"の(?:捜査|調査|指摘)に(?:より|よって|て)",
    ),
    report=Marks(
        turns_earlier=words(
            r"報告",
            r"届(?:け)?出",
            r"届(?:け)?(?:まし|て|済|を提出|を出|は提出|提出)",
            r"届け出",
            r"届出",
            r"提出",
            r"通報",
            r"通知",
            r"申告",
            r"相談",
            r"連絡(?:し|を(?:し|行)|済)",
            r"連携",
            r"遺失(?:物)?届",
            r"被害届",
            r"届を",
            r"届(?:け)?は",
        ),
    ),
)
