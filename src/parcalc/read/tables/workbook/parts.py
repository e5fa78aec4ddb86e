"""The parts of a zipped workbook, unpacked no further than a table of counts can need."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from parcalc.errors import Place, Problem, Unusable
from parcalc.read.tables.grid import broken

MOST_PARTS = 20_000
MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes that are unpacked of one workbook: a nation's communes for a year take a third of this."""
_CHUNK = 64 * 1024
_ENTRY = b"PK\x01\x02"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, KeyError)
"""What zipfile raises for archives that are cut off, locked, packed in an unknown way, or lie about themselves."""


class Parts:
    """The parts by name, whatever their case; how much has been unpacked of them is counted."""

    def __init__(self, content: bytes, file: str) -> None:
        """Read the directory. Raises ``Unusable`` for an archive that cannot be read or has too many parts."""
        self.file, self.left = file, MOST_UNPACKED
        if content.count(_ENTRY) > MOST_PARTS:
            raise self._too_large()
        try:
            self.archive = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise broken(file) from error
        self.parts = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in self.archive.infolist()}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of that name."""
        return name.lower() in self.parts

    def size(self, name: str) -> int:
        """Return how many bytes a part says that it has, 0 if there is none."""
        part = self.parts.get(name.lower())
        return part.file_size if part else 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a part's bytes, little by little. Raises ``Unusable`` where there is no such part, or too much of it."""
        part = self.parts.get(name.lower())
        if part is None:
            raise broken(self.file)
        if part.file_size > self.left:  # as the directory has it; what comes out is counted all the same
            raise self._too_large()
        try:
            with self.archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise self._too_large()
                    yield chunk
        except _BROKEN as error:
            raise broken(self.file) from error

    def _too_large(self) -> Unusable:
        return Unusable(Problem("data.unpacks_too_large", Place(self.file), most=MOST_UNPACKED // (1024 * 1024)))
