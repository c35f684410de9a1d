"""Curation Desk: tickets and invoices become fine-tuning data that experts can trust.

The map, one line per place; a test holds it against the tree.

main        the router: which pages a role has
cli         the command line: parses, finds the running app or opens the workspace, prints
garbage     how often Python looks for objects that hold each other
errors      everything that can be refused, with cause and cure
example     an example, its messages, its source; the words everybody shares
task        what experts are asked
label_color  the colours of labels
people      who acts, and what their role permits
activity    long work and how far it is
figures     how figures are written
settings    what this installation is
ingest      file bytes become examples and faults
privacy     what was found, what was decided, and the text with it replaced
review      who judges what next, how far experts agree, and what is final
balance     shares, quotas and the split that cannot leak
reward      graders of reinforcement: what an answer scores
release     verdicts become checked training lines and a manifest
training    the order for a training job, its states and its cost
evaluation  grades of answers and the comparison of two models
sample      the sample project, written by a deterministic generator
store       the only SQL; rows in, domain types out
scanner     Presidio, run in worker processes
tokens      token counts
ocr         text recognition by tesseract, where it is installed
files       release folders and original documents on disk
providers   training providers behind one contract; the only user of the openai client
posting     one HTTP POST to an address that a person gave
locked      Python of users in a child process that can only compute
trainer     a fine-tuning server of its own that speaks the OpenAI HTTP contract
workflow    the verbs: one function is one intention of a user
commands    the verbs for the command line and HTTP: arguments in, JSON out
web         sign-in, the gate in front of Streamlit, routes
ui          the only Streamlit helpers
"""

__version__ = "0.1.0"
