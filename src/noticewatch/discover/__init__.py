"""Where a site posts its notices: leads on its pages, and points for what they lead to.

Core: `lexicon` the tables of words, `leads` the links of a page, `scoring` what is worth reading and how good it is.
"""
