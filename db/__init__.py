"""What is kept: models, migrations, units of work, and one file of queries per subject.

Queries take the session of a unit of work (`db.work`) and return the records of `bot.records`; rows of the
models don't leave this package.
"""
