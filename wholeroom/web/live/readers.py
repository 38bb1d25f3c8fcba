"""One open connection: what it is to be sent next. Only the newest waits, however slowly it reads."""

import asyncio


class Reader:
    """``version`` is of the newest frame that it has, or that waits for it."""

    __slots__ = ("client", "is_open", "next", "version", "waits")

    def __init__(self, client: str, version: str = "") -> None:
        self.client = client
        self.version = version
        self.next: bytes | None = None
        self.is_open = True
        self.waits: asyncio.Future[None] | None = None  # a hall has thousands, so this is the least that can be woken

    def offer(self, block: bytes, version: str) -> None:
        """A frame to be sent next, in place of what has not gone yet; nothing if it is there already."""
        if self.is_open and version != self.version:
            self.version = version
            self.next = block
            self.wake()

    def beat(self, block: bytes) -> None:
        """A sign of life, unless a frame waits."""
        if self.is_open and self.next is None:
            self.next = block
            self.wake()

    def close(self, block: bytes | None = None) -> None:
        """After a last block, if there is one, nothing more is sent."""
        if self.is_open:
            self.next = block
            self.is_open = False
            self.wake()

    def wake(self) -> None:
        if self.waits is not None and not self.waits.done():
            self.waits.set_result(None)

    async def take(self) -> bytes | None:
        """The next block, when there is one; None once it is closed."""
        if self.next is None and self.is_open:
            self.waits = asyncio.get_running_loop().create_future()
            await self.waits
        block, self.next = self.next, None
        return block
