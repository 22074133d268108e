"""Mutation testing of the heart: small faults are put into the code, and tests must notice them.

``make mutants``, or ``python benchmarks/mutants.py lifecycle --sample 40``, after ``pip install
cosmic-ray`` (a tool to be run by hand; nothing else needs it). A sample of all faults
by seed, each in a copy of the project of its own, by the tests that concern the file alone, several
at once. What no test could notice is left out beforehand: annotations, which nothing evaluates. It
prints what survived, and asserts nothing: docs/testing.md holds figure and date.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[1]
LIMIT = 120
"""Seconds after which a test run that does not end has noticed the fault."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is tested, and by which tests.

    Attributes:
        files, tests: patterns below the project's root.
    """

    files: tuple[str, ...]
    tests: tuple[str, ...]


PARTS = {
    "decision": Part(
        ("frontdesk/routing.py", "frontdesk/decision/**/*.py"),
        (
            "tests/unit/test_routing*.py", "tests/unit/test_learned_in_decision.py",
            "tests/unit/test_receipt_words.py", "tests/unit/test_ranking.py",
            "tests/unit/test_glance.py", "tests/unit/test_golden_cases.py",
        ),
    ),
    "rulebook": Part(
        ("frontdesk/policy.py", "frontdesk/rulebook/*.py"),
        ("tests/unit/test_polic*.py", "tests/unit/test_rule*.py", "tests/unit/test_golden*.py"),
    ),
    "lifecycle": Part(("frontdesk/lifecycle.py",), ("tests/unit/test_lifecycle.py",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault.

    Attributes:
        file: below the root. ``line``: where it is.
        operator: the kind of fault, and its ``occurrence`` in the file.
    """

    file: str
    line: int
    operator: str
    occurrence: int

    def code(self) -> str:
        """The whole file with the fault in it."""
        from cosmic_ray import plugins
        from cosmic_ray.mutating import mutate_code

        whole = (ROOT / self.file).read_text("utf-8")
        operator = plugins.get_operator(self.operator)()
        return str(mutate_code(whole, operator, self.occurrence) or whole)


def mutants(file: Path) -> Iterator[Mutant]:
    """Every fault of a file, but those that nothing evaluates."""
    from cosmic_ray import plugins
    from cosmic_ray.ast import ast_nodes, get_ast

    code = file.read_text("utf-8")
    idle = set(_idle(ast.parse(code)))
    nodes = list(ast_nodes(get_ast(code)))
    for name in sorted(plugins.operator_names()):
        kind = plugins.get_operator(name)
        if kind.arguments():  # it wants to be told of variables: not a fault of every day
            continue
        operator = kind()
        places = [place for node in nodes for place in operator.mutation_positions(node)]
        for occurrence, (begin, _end) in enumerate(places):
            if begin not in idle:
                yield Mutant(str(file.relative_to(ROOT)), begin[0], name, occurrence)


def _idle(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Where annotations stand: line and column of all that is in them."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            found = getattr(node, name, None)
            if isinstance(found, ast.expr):
                last = found.end_col_offset or 0
                yield from (
                    (line, column)
                    for line in range(found.lineno, (found.end_lineno or found.lineno) + 1)
                    for column in range(found.col_offset, max(last, found.col_offset + 1))
                )


def copy(folder: Path) -> Path:
    """A copy of what the tests need."""
    for name in ("frontdesk", "tests", "data", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def noticed(folder: Path, tests: Sequence[str]) -> bool:
    """Whether a test fails in a copy, or does not end."""
    call = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not long"]
    chosen = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    try:
        done = subprocess.run(
            [*call, *tests], cwd=folder, env=chosen, capture_output=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def survivors(part: Part, sample: int, seed: int, workers: int) -> tuple[int, list[Mutant]]:
    """How many faults were tried, and those that no test noticed."""
    files = sorted({path for each in part.files for path in ROOT.glob(each)})
    tests = sorted({str(t.relative_to(ROOT)) for each in part.tests for t in ROOT.glob(each)})
    every = [mutant for file in files for mutant in mutants(file)]
    tried = random.Random(seed).sample(every, min(sample or len(every), len(every)))
    print(f"  {len(every)} faults in {len(files)} files, {len(tried)} tried", flush=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder:
        free: SimpleQueue[Path] = SimpleQueue()
        for n in range(workers):
            free.put(copy(Path(folder) / str(n)))
        whole = free.get()
        if noticed(whole, tests):
            sys.exit("the tests fail without any fault; mend that first")
        free.put(whole)

        def survives(mutant: Mutant) -> bool:
            own = free.get()
            (own / mutant.file).write_text(mutant.code(), "utf-8")
            found = noticed(own, tests)
            shutil.copy(ROOT / mutant.file, own / mutant.file)
            free.put(own)
            print("." if found else "S", end="", flush=True)
            return not found

        with ThreadPoolExecutor(workers) as pool:
            kept = list(pool.map(survives, tried))
    print()
    return len(tried), [mutant for mutant, lives in zip(tried, kept, strict=True) if lives]


def show(mutant: Mutant) -> None:
    """Prints a fault that no test noticed."""
    before = (ROOT / mutant.file).read_text("utf-8").splitlines()
    lines = list(unified_diff(before, mutant.code().splitlines(), n=0, lineterm=""))[3:]
    print(f"  {mutant.file}:{mutant.line}  {mutant.operator.partition('/')[2]}")
    print("\n".join(f"      {line}" for line in lines))


def main() -> None:
    """Every part that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("parts", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--sample", type=int, default=120, help="faults of a part; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    if find_spec("cosmic_ray") is None:
        sys.exit("mutation testing needs cosmic-ray: pip install cosmic-ray")
    for name in asked.parts:
        print(name)
        tried, alive = survivors(PARTS[name], asked.sample, asked.seed, asked.workers)
        for mutant in alive:
            show(mutant)
        killed = tried - len(alive)
        print(f"  {name}: {killed} of {tried} noticed, {killed / max(tried, 1):.1%}")


if __name__ == "__main__":
    main()
