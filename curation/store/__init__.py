"""The store: the only SQL. Rows in, domain types out; events are only ever added."""
