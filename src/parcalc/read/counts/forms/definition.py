"""The official forms as files: those that parcalc ships, and those beside a targets file."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from parcalc.errors import Place, Problem, Unusable
from parcalc.model.form import Form
from parcalc.read.shipped import shipped

LARGEST_FORM = 64 * 1024


def known_forms(plan_file: str) -> tuple[Form, ...]:
    """Return the forms that parcalc ships, and those in a folder ``forms`` beside the targets file.

    Raises ``Unusable`` for a form that says what no form can.
    """
    own = Path(plan_file).parent / "forms"
    folders = dict.fromkeys(folder.resolve() for folder in (own, shipped("forms")) if folder and folder.is_dir())
    files = {file.name: file for folder in reversed(folders) for file in sorted(folder.glob("*.yaml"))}
    return tuple(_form(file) for file in files.values())


@cache
def _form(file: Path) -> Form:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FORM + 1)
        if len(content) > LARGEST_FORM or any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(content)):
            raise Unusable(Problem("data.form_unusable", Place(str(file)), detail=f"> {LARGEST_FORM}, or an alias"))
        return _shape().validate_python(_with_names_of_python(yaml.safe_load(content)))
    except (OSError, yaml.YAMLError, UnicodeDecodeError, ValidationError) as error:
        raise Unusable(Problem("data.form_unusable", Place(str(file)), detail=_said(error))) from error


@cache
def _shape() -> TypeAdapter[Form]:
    return TypeAdapter(Form)


def _with_names_of_python(form: object) -> object:
    """Return what a file says with the one key renamed that is a word of Python: ``is``."""
    if isinstance(form, dict):
        return {"holds" if key == "is" else key: _with_names_of_python(value) for key, value in form.items()}
    return [_with_names_of_python(one) for one in form] if isinstance(form, list) else form


def _said(error: Exception) -> str:
    """Return in one line what is wrong with a form: it is written by who writes plans."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return " ".join(str(error).split())
