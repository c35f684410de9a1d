"""One answer from several: one method is one module and one row in the table of `methods`."""
