"""Keeps addresses of pages out of the log: an address may be the key to somebody's answer."""

import logging


class WithoutAddress(logging.Filter):
    """Django tells the path of a request that broke; we tell which page of ours it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        if isinstance(record.args, tuple) and record.args:
            record.args = (*record.args[:-1], match.route if match else "an unknown page")
        return True
