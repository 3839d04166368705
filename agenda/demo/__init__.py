"""The demonstration: the Prime Minister of Japan's visit to the United States, April 2024.

What happened, where and when is public (official pages and press). What the sides thought about it is
not: positions, preparatory work and every internal row are made up, marked as demonstration text.
Accounts and members are offices; only the two principals have names.

One module a part of the data, `load.py` writes it, `manage.py load_demo` calls that.
"""
