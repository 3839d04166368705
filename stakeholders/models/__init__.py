"""The nouns of the stakeholders."""

from .contact import Contact
from .engagement import Engagement
from .organisation import Organisation

__all__ = ["Contact", "Engagement", "Organisation"]
