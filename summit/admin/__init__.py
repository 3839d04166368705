"""Django admin: the platform's site, and one inside each summit. See docs/architecture.md."""

from . import accounts, people, platform  # noqa: F401  registers their models
from .scoped import ScopedModelAdmin
from .sites import platform_site, scoped_site

__all__ = ["ScopedModelAdmin", "platform_site", "scoped_site"]
