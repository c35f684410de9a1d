"""The verbs: one function is one intention of a user.

A folder holds the verbs of one page of the app; `curation.ui` has the same folders for what the
page draws. Beside them: the workspace, long work in the background, how far examples are, and the
sample project.
"""
