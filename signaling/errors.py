"""Why a stream is refused; never rendered over HTTP: the socket is closed with 4401."""


class StreamRefused(Exception):
    """The first message is not what PROTOCOL.md says, or its ticket does not open this meeting."""
