"""Reviewing on the pages: who may, the forms, the queue."""
