"""The curve of a Breakeven scenario with its bands in Squiggle, as a language for estimates computes it: do the two agree, and
how long does each take?

    python compare.py path/to/breakeven FILE.ron [--draws N] [--volumes N] [--breakeven-ms X]

The formulas are those of `benches/numpy/model.py`: run once on names in place of numbers, they say what they compute, and that is
the text of the program in Squiggle. Exit code 1: the two disagree.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "numpy"))
from model import FACTORS, Model  # noqa: E402

HERE = Path(__file__).resolve().parent
OPERATORS = {"add": "+", "subtract": "-", "multiply": "*", "true_divide": "/", "divide": "/", "power": "^"}


class Program:
    """Text in Squiggle: a line for each step of a formula."""

    def __init__(self):
        self.lines, self.names = [], 0

    def let(self, text):
        self.names += 1
        self.lines.append(f"v{self.names} = {text}")
        return Name(self, f"v{self.names}")


class Name(np.lib.mixins.NDArrayOperatorsMixin):
    """Something that the program has computed; whatever is done with it is a line more."""

    def __init__(self, program, text):
        self.program, self.text = program, text

    def __array_ufunc__(self, ufunc, method, *inputs, **_):
        texts = [each.text if isinstance(each, Name) else repr(float(each)) for each in inputs]
        name = ufunc.__name__
        if name in OPERATORS:
            return self.program.let(f"({texts[0]}) {OPERATORS[name]} ({texts[1]})")
        if name == "maximum":
            return self.program.let(f"larger({texts[0]}, {texts[1]})")
        if name == "ceil":
            return self.program.let(f"upwards({texts[0]})")
        raise NotImplementedError(name)

    def __array_function__(self, function, _, arguments, __):
        if function is np.where:   # where nothing is asked for nothing is paid: here something is, everywhere
            return arguments[1]
        if function is np.clip:
            number, low, high = arguments
            number = np.maximum(number, low)
            return number if high == math.inf else 0 - np.maximum(0 - number, -high)
        raise NotImplementedError(function.__name__)

    def __gt__(self, _):
        return True


def distribution(path, estimate):
    """An estimate in Squiggle, as samples, which are what stays the same from one formula to the next."""
    (kind, terms), = estimate.items()
    if kind == "Exact":
        return repr(float(terms))
    if kind == "Range":
        return f"SampleSet.fromDist(Sym.lognormal({{p10: {terms['p10']!r}, p90: {terms['p90']!r}}}))"
    low, likely, high = terms["low"], terms["likely"], terms["high"]
    if low == high:
        return repr(float(likely))
    alpha, beta = 1 + 4 * (likely - low) / (high - low), 1 + 4 * (high - likely) / (high - low)
    return f"{low!r} + {high - low!r} * SampleSet.fromDist(Sym.beta({alpha!r}, {beta!r}))"


def month(model, x, stage, planned):
    """A month with the set-up of a stage, as a function of its volume and of how far it is on the way to the next stage."""
    program = Program()
    volume, weight = Name(program, "volume"), Name(program, "weight")
    named = {path: Name(program, name) for path, name in x.items()}
    factors = model.own_factors(named, stage)
    if stage + 1 < len(model.stages):
        after = model.own_factors(named, stage + 1)
        factors = {field: factors[field] * (1 - weight) + after[field] * weight for field in FACTORS}
    point = model.evaluate(named, volume, stage, factors, planned)
    result = ", ".join(f"{name}: {getattr(point, name).text}" for name in ("cost", "value", "outcomes"))
    body = "\n  ".join([*program.lines, f"{{{result}}}"])
    return f"{'planned' if planned else 'baseline'}{stage}(volume, weight) = {{\n  {body}\n}}"


PRELUDE = """larger(one, other) = (typeOf(one) == "Distribution") ? SampleSet.map(one, {|x| max([x, other])}) : max([one, other])
upwards(number) = (typeOf(number) == "Distribution") ? SampleSet.map(number, ceil) : ceil(number)
ends(number) = (typeOf(number) == "Distribution") ? [0.1, 0.5, 0.9] -> map({|share| quantile(number, share)}) : [number, number, number]
figures(month) = [ends(month.cost), ends(month.value - month.cost), ends(month.cost / month.outcomes), ends(month.value / month.outcomes)]"""


def program_text(model, volumes):
    names = {path: f"e{index}" for index, path in enumerate(model.estimates)}
    lines = [PRELUDE, *(f"{names[path]} = {distribution(path, estimate)}" for path, estimate in model.estimates.items())]
    lines += [month(model, names, stage, planned) for stage in range(len(model.stages)) for planned in (True, False)]
    target = model.plan["target_stage"]
    lines.append(f"target() = figures(planned{target}({names[requests(model, target)]}, 0))")
    curve = np.geomspace(model.requests[0] / 3, model.requests[-1] * 10, volumes)
    calls = []
    for volume in curve:
        stage = model.stage_at(volume)
        place = np.interp(math.log(volume), np.log(model.requests), np.arange(len(model.stages)))
        calls += [f"figures({version}{stage}({float(volume)!r}, {float(place % 1)!r}))" for version in ("planned", "baseline")]
    lines.append(f"curve() = [{', '.join(calls)}]")
    return "\n".join(lines)


def requests(model, stage):
    return f'stages["{model.stages[stage]["name"]}"].requests'


def run(program, draws):
    """What the program comes to at the target, and milliseconds for the curve."""
    with tempfile.NamedTemporaryFile("w", suffix=".squiggle") as file:
        file.write(program)
        file.flush()
        printed = subprocess.run(["node", HERE / "run.mjs", file.name, str(draws)], stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(printed.stdout)


def main():
    parser = argparse.ArgumentParser(description="Check Breakeven's curve against Squiggle, and time both.")
    parser.add_argument("breakeven", help="the program")
    parser.add_argument("file", help="the scenario")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--volumes", type=int, default=240)
    parser.add_argument("--breakeven-ms", type=float, help="how long curve and bands take Breakeven")
    options = parser.parse_args()
    command = [options.breakeven, "evaluate", options.file, "--json", "--draws", str(options.draws)]
    theirs = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    model = Model(theirs["scenario"])
    found = run(program_text(model, options.volumes), options.draws)
    wrong = 0
    for name, ours in zip(("cost", "net", "cost_per_outcome"), found["figures"]):
        band = theirs["monte_carlo"][name]
        for share, number in zip(("p10", "p50", "p90"), ours):
            tolerance = 0.03 * (band["p90"] - band["p10"])
            agrees = abs(number - band[share]) <= tolerance
            wrong += not agrees
            print(f"{name + ' ' + share:24}{number:16.6g}{band[share]:16.6g}{'' if agrees else '   off'}")
    print(f"curve, {options.volumes} volumes      {found['curve_ms']:12.1f} ms")
    if options.breakeven_ms:
        print(f"Breakeven               {options.breakeven_ms:12.1f} ms: {found['curve_ms'] / options.breakeven_ms:.0f} times")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
