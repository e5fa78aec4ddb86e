"""A YAML file as a tree of texts with their places. Nothing is resolved, and nothing in the file is executed.

The events are checked as they come, before anything is built of them: aliases, merge keys and deep nesting cost
time and memory only when they are composed.
"""

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple, Never, TypeAlias

import yaml

from parcalc.errors import Place, Problem
from parcalc.read.wording import quoted

DEEPEST = 12
"""Levels of nesting: the grammar of docs/targets.md needs seven."""

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster

# What YAML 1.1 tools read as something other than the text that stands there.
_SWITCH = re.compile(r"(?i:yes|no|on|off|y|n)|True|TRUE|False|FALSE")
_ODD_NUMBER = re.compile(
    r"[-+]?0[0-9_]+|0[xob][0-9a-fA-F_]+"  # octal, hexadecimal, binary
    r"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"  # base 60
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|[-+]?[0-9][0-9.]*[eE][-+]?[0-9]+|[-+]?[0-9]+_[0-9_.]*"
)
_DECIMALS = r"[0-9]+\s*(%|pp)?"
_NOTHING = {"", "~", "null", "Null", "NULL"}
# What YAML has no place for: control characters, and halves of UTF-16 pairs.
_ODD_CHARACTER = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What the parser says, in its own words, and what an author has to look for.
_SYNTAX = {
    "mapping values are not allowed": "plan.syntax_colon",
    "cannot start any token": "plan.syntax_character",
    "tab character": "plan.syntax_character",
    "expected ',' or": "plan.syntax_bracket",
    "expected key": "plan.syntax_indent",
    "expected '-' indicator": "plan.syntax_indent",
    "expected <block end>": "plan.syntax_indent",
    "could not find expected ':'": "plan.syntax_no_colon",
    "unexpected end of stream": "plan.syntax_quote",
    "unknown escape character": "plan.syntax_escape",
    # ">= 98%" without quotes looks like the head of a block of text.
    "did not find expected comment or line break": "plan.syntax_sign",
    "expected chomping or indentation indicators": "plan.syntax_sign",
}


class Scalar(NamedTuple):
    """A text as written. ``plain`` if it stands without quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def value(self) -> str | bool | None:
        """The text; a plain ``true`` or ``false`` as such, and ``None`` where nothing stands."""
        if not self.plain:
            return self.text
        if self.text in {"true", "false"}:
            return self.text == "true"
        return None if self.text in _NOTHING else self.text


class Items(NamedTuple):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


class Entries(NamedTuple):
    """A mapping: its keys with their places, in order."""

    entries: "dict[str, Node]"
    keys: dict[str, Place]
    place: Place

    def without(self, paths: "Iterable[tuple[Step, ...]]") -> "Entries":
        """Return the tree without what some paths lead to."""
        pruned = _pruned(self, {path for path in paths if path})
        return pruned if isinstance(pruned, Entries) else self


Node: TypeAlias = Scalar | Items | Entries
Step: TypeAlias = str | int


def parse_tree(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the tree of a YAML text (``None`` if it has none) and everything that is refused in it."""
    if odd := _ODD_CHARACTER.search(text):
        return None, (_odd_character(text, odd.start(), file),)
    builder = _Builder(file)
    try:
        return builder.document(yaml.parse(text, Loader=_PARSER)), tuple(builder.problems)
    except _Stopped:
        return None, tuple(builder.problems)
    except (yaml.YAMLError, ValueError, IndexError, RecursionError) as error:
        return None, (*builder.problems, _syntax(error, file))


def find(tree: Node, path: tuple[Step, ...]) -> Place:
    """Return the place of what a path leads to, or of the nearest thing on the way."""
    node, place = tree, tree.place
    for step in path:
        match node:
            case Entries() if step in node.entries:
                node = node.entries[str(step)]
            case Items() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                return place
        place = node.place
    return place


def find_key(tree: Node, path: tuple[Step, ...]) -> Place:
    """Return the place of the key itself that a path leads to, or of the nearest thing on the way."""
    node = tree
    for step in path[:-1]:
        match node:
            case Entries() if step in node.entries:
                node = node.entries[str(step)]
            case Items() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                return node.place
    return node.keys.get(str(path[-1]), node.place) if isinstance(node, Entries) else node.place


def places(node: Node) -> Iterator[Place]:
    """Give the place of everything in a tree, keys too."""
    yield node.place
    match node:
        case Items():
            for item in node.items:
                yield from places(item)
        case Entries():
            yield from node.keys.values()
            for value in node.entries.values():
                yield from places(value)


def paths_to(node: Node, refused: Container[Place | None]) -> Iterator[tuple[Step, ...]]:
    """Give the path of everything in a tree that stands in one of some places, or whose key does."""
    match node:
        case Items():
            for number, item in enumerate(node.items):
                yield from ((number, *path) for path in paths_to(item, refused))
        case Entries():
            for key, value in node.entries.items():
                inside = ((),) if node.keys[key] in refused else paths_to(value, refused)
                yield from ((key, *path) for path in inside)
        case Scalar() if node.place in refused:
            yield ()


def _pruned(node: Node, paths: set[tuple[Step, ...]]) -> Node:
    """Return a tree without what the paths lead to; the places of what is left are what they were."""
    inside: dict[Step, set[tuple[Step, ...]]] = {}
    for step, *rest in paths:
        inside.setdefault(step, set()).add(tuple(rest))
    match node:
        case Items() if inside:
            kept = ((item, inside.get(number, set())) for number, item in enumerate(node.items))
            return Items(tuple(_pruned(item, rest) for item, rest in kept if () not in rest), node.place)
        case Entries() if inside:
            parts = ((key, part, inside.get(key, set())) for key, part in node.entries.items())
            return node._replace(entries={key: _pruned(part, rest) for key, part, rest in parts if () not in rest})
        case _:
            return node


def plain_value(node: Node) -> object:
    """Return a tree as dicts, lists, texts, booleans and ``None``."""
    match node:
        case Scalar():
            return node.value
        case Items():
            return [plain_value(item) for item in node.items]
        case Entries():
            return {key: plain_value(value) for key, value in node.entries.items()}


class _Stopped(Exception):  # noqa: N818 - the rest of the file is not looked at
    """The problem found makes the rest of the file meaningless, or reading it unsafe."""


class _Builder:
    """Takes events one by one and builds the tree, refusing what a targets file has no use for."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._stop("plan.several_documents", event)
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            self._stop("plan.alias", event)
        if getattr(event, "anchor", None):
            self._stop("plan.alias", event)
        if getattr(event, "tag", None):
            self._refuse("plan.tag", event, tag=str(getattr(event, "tag", "")))
        if depth > DEEPEST:
            self._stop("plan.too_deep", event)
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event)
            case yaml.SequenceStartEvent():
                return self._items(event, events, depth)
            case _:
                return self._entries(event, events, depth)

    def _items(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Items:
        items: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, depth + 1))
            self._refuse_blank("-", items[-1])
        return Items(tuple(items), self._place(start))

    def _entries(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Entries:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            value = self._node(next(events), events, depth + 1)
            if getattr(start, "flow_style", False) and entries and _is_nothing(value):
                self._refuse_comma(entries, key, event)
                continue
            self._refuse_blank(key, value)
            if key in entries:
                self._refuse("plan.repeated_key", event, key=key, first=str(keys[key].line))
                continue
            entries[key], keys[key] = value, self._place(event)
        return Entries(entries, keys, self._place(start))

    def _refuse_comma(self, entries: dict[str, Node], key: str, event: yaml.Event) -> None:
        """Refuse what a comma parts from its number or sentence: it stands there as a key with nothing behind it."""
        last, before = next(reversed(entries.items()))
        if isinstance(before, Scalar) and before.text.isdigit() and re.fullmatch(_DECIMALS, key):
            whole = before.text
            self._refuse("plan.decimal_comma", event, key=last, text=f"{whole},{key}", meant=f"{whole}.{key}")
            entries[last] = before._replace(text=f"{whole}.{key}")
            return
        # {en: Plan of the commune, 2025}
        self._refuse("plan.comma_in_braces", event, key=key, text=_sentence(entries, key))

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.anchor:
            self._stop("plan.key_not_text", event)
        if event.value == "<<" and _is_plain(event):
            self._stop("plan.merge_key", event)
        if getattr(event, "tag", None):
            self._refuse("plan.tag", event, tag=str(getattr(event, "tag", "")))
        return self._scalar(event).text

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        scalar = Scalar(event.value, _is_plain(event), self._place(event))
        if scalar.plain and _SWITCH.fullmatch(scalar.text):
            self._refuse("plan.switch_word", event, text=scalar.text)
        if scalar.plain and _ODD_NUMBER.fullmatch(scalar.text):
            self._refuse("plan.odd_number", event, text=scalar.text)
        return scalar

    def _refuse_blank(self, key: str, value: Node) -> None:
        """A key without a value is a thing forgotten: a blank denominator must not make a rate a number of cases."""
        if isinstance(value, Scalar) and value.value is None:
            code = "plan.null_word" if any(map(str.isalpha, value.text)) else "plan.blank"
            self.problems.append(Problem(code, value.place, key=quoted(key), text=value.text))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def _refuse(self, code: str, event: yaml.Event, **facts: str) -> None:
        said = {name: quoted(fact) for name, fact in facts.items()}
        self.problems.append(Problem(code, self._place(event), **said))

    def _stop(self, code: str, event: yaml.Event) -> Never:
        self._refuse(code, event)
        raise _Stopped


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _sentence(entries: dict[str, Node], rest: str) -> str:
    """Return the text that a comma has cut off, with its rest."""
    last = entries[next(reversed(entries))]
    return quoted(f"{last.text}, {rest}" if isinstance(last, Scalar) else rest)


def _is_plain(event: yaml.ScalarEvent) -> bool:
    """Tell whether a text stands without quotes; libyaml and the pure parser give it different styles."""
    return not event.style


def _syntax(error: Exception, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or "")
    code = next((code for words, code in _SYNTAX.items() if words in said), "plan.syntax")
    return Problem(code, Place(file, mark.line + 1, mark.column + 1) if mark else Place(file))


def _odd_character(text: str, position: int, file: str) -> Problem:
    before = text[:position]
    line = before.count("\n") + 1
    column = position - (before.rfind("\n") + 1) + 1
    return Problem("plan.odd_character", Place(file, line, column), character=f"U+{ord(text[position]):04X}")
