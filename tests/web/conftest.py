"""What the page tests share."""

from web.browser import browser, chromium

__all__ = ["browser", "chromium"]
