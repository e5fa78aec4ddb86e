"""``parcalc page``: an office's plan goes into the page, and only into one of the same version."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from parcalc import __version__
from parcalc.page.packing import unpack_plan
from parcalc.read.counts.forms.definition import known_forms
from parcalc.read.plan.loader import load_plan

Run = Callable[..., "CompletedProcess[bytes]"]
ROOT = Path(__file__).parents[2]
PLANS = ["data/targets.yaml", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "data/plans").glob("*.yaml"))]
PAGE = (
    f'<meta name="parcalc" content="{__version__}">'
    '<script type="text/plain" id="plan-of-the-office">{plan}</script><p>\\1 \\g<1></p>'
)


@pytest.mark.parametrize("plan", PLANS)
def test_the_plan_goes_in_and_nothing_else_changes(plan: str, parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "parcalc.html").write_text(PAGE.format(plan="b2xk"))
    done = parcalc("page", "--targets", ROOT / plan, "--from", "parcalc.html", "--out", "trang.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    before, after = PAGE.split("{plan}")
    written = (tmp_path / "trang.html").read_text()
    assert (written.startswith(before), written.endswith(after)) == (True, True)
    packed = unpack_plan(written.removeprefix(before).removesuffix(after))
    assert packed._replace(forms=None) == load_plan(str(ROOT / plan))
    assert {form.title.en for form in packed.forms or ()} >= {
        form.title.en for form in known_forms("data/targets.yaml")
    }


@pytest.mark.parametrize(
    ("page", "words"),
    [
        pytest.param(PAGE.format(plan="").replace(__version__, "9.9.9"), "trang này là của parcalc 9.9.9", id="of-another-version"),
        pytest.param("<p>xin chào</p>", "đây không phải trang parcalc.html", id="another-page"),
        pytest.param(PAGE.format(plan="").replace("plan-of-the-office", "x"), "đây không phải trang parcalc.html", id="without-a-plan"),
        pytest.param(None, "không có tệp này", id="no-page-at-all"),
    ],
)  # fmt: skip
def test_a_page_that_will_not_do(page: str | None, words: str, parcalc: Run, tmp_path: Path) -> None:
    if page is not None:
        (tmp_path / "cu.html").write_text(page)
    done = parcalc("page", "--from", "cu.html", "--out", "trang.html")
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert not (tmp_path / "trang.html").exists()


def test_where_none_is_carried_it_is_said_where_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    from parcalc.cli.main import main
    from parcalc.page import own

    monkeypatch.setattr(own, "BUILT", tmp_path / "none.html")
    assert main(["page", "--out", str(tmp_path / "trang.html"), "--lang", "vi"]) == 2
    told = capsys.readouterr().err
    assert f"parcalc.html của bản phát hành {__version__}" in told
    assert "--from parcalc.html" in told


def test_a_plan_with_a_mistake_makes_no_page(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("plan: {}\n")
    (tmp_path / "parcalc.html").write_text(PAGE.format(plan=""))
    done = parcalc("page", "--targets", "plan.yaml", "--from", "parcalc.html", "--out", "trang.html")
    assert (done.returncode, (tmp_path / "trang.html").exists()) == (2, False)


def test_a_page_is_replaced_by_a_page_and_nothing_else_is(parcalc: Run, tmp_path: Path) -> None:
    (tmp_path / "parcalc.html").write_text(PAGE.format(plan=""))
    (tmp_path / "thu.html").write_text("<p>thư của tôi</p>")
    codes = [
        parcalc("page", "--from", "parcalc.html", "--out", name).returncode
        for name in ("trang.html", "trang.html", "thu.html", "parcalc.html")
    ]
    assert codes == [0, 0, 2, 2]
    assert (tmp_path / "thu.html").read_text() == "<p>thư của tôi</p>"
    assert (tmp_path / "parcalc.html").read_text() == PAGE.format(plan="")
