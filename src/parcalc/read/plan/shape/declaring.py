"""How a shape is declared: each key once, for pydantic-core, which checks it, and for the JSON Schema.

Pydantic's own classes would say the same; to make them takes longer than to judge a month.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic_core import CoreSchema, ErrorDetails, SchemaValidator, ValidationError, core_schema

Told = dict[str, Any]
"""A part of a JSON Schema."""

REQUIRED = object()
"""In the place of a default: the key has to be given."""


class Kind(NamedTuple):
    """What a value may be: as pydantic-core checks it, as a JSON Schema tells it, and the shapes that are in it."""

    checked: CoreSchema
    told: Told
    shapes: "tuple[type[Shape], ...]" = ()


class Key(NamedTuple):
    """A key of a shape, what it is without being given, and how it is written where that is no name of Python."""

    kind: Kind
    description: str
    default: object
    written: str


def key(kind: Kind, description: str, default: object = REQUIRED, *, written: str = "") -> Any:
    """Return the declaration of a key, for the attribute that holds its value."""
    return Key(kind, description, default, written)


class Shape:
    """A mapping of the file: the keys are declared as attributes, and no other may be given but of the kind OTHERS."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
    __pydantic_extra__: dict[str, Any] | None
    __pydantic_fields_set__: set[str]

    KEYS: ClassVar[dict[str, Key]] = {}
    OTHERS: ClassVar[Kind | None] = None

    def __init_subclass__(cls) -> None:
        """Gather the keys, by attribute: those of the shape that this one is made of, and its own."""
        cls.KEYS = {**cls.KEYS, **{name: one for name, one in vars(cls).items() if isinstance(one, Key)}}

    @property
    def given(self) -> set[str]:
        """The attributes whose keys the file gives."""
        return self.__pydantic_fields_set__

    @property
    def others(self) -> dict[str, Any]:
        """The values of keys that are not declared."""
        return self.__pydantic_extra__ or {}


def written(shape: type[Shape]) -> dict[str, str]:
    """Return how each key of a shape is written, by attribute."""
    return {name: one.written or name for name, one in shape.KEYS.items()}


AnyShape = TypeVar("AnyShape", bound=Shape)


def validated(shape: type[AnyShape], value: object) -> tuple[AnyShape | None, list[ErrorDetails]]:
    """Return a value in a shape, or what pydantic-core finds wrong with it."""
    try:
        return shaped(shape, value), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def shaped(shape: type[AnyShape], value: object) -> AnyShape:
    """Return a value in a shape. Raises ``ValidationError`` for one that has another."""
    made: AnyShape = _validator(shape).validate_python(value)
    return made


def _validator(shape: type[Shape]) -> SchemaValidator:
    parts = [_checked(part) for part in dict.fromkeys(shapes_in(shape))]
    return SchemaValidator(
        core_schema.definitions_schema(core_schema.definition_reference_schema(shape.__name__), parts)
    )


def shapes_in(shape: type[Shape]) -> "Iterator[type[Shape]]":
    """Give a shape and those of its values, and of theirs, some more than once."""
    yield shape
    kinds = [one.kind for one in shape.KEYS.values()]
    for kind in [*kinds, shape.OTHERS] if shape.OTHERS else kinds:
        for part in kind.shapes:
            yield from shapes_in(part)


def _checked(shape: type[Shape]) -> CoreSchema:
    fields = core_schema.model_fields_schema(
        {name: _field(one) for name, one in shape.KEYS.items()},
        model_name=shape.__name__,
        extra_behavior="allow" if shape.OTHERS else "forbid",
        extras_schema=shape.OTHERS and shape.OTHERS.checked,
    )
    return core_schema.model_schema(shape, fields, ref=shape.__name__)


def _field(one: Key) -> core_schema.ModelField:
    needed = one.default is REQUIRED
    checked = one.kind.checked if needed else core_schema.with_default_schema(one.kind.checked, default=one.default)
    return core_schema.model_field(checked, validation_alias=one.written or None)


def of(shape: type[Shape]) -> Kind:
    """Return the kind of values that have a shape."""
    name = shape.__name__
    return Kind(core_schema.definition_reference_schema(name), {"$ref": f"#/definitions/{name}"}, (shape,))


def one_of(*words: str) -> Kind:
    """Return the kind of values that are one of some words."""
    told: Told = {"enum": [*words]} if len(words) > 1 else {"const": words[0]}
    return Kind(core_schema.literal_schema(list(words)), {**told, "type": "string"})


def list_of(kind: Kind, least: int | None = None, most: int | None = None) -> Kind:
    """Return the kind of lists of values of a kind."""
    bounds = {name: bound for name, bound in (("minItems", least), ("maxItems", most)) if bound is not None}
    checked = core_schema.list_schema(kind.checked, min_length=least, max_length=most)
    return Kind(checked, {"items": kind.told, "type": "array", **bounds}, kind.shapes)


def mapping_of(kind: Kind, least: int | None = None) -> Kind:
    """Return the kind of mappings to values of a kind by keys that the file makes up."""
    bounds = {} if least is None else {"minProperties": least}
    checked = core_schema.dict_schema(core_schema.str_schema(), kind.checked, min_length=least)
    return Kind(checked, {"additionalProperties": kind.told, "type": "object", **bounds}, kind.shapes)


def optional(kind: Kind) -> Kind:
    """Return the kind of values that may be left out."""
    return Kind(core_schema.nullable_schema(kind.checked), _any_of(kind.told, {"type": "null"}), kind.shapes)


def read_by(function: Callable[[object], object], kind: Kind, told: Told) -> Kind:
    """Return the kind of values that a function makes values of a kind of; it raises ``PydanticCustomError``."""
    return Kind(core_schema.no_info_before_validator_function(function, kind.checked), told, kind.shapes)


def or_short(function: Callable[[object], object], kind: Kind, *short: Told) -> Kind:
    """Return the kind of values that may also be written in a short way, which a function makes the long one of."""
    return read_by(function, kind, _any_of(*short, kind.told))


def _any_of(*told: Told) -> Told:
    ways: Sequence[Sequence[Told]] = [one["anyOf"] if one.keys() == {"anyOf"} else [one] for one in told]
    return {"anyOf": [way for each in ways for way in each]}
