"""A show on loopback: made-up organizations' sites, a stand-in for Slack, and the real daemon between them.

`sites` the pages, `stage` what serves and receives, `process` the daemon's, `screen` what is printed, `show` the scenes.
Shell: may import anything below it.
"""
