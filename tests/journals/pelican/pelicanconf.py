SITENAME = "Kitchen diary"
SITEURL = "https://example.org"
PATH = "content"
TIMEZONE = "Europe/Lisbon"
