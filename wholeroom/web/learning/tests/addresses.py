"""Addresses of the pages of practice notes."""

from django.urls import reverse


def at(name, note=None, *more):
    return reverse(f"learning:{name}", args=[note.pk, *more] if note else [])
