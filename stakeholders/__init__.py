"""Whom the summit must win: organisations, their people, and the contacts made with them."""
