"""Mutation testing of the heart: small faults are put into the code, and tests must notice them.

``make mutants``, or ``python benchmarks/mutants.py lifecycle --sample 40``, after ``pip install
cosmic-ray coverage`` (tools to be run by hand; nothing else needs them). A sample of all faults by
seed, each in a copy of the project, several at once. The tests of a part are run once to learn
which of them enter which function and how long each takes; a fault is then shown to those that
enter its function, the quick ones first, up to the first that fails. What no test could notice is
left out beforehand: annotations, which nothing evaluates, and ``==`` for ``is``, since only enums
and ``None`` are compared by identity here. So that a fault costs seconds, properties are tried with
a few examples, the same each time, and tests of over ``SLOW`` seconds take no part: what only more
would notice counts as not noticed. It prints what survived, and asserts nothing: docs/testing.md
holds figure and date.
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
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from queue import SimpleQueue
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
SLOW = 5.0
"""Seconds of one test function beyond which it takes no part."""
LEAST_LIMIT = 60.0
"""Seconds after which a run that does not end has noticed the fault, or ten times what it takes."""
EXAMPLES = 15
"""Examples of each property."""
PLUGIN = f"""
from hypothesis import HealthCheck, settings

def pytest_collection_modifyitems(items):
    for item in items:
        test = getattr(item.obj, "__func__", item.obj)
        usual = getattr(test, "_hypothesis_internal_use_settings", None)
        if hasattr(test, "hypothesis"):
            usual = usual or settings()
            few = min(usual.max_examples, {EXAMPLES})
            test._hypothesis_internal_use_settings = settings(
                usual, max_examples=few, derandomize=True, database=None, deadline=None,
                suppress_health_check=list(HealthCheck),
            )
"""
PYTEST = (
    "-m", "pytest", "-q", "-p", "few_examples", "-p", "no:cacheprovider", "-p", "no:xdist",
    "--noconftest", "-m", "not long",
)  # fmt: skip


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
            "tests/unit/test_complexity.py", "tests/unit/test_counterfactual.py",
            "tests/unit/test_escalation_contract.py", "tests/unit/test_far_below.py",
            "tests/unit/test_outbreak.py", "tests/unit/test_quick_requests.py",
            "tests/unit/test_estimates*.py", "tests/unit/test_changes_of_facts.py",
            "tests/unit/test_offers.py", "tests/unit/test_choice.py",
            "tests/unit/test_spoken_numbers.py", "tests/unit/test_case_looked_at.py",
        ),
    ),
    "rulebook": Part(
        ("frontdesk/policy.py", "frontdesk/rulebook/*.py"),
        (
            "tests/unit/test_polic*.py", "tests/unit/test_rule*.py", "tests/unit/test_golden*.py",
            "tests/unit/test_routing.py", "tests/unit/test_routing_ways.py",
            "tests/unit/test_quick_requests.py", "tests/unit/test_complexity.py",
            "tests/unit/test_money.py", "tests/unit/test_escalation_contract.py",
            "tests/unit/test_outbreak.py", "tests/unit/test_calendars.py",
            "tests/unit/test_ranking.py", "tests/unit/test_far_below.py",
            "tests/unit/test_implication.py", "tests/unit/test_estimates*.py",
        ),
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
    """Every fault of a file, but those that change nothing."""
    from cosmic_ray import plugins
    from cosmic_ray.ast import ast_nodes, get_ast

    code = file.read_text("utf-8")
    idle = set(_idle(ast.parse(code)))
    nodes = list(ast_nodes(get_ast(code)))
    for name in sorted(plugins.operator_names()):
        kind = plugins.get_operator(name)
        if kind.arguments():  # it wants to be told of variables: not a fault of every day
            continue
        if name.endswith(("_Is_Eq", "_IsNot_NotEq")):
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


@dataclass(frozen=True, slots=True)
class Suite:
    """The tests of a part, as one run without a fault has shown them.

    Attributes:
        seconds: what each test function takes, the quickest first.
        lines: by file and line, the test functions that run it.
        untraced: those of which that is not known, such as machines of states.
    """

    seconds: dict[str, float]
    lines: dict[str, dict[int, set[str]]]
    untraced: set[str]

    def for_fault(self, mutant: Mutant) -> list[str]:
        """The tests that could notice a fault, the quickest first; all, outside of functions."""
        code = (ROOT / mutant.file).read_text("utf-8")
        inside = [each for each in _functions(ast.parse(code)) if mutant.line in each]
        if not inside:
            return list(self.seconds)
        lines = self.lines.get(mutant.file, {})
        entered = self.untraced.union(*(lines.get(n, ()) for n in min(inside, key=len)))
        return [test for test in self.seconds if test in entered]

    def runs(self, tests: Sequence[str]) -> list[list[str]]:
        """The same in two runs, since reading a file costs: of one file that has many, the rest."""
        by_file: dict[str, list[str]] = {}
        for test in tests:
            by_file.setdefault(test.partition("::")[0], []).append(test)
        ranked = sorted(
            by_file.values(), key=lambda own: -len(own) / (1 + sum(self.seconds[t] for t in own))
        )
        return [*ranked[:1], *filter(None, [[t for own in ranked[1:] for t in own]])]


def _functions(tree: ast.AST) -> Iterator[range]:
    """The lines of each function's body; its head is evaluated when the file is read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)


def copy(folder: Path) -> Path:
    """A copy of what the tests need."""
    for name in ("frontdesk", "tests", "data", "docs", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "few_examples.py").write_text(PLUGIN, "utf-8")
    return folder


def measured(folder: Path, files: Sequence[str], tests: Sequence[str]) -> Suite:
    """Runs the tests once in a copy, which keeps what was compiled."""
    from coverage import CoverageData

    settings, found, times = folder / "coverage.ini", folder / "lines", folder / "times.xml"
    included = "".join(f"\n    {folder / file}" for file in files)
    settings.write_text(f"[run]\ndynamic_context = test_function\ninclude ={included}\n")
    tracing = ("-m", "coverage", "run", f"--rcfile={settings}", f"--data-file={found}")
    run = [sys.executable, *tracing, *PYTEST, f"--junitxml={times}", *tests]
    where = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(run, cwd=folder, env=where, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the tests fail without any fault; mend that first\n{done.stdout[-2000:]}")
    seconds: dict[str, float] = {}
    for case in ElementTree.parse(times).iter("testcase"):
        test = _node(f"{case.get('classname')}.{(case.get('name') or '').partition('[')[0]}")
        seconds[test] = seconds.get(test, 0.0) + float(case.get("time") or 0)
    kept = [sys.executable, *PYTEST, "--collect-only", *seconds]
    if subprocess.run(kept, cwd=folder, env=where, capture_output=True, check=False).returncode:
        sys.exit("the tests cannot be found again by their names; mend that first")
    quick = sorted((took, test) for test, took in seconds.items() if took <= SLOW)
    data = CoverageData(str(found))
    data.read()
    lines = {
        file: {
            n: {_node(test) for test in entered if ".test_" in test}
            for n, entered in by_line.items()
        }
        for file in files
        for by_line in [data.contexts_by_lineno(str(folder / file))]
    }
    traced = set().union(*(tests for by_line in lines.values() for tests in by_line.values()))
    return Suite({test: took for took, test in quick}, lines, set(seconds) - traced)


def _node(dotted: str) -> str:
    """The id that pytest wants, of ``tests.unit.test_x.TestY.test_z``."""
    parts = dotted.split(".")
    module = next(n for n, part in enumerate(parts) if part.startswith("test_")) + 1
    return "::".join(("/".join(parts[:module]) + ".py", *parts[module:]))


def noticed(folder: Path, suite: Suite, mutant: Mutant) -> str:
    """How a fault in a copy is noticed: ``failed``, ``endless``, or not at all."""
    tests = suite.for_fault(mutant)
    if not tests:
        return ""
    compiled = Path(cache_from_source(str(folder / mutant.file)))
    compiled.unlink(missing_ok=True)  # two faults of a second may have the same size
    (folder / mutant.file).write_text(mutant.code(), "utf-8")
    chosen = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    try:
        for some in suite.runs(tests):
            limit = max(LEAST_LIMIT, 10 * sum(suite.seconds[test] for test in some))
            done = subprocess.run(
                [sys.executable, *PYTEST, "-x", *some],
                cwd=folder, env=chosen, capture_output=True, timeout=limit, check=False,
            )  # fmt: skip
            if done.returncode:
                return "failed"
    except subprocess.TimeoutExpired:
        return "endless"
    finally:
        shutil.copy(ROOT / mutant.file, folder / mutant.file)
    return ""


def outcomes(part: Part, sample: int, seed: int, workers: int) -> list[str]:
    """How each fault of a sample was noticed; those that were not are printed."""
    files = sorted({path for each in part.files for path in ROOT.glob(each)})
    tests = sorted({str(t.relative_to(ROOT)) for each in part.tests for t in ROOT.glob(each)})
    every = [mutant for file in files for mutant in mutants(file)]
    tried = random.Random(seed).sample(every, min(sample or len(every), len(every)))
    print(f"  {len(every)} faults in {len(files)} files, {len(tried)} tried", flush=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder:
        first = copy(Path(folder) / "0")
        suite = measured(first, [str(file.relative_to(ROOT)) for file in files], tests)
        free: SimpleQueue[Path] = SimpleQueue()
        free.put(first)
        for n in range(1, workers):
            free.put(Path(shutil.copytree(first, first.with_name(str(n)))))

        def outcome(mutant: Mutant) -> str:
            own = free.get()
            found = noticed(own, suite, mutant)
            free.put(own)
            if not found:
                show(mutant, len(suite.for_fault(mutant)))
            return found

        found: list[str] = []
        with ThreadPoolExecutor(workers) as pool:
            for each in pool.map(outcome, tried):
                found.append(each)
                if not len(found) % 25:
                    print(
                        f"  {len(found)} tried, {len(found) - found.count('')} noticed", flush=True
                    )
        return found


def show(mutant: Mutant, tests: int) -> None:
    """Prints a fault that no test noticed, and how many tests enter its function."""
    before = (ROOT / mutant.file).read_text("utf-8").splitlines()
    lines = list(unified_diff(before, mutant.code().splitlines(), n=0, lineterm=""))[3:]
    head = f"  {mutant.file}:{mutant.line}  {mutant.operator.partition('/')[2]}, {tests} tests"
    print("\n".join([head, *(f"      {line}" for line in lines)]), flush=True)


def main() -> None:
    """Every part that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("parts", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--sample", type=int, default=120, help="faults of a part; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    if find_spec("cosmic_ray") is None or find_spec("coverage") is None:
        sys.exit("mutation testing needs two tools: pip install cosmic-ray coverage")
    for name in asked.parts:
        print(f"{name}, seed {asked.seed}")
        found = outcomes(PARTS[name], asked.sample, asked.seed, asked.workers)
        killed = len(found) - found.count("")
        print(f"  {name}: {killed} of {len(found)} noticed, {killed / max(len(found), 1):.1%};"
              f" {found.count('endless')} of them by not ending")  # fmt: skip


if __name__ == "__main__":
    main()
