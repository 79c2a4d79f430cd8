"""The roster as officers keep it in chat: schools, people, appointments found, added, changed, ended, merged.

Every change is noted in the history. Nothing is removed: a school closes, an appointment ends, so that past
totals keep the people of their time.
"""
