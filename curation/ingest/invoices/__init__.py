"""Invoices: PDF pages, structured XML, and both together."""
