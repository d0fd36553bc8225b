"""The one door to SQLite: schema, opening, storing outcomes, and the questions asked of it.

`connection` opens and holds, `commit` stores, `known`, `outbox` and `shown` ask for checks, deliveries and commands.
"""
