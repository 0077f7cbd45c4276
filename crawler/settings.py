"""Every Scrapy setting. What depends on the organisation comes from its profile when a spider starts."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from crawler.tables import HOUSE_DELAY

BOT_NAME = "webcare"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
SPIDER_LOADER_CLASS = "spiders.loader.SourceLoader"
TEMPLATES_DIR = str(Path(__file__).parent.parent / "templates")
USER_AGENT = f"webcare/{version('webcare')}"

WEBCARE_PROFILE = os.environ.get("WEBCARE_PROFILE", "uwv")
WEBCARE_DATA = os.environ.get("WEBCARE_DATA", "data")
WEBCARE_RUN = None
WEBCARE_PLANNED = None
WEBCARE_SINCE = None
WEBCARE_FULL = False

# Politeness: one request at a time to a host, slowly; robots.txt is law; a host that is tired gets rest.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = HOUSE_DELAY
DOWNLOAD_DELAY_JITTER = 0
BACKOFF_TIMES = 3
BACKOFF_LONGEST = 300.0
RETRY_ENABLED = False
COOKIES_ENABLED = True
REDIRECT_MAX_TIMES = 5

# Scrapy's own choices that this product does not share.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 0
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
    "Accept-Language": "nl,en;q=0.5",
}
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
REFERER_ENABLED = True
REFERRER_POLICY = "no-referrer"
DEPTH_PRIORITY = 0
HTTPERROR_ALLOW_ALL = True
LOG_INSTALL_ROOT_HANDLER = True
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_FORMATTER = "crawler.logs.Quiet"
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False

EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logstats.LogStats": None,
    "crawler.politeness.CrawlDelay": 100,
    "crawler.runlog.RunLog": 500,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.politeness.Robots": 100,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawler.cookies.Cookies": 700,
    "crawler.politeness.Backoff": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.redirects.OwnHostRefreshes": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.redirects.OwnHostRedirects": 600,
}
ITEM_PIPELINES = {
    "pipelines.team.Team": 50,
    "pipelines.privacy.Privacy": 100,
    "pipelines.erased.Erased": 150,
    "pipelines.match.Match": 200,
    "pipelines.dedup.Dedup": 300,
    "pipelines.triage.Triage": 400,
    "pipelines.withdrawn.Withdrawn": 500,
    "pipelines.save.Save": 900,
}
