def wire(text: str, /) -> str:
    """Answers one request: one JSON text in, one out. Other threads run meanwhile.

    The same request gives the same bytes in Rust, Python and JavaScript. Whatever is wrong with it stands in the answer;
    only what is no text at all is a `TypeError`.
    """

__all__ = ["wire"]
