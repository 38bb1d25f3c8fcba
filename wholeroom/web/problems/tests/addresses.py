"""Addresses of the pages of problems."""

from django.urls import reverse


def at(name, problem=None, *more):
    return reverse(f"problems:{name}", args=[problem.pk, *more] if problem else [])
