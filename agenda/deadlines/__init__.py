"""Deadlines beyond their fields.

`parts` is what can be done: who has a part, and marking it done. `rows`, `history` and `timeline`
are what one side's pages show. The mails about them are the business of `agenda.reminders`.
"""
