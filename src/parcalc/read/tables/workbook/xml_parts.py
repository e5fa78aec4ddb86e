"""XML to events, a part at a time: no document type, so no entity can grow and nothing is fetched."""

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from parcalc.read.tables.grid import broken

Attributes = Mapping[str, str]


class Events:
    """What happens in a part. The text between two events is collected while ``collecting`` is true."""

    def __init__(self) -> None:
        """Begin with nothing collected."""
        self.collecting = False
        self.text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the beginning of an element, by its name as it is written."""

    def end(self, name: str) -> None:
        """Take its end."""

    def collected(self) -> str:
        """Return the text since collecting began, and stop."""
        text = "".join(self.text)
        self.text.clear()
        self.collecting = False
        return text


def parse(chunks: Iterable[bytes], events: Events, file: str) -> None:
    """Tell the events of a part. Raises ``Unusable`` where it is no XML, has a document type or lies in a value."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = events.start
    parser.EndElementHandler = events.end
    parser.CharacterDataHandler = _collector(events)
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(file)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - expat's own: there is more to come
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, ValueError, LookupError) as error:  # also a number or an encoding that is none
        raise broken(file) from error


def _collector(events: Events) -> Callable[[str], None]:
    append = events.text.append

    def collect(text: str) -> None:
        if events.collecting:
            append(text)

    return collect


def _refuse(file: str) -> None:
    raise broken(file)


def local(name: str) -> str:
    """Return an element's name without its prefix: some programs write ``x:row`` for ``row``."""
    return name.rpartition(":")[2] if ":" in name else name
