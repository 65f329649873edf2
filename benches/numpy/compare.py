"""The uncertainty of a Breakeven scenario a second time, in NumPy: do the two agree, and how long does each take?

    python compare.py path/to/breakeven FILE.ron [--draws N] [--seed N] [--breakeven-ms X | --criterion PATH]

The scenario and Breakeven's results come from `breakeven evaluate FILE --json`; nothing else is shared. Exit code 1: the
two disagree.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from model import Model, draw, quantile, uniforms

QUANTILES = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
TARGET_FIGURES = ("cost", "cost_per_outcome", "net")
BAND_FIGURES = ("cost", "cost_per_outcome", "value_per_outcome")
BAND_POINTS = 240
EVPI_BINS = 40
RUNS = 5          # timed runs, of which the median counts
FINER = 4         # the check takes that many times the draws, so that what it sees is Breakeven's noise and not its own
CERTAIN = 4       # standard errors beyond which a difference is no chance
MOST_ERRORS = 20  # printed


# What is reported of the draws.

def figures(point):
    """What is shown of a month, by name."""
    return {"cost": point.cost, "cost_per_outcome": point.cost / point.outcomes,
            "value_per_outcome": point.value / point.outcomes}


def target_summary(model, x):
    point = model.at_target(x)
    drawn = figures(point) | {"net": point.net}
    summary = {name: dict(zip(QUANTILES, np.quantile(drawn[name], list(QUANTILES.values())))) for name in TARGET_FIGURES}
    summary |= {"p_net_positive": np.mean(point.net > 0), "p_hurdle": np.mean(point.value >= model.plan["hurdle"] * point.cost)}
    if model.plan["budget"] is not None:
        summary["p_over_budget"] = np.mean(point.cost > model.plan["budget"])
    base = model.at_target(model.base)
    single = figures(base) | {"net": base.net}
    for name in TARGET_FIGURES:   # the chance of doing as well as the single number, or better
        equal = 1e-9 * abs(single[name])
        better = drawn[name] >= single[name] - equal if name == "net" else drawn[name] <= single[name] + equal
        summary[f"confidence_{name}"] = np.mean(better)
    return summary


def bands(model, x, draws, places, planned):
    """P10 and P90 of the figures of a band, at each (volume, stage)."""
    drawn, band = np.empty((len(BAND_FIGURES), draws)), np.empty((len(places), len(BAND_FIGURES), 2))
    for index, (volume, stage) in enumerate(places):
        point = figures(model.evaluate(x, volume, stage, model.factors_at(x, volume), planned))
        for row, name in zip(drawn, BAND_FIGURES):
            row[:] = point[name]
        band[index] = np.quantile(drawn, (0.1, 0.9), axis=1).T
    return band


def curve_places(model):
    volumes = np.geomspace(model.requests[0] / 3, model.requests[-1] * 10, BAND_POINTS)
    return [(volume, model.stage_at(volume)) for volume in volumes]


def net_present_value(cash, x):
    return sum(each / (1 + x["plan.discount_rate"]) ** (month / 12) for month, each in enumerate(cash))


def cash_summary(model, x, draws):
    """P10, P50 and P90 of cumulative cash by month, and the NPV of each draw."""
    cash = model.cash(x, draws)
    return np.quantile(np.cumsum(cash, axis=0), (0.1, 0.5, 0.9), axis=1), net_present_value(cash, x)


def evpi(model, x, npv, seed):
    """What perfect information is worth: of everything, and path -> of one estimate alone."""
    paths = [path for path in model.uncertain if path != "plan.discount_rate"]
    if not paths:
        return 0.0, {}
    known = max(np.mean(npv), 0.0)
    starts = np.arange(EVPI_BINS) * len(npv) // EVPI_BINS
    counts = np.diff(np.append(starts, len(npv)))[:, None]

    def worth(orders):
        means = np.add.reduceat(npv[orders], starts, axis=0) / counts
        return (np.maximum(means, 0.0) * counts).sum(axis=0) / len(npv) - known

    orders = np.argsort(np.stack([x[path] for path in paths], axis=1), axis=0)
    shuffled = np.random.default_rng(seed).permuted(orders, axis=0)
    return np.mean(np.maximum(npv, 0.0)) - known, dict(zip(paths, np.maximum(worth(orders) - worth(shuffled), 0.0)))


def tornado(model):
    """Path -> (p10, p90, net at p10, net at p90), all others at base: every end of every bar is a draw of its own."""
    count = len(model.uncertain)
    ends = {path: quantile(path, model.estimates[path], np.array((0.1, 0.9))) for path in model.uncertain}
    x = dict(model.base)
    for index, path in enumerate(model.uncertain):
        x[path] = np.full(2 * count, model.base[path])
        x[path][2 * index:2 * index + 2] = ends[path]
    nets = np.broadcast_to(model.at_target(x).net, 2 * count).reshape(count, 2)
    return {path: (*ends[path], *net) for path, net in zip(model.uncertain, nets)}


# Agreement and time.

class Check:
    """Collects where the two disagree; `draws` are Breakeven's."""

    def __init__(self, draws):
        self.draws, self.compared, self.failures = draws, 0, []

    def within(self, what, theirs, ours, low, high):
        self.compared += 1
        defined = np.isfinite(ours)
        if (theirs is not None) != defined or defined and not low - 1e-9 <= theirs <= high + 1e-9:
            self.failures.append(f"{what}: Breakeven has {theirs}, NumPy {ours:.7g}, which leaves {low:.7g} to {high:.7g}")

    def near(self, what, theirs, ours, tolerance):
        self.within(what, theirs, ours, ours - tolerance, ours + tolerance)

    def quantiles(self, what, theirs, drawn, of_value):
        """Within 3 % of the distance from P10 to P90, that share of the value, or `CERTAIN` standard errors of the
        probability: where cost comes in steps, a quantile can stand on either side of one."""
        tenth, ninetieth = np.quantile(drawn, (0.1, 0.9))
        for name, probability in QUANTILES.items():
            if name in theirs:
                error = CERTAIN * math.sqrt(probability * (1 - probability) / self.draws)
                below, ours, above = np.quantile(drawn, np.clip((probability - error, probability, probability + error), 0, 1))
                tolerance = max(0.03 * (ninetieth - tenth), of_value * abs(ours))
                self.within(f"{what} {name}", theirs[name], ours, min(below, ours - tolerance), max(above, ours + tolerance))


def compare(model, theirs, draws, seed):
    """Checks every result that Breakeven printed."""
    check, x = Check(draws), draw(model, FINER * draws, seed)
    point, cash = model.at_target(x), model.cash(x, FINER * draws)
    npv, cumulative = net_present_value(cash, x), np.cumsum(cash, axis=0)
    summary = target_summary(model, x) | {"p_npv_positive": np.mean(npv > 0)}
    chances = theirs.get("monte_carlo") or {}
    print_summary(summary, chances)
    for name, drawn in (figures(point) | {"net": point.net}).items():
        if name in TARGET_FIGURES and name in chances:
            check.quantiles(name, chances[name] or dict.fromkeys(QUANTILES), drawn, of_value=0.015)
    for name, ours in summary.items():
        if name in chances and name not in TARGET_FIGURES:
            check.near(name, chances[name], ours, 0.02)
    for version, entries in (theirs.get("bands") or {}).items():
        for entry in entries:
            volume, stage = entry["volume"], entry["stage"]
            drawn = figures(model.evaluate(x, volume, stage, model.factors_at(x, volume), version == "planned"))
            for name in BAND_FIGURES:
                band = dict(zip(("p10", "p90"), entry[name] or (None, None)))
                check.quantiles(f"{version} {name} at volume {volume:.6g}, stage {stage},", band, drawn[name], of_value=0.02)
    for entry in theirs.get("cash_band") or []:
        check.quantiles(f'cumulative cash in month {entry["month"]}', entry, cumulative[entry["month"]], of_value=0.015)
    if theirs.get("evpi"):
        noise = 3 * np.std(npv) / math.sqrt(draws)
        everything, alone = evpi(model, x, npv, seed)
        check.near("EVPI of everything", theirs["evpi"]["all"], everything, max(0.15 * everything, noise))
        worth = {entry["path"]: entry["worth"] for entry in theirs["evpi"]["inputs"]}
        for path in alone | worth:   # what one of them leaves out is worth nothing
            ours = alone.get(path, 0.0)
            check.near(f"EVPI of {path}", worth.get(path, 0.0), ours, max(0.15 * ours, noise))
    if "tornado_inputs" in theirs:
        bars, listed = tornado(model), {entry["path"]: entry for entry in theirs["tornado_inputs"]}
        net = float(model.at_target(model.base).net)
        for path in bars | listed:
            entry = listed.get(path) or {"net_at_p10": net, "net_at_p90": net}
            bar = dict(zip(("p10", "p90", "net_at_p10", "net_at_p90"), bars.get(path, (None, None, net, net))))
            for name in entry.keys() & bar.keys():
                if bar[name] is not None:
                    scale = max(abs(bar[name]), abs(net) if name.startswith("net") else 0.0)
                    check.near(f"tornado {name} of {path}", entry[name], bar[name], 1e-6 * scale)
    missing = [key for key in ("monte_carlo", "bands", "cash_band", "evpi", "tornado_inputs") if key not in theirs]
    if missing:
        print(f"not printed by this Breakeven, so not compared: {', '.join(missing)}")
    return check


def print_summary(summary, theirs):
    print(f"{'target stage':24}{'NumPy':>16}{'Breakeven':>16}")
    for name, ours in summary.items():
        nested = isinstance(ours, dict)
        for key, value in (ours if nested else {"": ours}).items():
            other = (theirs.get(name) or {}).get(key) if nested else theirs.get(name)
            print(f"{name + ' ' + key:24}{value:16.6g}" + (f"{other:16.6g}" if other is not None else f"{'-':>16}"))


def recompute_seconds(model, draws, seed):
    """Median seconds of each part of what one moved slider asks for."""
    places, changed = curve_places(model), model.uncertain[:1]
    chances, x = uniforms(model.scenario, model.uncertain, draws, seed), draw(model, draws, seed)
    _, npv = cash_summary(model, x, draws)
    parts = {
        "all draws": lambda: draw(model, draws, seed),
        "draws of one estimate": lambda: [quantile(path, model.estimates[path], chances[path]) for path in changed],
        "target stage": lambda: target_summary(model, x),
        f"bands at {BAND_POINTS} volumes": lambda: [bands(model, x, draws, places, planned) for planned in (True, False)],
        "cash and NPV": lambda: cash_summary(model, x, draws),
        "EVPI": lambda: evpi(model, x, npv, seed),
        "tornado": lambda: tornado(model),
    }
    seconds = {}
    for name, part in parts.items():
        runs = []
        for _ in range(RUNS):
            start = time.perf_counter()
            part()
            runs.append(time.perf_counter() - start)
        seconds[name] = statistics.median(runs)
    return seconds


def criterion_ms(path):
    """The median of a criterion benchmark: its estimates.json, or the folder that has new/estimates.json."""
    path = Path(path)
    file = path / "new" / "estimates.json" if path.is_dir() else path
    try:
        return json.loads(file.read_text())["median"]["point_estimate"] / 1e6
    except (OSError, ValueError, KeyError) as problem:
        sys.exit(f"error: no criterion estimates in {path}: {problem}")


def print_times(seconds, breakeven_ms):
    for name, each in seconds.items():
        print(f"{name:24}{each * 1000:12.2f} ms")
    one, whole = sum(seconds.values()) - seconds["all draws"], sum(seconds.values()) - seconds["draws of one estimate"]
    for name, total in (("NumPy, one redrawn", one), ("NumPy, all redrawn", whole)):
        ratio = f"   {total * 1000 / breakeven_ms:.1f} times Breakeven's" if breakeven_ms else ""
        print(f"{name:24}{total * 1000:12.2f} ms{ratio}")
    if breakeven_ms:
        print(f"{'Breakeven':24}{breakeven_ms:12.2f} ms")


def main():
    parser = argparse.ArgumentParser(description="Check Breakeven's uncertainty against NumPy, and time both.")
    parser.add_argument("breakeven", help="the program")
    parser.add_argument("file", help="the scenario")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    timing = parser.add_mutually_exclusive_group()
    timing.add_argument("--breakeven-ms", type=float, help="how long the same recompute takes Breakeven")
    timing.add_argument("--criterion", help="its criterion benchmark: estimates.json, or the benchmark's folder")
    options = parser.parse_args()
    breakeven_ms = criterion_ms(options.criterion) if options.criterion else options.breakeven_ms
    command = [options.breakeven, "evaluate", options.file, "--json", "--draws", str(options.draws), "--seed", str(options.seed)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if printed.returncode != 0:
        sys.exit(f"error: {' '.join(command)} failed")
    theirs = json.loads(printed.stdout)
    model = Model(theirs["scenario"])
    with np.errstate(divide="ignore", invalid="ignore"):   # no outcomes: cost per outcome is undefined
        check = compare(model, theirs, options.draws, options.seed)
        seconds = recompute_seconds(model, options.draws, options.seed)
    print_times(seconds, breakeven_ms)
    for failure in check.failures[:MOST_ERRORS]:
        print(f"error: {failure}", file=sys.stderr)
    if len(check.failures) > MOST_ERRORS:
        print(f"error: and {len(check.failures) - MOST_ERRORS} more", file=sys.stderr)
    print(f"{check.compared - len(check.failures)} of {check.compared} numbers agree")
    sys.exit(1 if check.failures else 0)


if __name__ == "__main__":
    main()
