"""The texts that cells share, as programs write those that are of one piece."""

from parcalc.read.odd import OddError
from parcalc.read.tables.workbook.plain.xml_text import SIGNS, unescaped

_BEGIN, _KEPT_BLANKS, _END = "<si><t>", '<t xml:space="preserve">', "</t></si>"


def plain_texts(text: str) -> list[str]:
    """Return the texts of some elements that follow one on another. Raises ``OddError`` unless all are plain."""
    bare = text.replace(_KEPT_BLANKS, "<t>")
    found = bare[len(_BEGIN) : -len(_END)].split(_END + _BEGIN)
    # Among those that were looked for there is no other tag, nor a sign of one.
    alone = SIGNS.fullmatch(text) and all(bare.count(sign) == len(found) * (_BEGIN + _END).count(sign) for sign in "<>")
    if not (alone and bare.startswith(_BEGIN) and bare.endswith(_END)):
        raise OddError
    return list(map(unescaped, found)) if "&" in bare else found
