"""This package holds the scripts of a program office: plain Python over the JSON of a store.

They import nothing of the program: what they say is what somebody finds out with the pages of its
manual and a script of their own. What a store may hold that they do not know they refuse to answer.
"""
