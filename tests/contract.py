"""Section 2 of the contract, word for word, with the mail server that its comment describes."""

EXAMPLE = """
[organisation]
name = "UWV"
timezone = "Europe/Amsterdam"
contact = "https://www.uwv.nl/webcare"

[[opening_hours]]
from = 2010-07-13
days = ["ma", "di", "wo", "do", "vr"]
open = 08:00:00
close = 17:00:00

[team]
name = "UWV Webcare Team"
norm_hours = 8
[[team.accounts]]
source = "welderforum"
name = "uwv_webcare"
[team.advisers]
RN = "René"

[[terms]]
term = "UWV"
also = ["u.w.v.", "#uwv", "uwv.nl"]
not_near = []

[[topics]]
id = "ww"
title = "WW"
any = ["ww", "ww-uitkering", "werkloosheidswet"]
not_near = ["world of warcraft", "wachtwoord"]

[crawl]
first_visit_days = 35
keep = "relevant"
revisit_days = 30

[privacy]
authors = "pseudonym"
redact = true
text_months = 18

[report]
accent = "#0B5C9E"
mail_to = ["supervisor@example.nl"]

[mail]
host = "mail.example.nl"
port = 587
from = "webcare@example.nl"

[sources.welderforum]
enabled = true

[sources.mijnforum]
engine = "phpbb"
url = "https://forum.example.nl/"
title = "Mijn Forum"
timezone = "Europe/Amsterdam"
date_order = "DMY"
delay = 2.0
expect = [3, 400]
"""
