"""What allauth asks of us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by the platform administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
