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
BAND_POINTS = 240
EVPI_BINS = 40
RUNS = 5    # timed runs, of which the median counts
FINER = 4   # the check takes that many times the draws, so that what it sees is Breakeven's noise and not its own


# What is reported of the draws.

def target_summary(model, x):
    point = model.at_target(x)
    figures = {"cost": point.cost, "cost_per_outcome": point.cost / point.outcomes, "net": point.net}
    summary = {name: dict(zip(QUANTILES, np.quantile(drawn, list(QUANTILES.values())))) for name, drawn in figures.items()}
    return summary | {"p_net_positive": np.mean(point.net > 0),
                      "p_hurdle": np.mean(point.value >= model.plan["hurdle"] * point.cost)}


def bands(model, x, draws, places, planned):
    """P10 and P90 of cost, cost per outcome and value per outcome, at each (volume, stage)."""
    drawn, band = np.empty((3, draws)), np.empty((len(places), 3, 2))
    for index, (volume, stage) in enumerate(places):
        point = model.evaluate(x, volume, stage, model.factors_at(x, volume), planned)
        drawn[0], drawn[1], drawn[2] = point.cost, point.cost / point.outcomes, point.value / point.outcomes
        band[index] = np.quantile(drawn, (0.1, 0.9), axis=1).T
    return band


def curve_places(model):
    volumes = np.geomspace(model.requests[0] / 3, model.requests[-1] * 10, BAND_POINTS)
    return [(volume, model.stage_at(volume)) for volume in volumes]


def cash_summary(model, x, draws):
    """P10, P50 and P90 of cumulative cash by month, and the NPV of each draw."""
    cash = model.cash(x, draws)
    discount = [(1 + x["plan.discount_rate"]) ** (month / 12) for month in range(len(cash))]
    npv = sum(month / factor for month, factor in zip(cash, discount))
    return np.quantile(np.cumsum(cash, axis=0), (0.1, 0.5, 0.9), axis=1).T, npv


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
    """Collects where the two disagree."""

    def __init__(self):
        self.compared, self.failures = 0, []

    def near(self, what, theirs, ours, tolerance):
        self.compared += 1
        undefined = not np.isfinite(ours)
        if (theirs is None) != undefined or not undefined and abs(theirs - ours) > tolerance + 1e-9:
            self.failures.append(f"{what}: Breakeven has {theirs}, NumPy {ours:.6g}, tolerance {tolerance:.3g}")

    def quantiles(self, what, theirs, ours, of_value):
        """Within 3 % of the distance from the lowest to the highest of them, or that share of the value."""
        for name, value in ours.items():
            spread = max(ours.values()) - min(ours.values())
            self.near(f"{what} {name}", (theirs or {}).get(name), value, max(0.03 * spread, of_value * abs(value)))


def compare(model, theirs, draws, seed):
    """Checks every result that Breakeven printed."""
    check, x = Check(), draw(model, draws, seed)
    summary = target_summary(model, x)
    months, npv = cash_summary(model, x, draws)
    summary["p_npv_positive"] = np.mean(npv > 0)
    print_summary(summary, theirs.get("monte_carlo") or {})
    for name, ours in summary.items():
        if name not in (theirs.get("monte_carlo") or {}):
            continue
        if isinstance(ours, dict):
            check.quantiles(name, theirs["monte_carlo"][name], ours, of_value=0.015)
        else:
            check.near(name, theirs["monte_carlo"][name], ours, 0.02)
    for version, entries in (theirs.get("bands") or {}).items():
        places = [(entry["volume"], entry["stage"]) for entry in entries]
        for entry, ours in zip(entries, bands(model, x, draws, places, version == "planned")):
            for name, band in zip(("cost", "cost_per_outcome", "value_per_outcome"), ours):
                what = f'{version} {name} at volume {entry["volume"]:.6g}, stage {entry["stage"]}'
                check.quantiles(what, dict(zip(("p10", "p90"), entry[name] or (None, None))), dict(zip(("p10", "p90"), band)), of_value=0.02)
    for entry in theirs.get("cash_band") or []:
        ours = dict(zip(("p10", "p50", "p90"), months[entry["month"]]))
        check.quantiles(f'cumulative cash in month {entry["month"]}', entry, ours, of_value=0.015)
    if theirs.get("evpi"):
        # Breakeven has fewer draws: its noise is the greater.
        noise = 3 * np.std(npv) / math.sqrt(draws / FINER)
        everything, alone = evpi(model, x, npv, seed)
        check.near("EVPI of everything", theirs["evpi"]["all"], everything, max(0.15 * everything, noise))
        for entry in theirs["evpi"]["inputs"]:
            ours = alone.get(entry["path"], 0.0)
            check.near(f'EVPI of {entry["path"]}', entry["worth"], ours, max(0.15 * ours, noise))
    bars, untouched = tornado(model), float(model.at_target(model.base).net)
    for entry in theirs.get("tornado_inputs") or []:
        ours = bars.get(entry["path"], (entry["p10"], entry["p90"], untouched, untouched))
        for name, value in zip(("p10", "p90", "net_at_p10", "net_at_p90"), ours):
            check.near(f'tornado {name} of {entry["path"]}', entry[name], value, 1e-6 * max(abs(value), abs(untouched)))
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
    return json.loads(file.read_text())["median"]["point_estimate"] / 1e6


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
    command = [options.breakeven, "evaluate", options.file, "--json", "--draws", str(options.draws), "--seed", str(options.seed)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if printed.returncode != 0:
        sys.exit(f"error: {' '.join(command)} failed")
    theirs = json.loads(printed.stdout)
    model = Model(theirs["scenario"])
    with np.errstate(divide="ignore", invalid="ignore"):   # no outcomes: cost per outcome is undefined
        check = compare(model, theirs, FINER * options.draws, options.seed)
        seconds = recompute_seconds(model, options.draws, options.seed)
    print_times(seconds, criterion_ms(options.criterion) if options.criterion else options.breakeven_ms)
    for failure in check.failures:
        print(f"error: {failure}", file=sys.stderr)
    print(f"{check.compared - len(check.failures)} of {check.compared} numbers agree")
    sys.exit(1 if check.failures else 0)


if __name__ == "__main__":
    main()
