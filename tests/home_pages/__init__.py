"""Invented home pages in the manners of many content management systems, each with the page that is right to watch.

Written before the scoring that finds it. `held_out` was not looked at while that was tuned.
"""
