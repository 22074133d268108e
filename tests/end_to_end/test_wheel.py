"""The wheel, in an empty environment, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the built wheel; its dependencies are lent by this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True, cwd=ROOT)
    wheel = next(folder.glob("*.whl"))
    home = folder / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    found = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    lent = Path(found.stdout.strip()) / "lent.pth"
    lent.write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return home


def test_the_demo_runs_from_the_wheel_away_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
    (tmp_path / "home").mkdir()

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(installed / "bin" / "frontdesk"), *words]
        return subprocess.run(
            command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )

    where = subprocess.run(
        [str(installed / "bin" / "python"), "-c", "import frontdesk; print(frontdesk.__file__)"],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(installed) in where.stdout
    made = run("demo", "--no-console", "--tickets", "60")
    assert (made.returncode, made.stderr) == (0, "")
    store = next((tmp_path / "home").rglob("demo.db"))
    listed = run("list", "--json", "--store", str(store))
    assert listed.returncode == 0, listed.stderr
    items = json.loads(listed.stdout)
    assert items["items"]
    # The catalogues are in the wheel: the settings choose a language, the environment before them.
    settings = tmp_path / "settings.toml"
    settings.write_text('language = "sv"\n', "utf-8")
    env["FRONTDESK_CONFIG"] = str(settings)
    assert "rubrik" in run("list", "--store", str(store)).stdout.splitlines()[0]
    env["FRONTDESK_LANG"] = "pl"
    assert "temat" in run("list", "--store", str(store)).stdout.splitlines()[0]
    assert json.loads(run("list", "--json", "--store", str(store)).stdout) == items
