"""The only Streamlit helpers.

A folder holds what one page of the app draws, by the same name as its verbs in
`curation.workflow`. Beside them: what every page uses.
"""
