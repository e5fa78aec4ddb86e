"""What is told in words, each part when it is asked for."""

from functools import cached_property


class Worded:
    """Words of which each part is worked out when it is first looked at: a screen shows but some of them."""

    def parts(self) -> dict[str, object]:
        """Return every part by its name, for a template that may ask for any."""
        names = [name for name, part in vars(type(self)).items() if isinstance(part, cached_property)]
        return {name: getattr(self, name) for name in names}
