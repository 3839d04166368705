"""Two sites of Django admin: the platform's, and one inside each summit."""

from django.contrib.admin import AdminSite

platform_site = AdminSite()
scoped_site = AdminSite()
