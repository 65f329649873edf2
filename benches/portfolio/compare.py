"""What Breakeven says of a portfolio a second time, in NumPy: sums future by future, and every subset that could be funded.

    python compare.py path/to/breakeven FILE.portfolio.ron [--draws N] [--seed N]

The futures of each use case come from `breakeven portfolio FILE --futures FILE.csv`, what is said of them together from
`--json`; nothing else is shared. Exit code 1: the two disagree.
"""

import argparse
import csv
import itertools
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

QUANTILES = {"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9}
RELATIVE = 1e-9      # both add up the same numbers
CERTAIN = 4.5        # standard errors beyond which a correlation is no chance
MOST_SUBSETS = 20    # use cases of which every subset is tried
MOST_FRONTIER = 12   # and of which the frontier is exact
MOST_ERRORS = 20     # printed


# What Breakeven says.

def portfolio(breakeven, file, draws, seed):
    """What is printed of a portfolio, and file -> (NPV by future, cumulative cash by month and future)."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "futures.csv"
        command = [breakeven, "portfolio", file, "--json", "--draws", draws, "--seed", seed, "--futures", table]
        printed = run(command)
        futures = {}
        with open(table, encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            next(rows)
            for name, of_file in itertools.groupby(rows, key=lambda row: row[0]):
                numbers = np.array([row[1:] for row in of_file], dtype=float)
                if not np.array_equal(numbers[:, 0], np.arange(len(numbers))):
                    sys.exit(f"error: the futures of {name} are not numbered from 0")
                futures[name] = (numbers[:, 1], numbers[:, 2:].T.astype(np.float32))
    return json.loads(printed), futures


def run(command):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, command))} failed")
    return done.stdout


# Copies of the portfolio with something changed. Their names stay, because futures are drawn by the names of files.

def value_end(text, start):
    """Where a value of RON ends that begins at `start`: strings, comments and brackets are stepped over."""
    depth, place = 0, start
    while place < len(text):
        if skipped := re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*', re.DOTALL).match(text, place):
            place = skipped.end()
            continue
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth < 0 or depth == 0 and text[place] == ",":
            return place
        place += 1
    return place


def without_field(text, field):
    begin = re.search(rf"^\s*{field}:", text, re.MULTILINE)
    return text if begin is None else text[:begin.start()] + text[value_end(text, begin.end()) + 1:]


def without_cost(text, path):
    """A scenario with one set-up cost at nothing."""
    named = re.fullmatch(r'components\["(.+)"\]\.setup_cost', path)
    component = named and re.search(rf'\bid: "{re.escape(named[1])}"', text)
    cost = component and re.compile(r"\bsetup_cost:\s*").search(text, component.end())
    if not cost or "id: " in text[component.end():cost.start()]:
        sys.exit(f"error: this script finds no {path}")
    return text[:cost.end()] + "Exact(0.0)" + text[value_end(text, cost.end()):]


def copy(file, folder, scenarios, free):
    """The portfolio without shared set-ups, and its scenarios as they are but for the costs that are `free`: [(file, path)]."""
    up = max((Path(name).parts.count("..") for name in scenarios), default=0)
    home = folder.joinpath(*["below"] * up)
    for name in scenarios:
        home.mkdir(parents=True, exist_ok=True)
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(file).parent / name, target)
        for path in (path for other, path in free if other == name):
            target.write_text(without_cost(target.read_text(encoding="utf-8"), path), encoding="utf-8")
    target = home / Path(file).name
    target.write_text(without_field(Path(file).read_text(encoding="utf-8"), "shared_setup"), encoding="utf-8")
    return target


def savings(breakeven, file, theirs, futures, draws, seed):
    """For each shared set-up its members in order, as (file, NPV saved, cash saved): what they are worth without its cost,
    less what they are worth with it. And the portfolio as it would be without anything shared."""
    setups = theirs["portfolio"].get("shared_setup", [])
    groups = []
    scenarios = list(futures)
    for _, members in [("", []), *setups]:
        free = [tuple(member.split("#", 1)) for member in members]
        with tempfile.TemporaryDirectory() as folder:
            other, changed = portfolio(breakeven, copy(file, Path(folder), scenarios, free), draws, seed)
        groups.append([(name, changed[name][0] - futures[name][0], changed[name][1] - futures[name][1])
                       for name, _ in free if name in futures])
        if not free:
            apart = other
    return groups[1:], apart


# What it comes to.

class Portfolio:
    """Use cases by their place; `months` is the longest horizon, and shorter paths stay where they end."""

    def __init__(self, theirs, futures, groups):
        self.files = [use_case["file"] for use_case in theirs["use_cases"]]
        place = {name: index for index, name in enumerate(self.files)}
        self.npv = np.array([futures[name][0] for name in self.files])
        self.months = max(len(path) for _, path in futures.values())
        self.cash = np.array([self.longer(futures[name][1]) for name in self.files])
        self.groups = [[(place[name], npv, self.longer(path)) for name, npv, path in group] for group in groups]

    def longer(self, path):
        return np.pad(path, ((0, self.months - len(path)), (0, 0)), mode="edge")

    def saved(self, chosen):
        """What is saved by those of a subset that do not pay: all members but the first, in each group."""
        return [member[1:] for group in self.groups for member in [m for m in group if m[0] in chosen][1:]]

    def joint(self, chosen):
        """NPV of each future, and cumulative cash by month and future, of a subset."""
        npv = self.npv[chosen].sum(axis=0)
        cash = self.cash[chosen].sum(axis=0, dtype=float)
        for saved_npv, saved_cash in self.saved(chosen):
            npv, cash = npv + saved_npv, cash + saved_cash
        return npv, cash


def allowed(theirs, files):
    """Those that may be funded, those that must be, and who needs whom, by place."""
    rules, place = theirs["portfolio"], {name: index for index, name in enumerate(files)}
    out = {place[name] for name in rules.get("excluded", []) if name in place}
    out |= {index for index, use_case in enumerate(theirs["use_cases"]) if use_case["never_build"]}
    needs = [(place[one], place.get(other)) for one, other in rules.get("needs", []) if one in place]
    must = {place[name] for name in rules.get("must", []) if name in place}
    return [index for index in range(len(files)) if index not in out], must, needs


def subsets(portfolio, may, must, needs, budget):
    """Every subset that is allowed and within the budget, with its mean NPV and the peak of its mean cash."""
    mean, path = portfolio.npv.mean(axis=1), portfolio.cash.mean(axis=2, dtype=float)
    groups = [[(place, npv.mean(), cash.mean(axis=1, dtype=float)) for place, npv, cash in group] for group in portfolio.groups]
    for size in range(len(may) + 1):
        for chosen in itertools.combinations(may, size):
            has = set(chosen)
            if not must <= has or any(one in has and other not in has for one, other in needs):
                continue
            places = list(chosen)
            npv, cash = mean[places].sum(), path[places].sum(axis=0)
            for group in groups:
                for _, saved_npv, saved_cash in [member for member in group if member[0] in has][1:]:
                    npv, cash = npv + saved_npv, cash + saved_cash
            peak = max(0.0, -cash.min())
            if budget is None or peak <= budget:
                yield npv, places, peak


# Agreement.

class Check:
    def __init__(self):
        self.compared, self.failures = 0, []

    def that(self, what, is_so):
        self.compared += 1
        if not is_so:
            self.failures.append(what)

    def near(self, what, theirs, ours, scale):
        """Within a billionth of the larger of the number itself and what it is a sum of."""
        is_near = theirs is not None and abs(theirs - ours) <= RELATIVE * max(abs(ours), scale)
        self.that(f"{what}: Breakeven has {theirs}, NumPy {ours:.10g}", is_near)

    def quantiles(self, what, theirs, drawn, scale):
        for name, share in QUANTILES.items():
            if name in theirs:
                self.near(f"{what} {name}", theirs[name], np.quantile(drawn, share), scale)

    def chance(self, what, theirs, hits):
        share = float(np.mean(hits))
        error = math.sqrt(share * (1 - share) / len(hits))
        self.near(what, theirs["share"], share, 0.0)
        self.near(f"{what}, its error", theirs["error"], error, 0.0)

    def joint(self, what, theirs, portfolio, chosen, budget):
        npv, cash = portfolio.joint(chosen)
        worth, amount = np.abs(portfolio.npv[chosen]).sum(axis=0).mean(), np.abs(cash).mean()
        self.near(f"{what}: mean NPV", theirs["mean_npv"], npv.mean(), worth)
        self.quantiles(f"{what}: NPV", theirs["npv"], npv, worth)
        self.chance(f"{what}: chance of paying", theirs["pays"], npv > 0)
        self.that(f"{what}: {len(theirs['cash'])} months of cash, NumPy {len(cash)}", len(theirs["cash"]) == len(cash))
        for month, (entry, drawn) in enumerate(zip(theirs["cash"], cash)):
            self.that(f"{what}: month {month} is called {entry['month']}", entry["month"] == month)
            self.near(f"{what}: cash in month {month}, mean", entry["mean"], drawn.mean(), amount)
            self.quantiles(f"{what}: cash in month {month},", entry, drawn, amount)
        peak = np.maximum(0.0, -cash.min(axis=0))
        self.quantiles(f"{what}: peak funding", theirs["peak_funding"], peak, amount)
        self.near(f"{what}: peak funding of the mean", theirs["mean_peak_funding"],
                  max(0.0, -cash.mean(axis=1).min()), amount)
        if budget is None:
            self.that(f"{what}: there is no budget to exceed", theirs["exceeds_budget"] is None)
        else:
            self.chance(f"{what}: chance of exceeding the budget", theirs["exceeds_budget"], peak > budget)


def check_funded(check, theirs, portfolio, budget):
    """The subset is the best of all that are allowed, and what is said of it is so."""
    may, must, needs = allowed(theirs, portfolio.files)
    if MOST_SUBSETS < len(may):
        print(f"{len(may)} use cases may be funded: more than {MOST_SUBSETS}, so not every subset is tried")
        return
    every = list(subsets(portfolio, may, must, needs, budget))
    funded = theirs["funded"]
    if not every or "error" in funded:
        check.that(f"funded: {len(every)} subsets are allowed, Breakeven has {funded}", not every and "error" in funded)
        return
    scale = np.abs(portfolio.npv.mean(axis=1)).sum() or 1.0
    # Of equal subsets the one with the fewest, and of these the first: the order in which they are tried.
    best, places, peak = max(every, key=lambda subset: round(subset[0] / (1e-9 * scale)))
    names = [portfolio.files[place] for place in places]
    check.that(f"funded: Breakeven {funded['use_cases']}, NumPy {names}", funded["use_cases"] == names)
    check.near("funded: mean NPV", funded["mean_npv"], best, scale)
    check.near("funded: peak funding of the mean", funded["mean_peak_funding"], peak, 0.0)
    check.that("funded: the search did not come to its end", funded["is_exact"])
    check.near("funded: bound", funded["bound"], best, scale)
    check.that("funded: what each use case says of itself",
               [use_case["file"] for use_case in theirs["use_cases"] if use_case["is_funded"]] == names)
    if names:
        check.joint("funded", funded["joint"], portfolio, places, budget)
    if len(may) <= MOST_FRONTIER:
        check_frontier(check, theirs["frontier"], portfolio, every, scale)


def check_frontier(check, theirs, portfolio, every, scale):
    """Each point is what it says, they rise in both, and every subset is matched by a point in both mean and P10."""
    points = {tuple(places): (npv, np.quantile(portfolio.joint(places)[0], 0.1)) for npv, places, _ in every}
    listed = []
    for point in theirs:
        places = tuple(portfolio.files.index(name) for name in point["use_cases"])
        check.that(f"frontier: {point['use_cases']} is not allowed", places in points)
        mean, p10 = points.get(places, (math.nan, math.nan))
        check.near(f"frontier: mean of {point['use_cases']}", point["mean_npv"], mean, scale)
        check.near(f"frontier: P10 of {point['use_cases']}", point["p10"], p10, scale)
        listed.append((mean, p10))
    check.that("frontier: means go up", all(one[0] < other[0] for one, other in itertools.pairwise(listed)))
    check.that("frontier: P10s go down", all(one[1] > other[1] for one, other in itertools.pairwise(listed)))
    near = 1e-9 * scale
    for places, (mean, p10) in points.items():
        is_matched = any(mean <= listed_mean + near and p10 <= listed_p10 + near for listed_mean, listed_p10 in listed)
        check.that(f"frontier: nothing on it is as good as {[portfolio.files[place] for place in places]}", is_matched)


def ranks(values):
    return np.argsort(np.argsort(values)).astype(float)


def check_correlations(check, breakeven, file, theirs, portfolio):
    """Spearman's: clearly there between two that share an estimate by name, clearly absent between two that share nothing."""
    named = [{member.split("#", 1)[0] for member in members} for _, members in theirs["portfolio"].get("shared", [])]
    drawn = []   # of the exchange rate and the price trend, what each use case draws: it shares these unasked
    for name in portfolio.files:
        scenario = json.loads(run([breakeven, "evaluate", Path(file).parent / name, "--json", "--draws", "0"]))["scenario"]
        drawn.append({what for what, estimate in (("rate", scenario["usd_rate"]), ("trend", scenario["plan"]["price_trend"]))
                      if "Exact" not in estimate})
    correlations = np.corrcoef([ranks(npv) for npv in portfolio.npv])
    limit = CERTAIN / math.sqrt(portfolio.npv.shape[1] - 1)
    strongest = {"by name": [], "unasked": [], "nothing": []}
    for one, other in itertools.combinations(range(len(portfolio.files)), 2):
        files, found = (portfolio.files[one], portfolio.files[other]), correlations[one, other]
        how = "by name" if any(set(files) <= members for members in named) else "unasked" if drawn[one] & drawn[other] else "nothing"
        strongest[how].append(found)
        if how == "by name":
            check.that(f"{files} share an estimate, and correlate by {found:.4f}", abs(found) > limit)
        elif how == "nothing":
            check.that(f"{files} share nothing, and correlate by {found:.4f}", abs(found) <= limit)
    for how, found in strongest.items():
        if found:
            print(f"{len(found)} pairs share {'an estimate ' if how == 'by name' else ''}{how}: "
                  f"rank correlations of their NPV {min(found):+.3f} to {max(found):+.3f}")


def compare(breakeven, file, draws, seed):
    check = Check()
    theirs, futures = portfolio(breakeven, file, draws, seed)
    for left_out in theirs["left_out"]:
        print(f"left out: {left_out['file']}: {left_out['reason']}")
    if not theirs["use_cases"]:
        sys.exit("error: there is no use case")
    groups, apart = savings(breakeven, file, theirs, futures, draws, seed)
    ours, budget = Portfolio(theirs, futures, groups), theirs["portfolio"].get("budget")
    check.that(f"{len(futures)} use cases have futures", list(futures) == ours.files)
    check.that(f"{ours.npv.shape[1]} futures", ours.npv.shape[1] == theirs["draws"])
    for use_case, npv in zip(theirs["use_cases"], ours.npv):
        name, worth = use_case["file"], np.abs(npv).mean()
        check.near(f"{name}: mean NPV", use_case["mean_npv"], npv.mean(), worth)
        check.quantiles(f"{name}: NPV", use_case["npv"], npv, worth)
        check.chance(f"{name}: chance of a positive NPV", use_case["npv_positive"], npv > 0)
    every = list(range(len(ours.files)))
    check.joint("all", theirs["all"], ours, every, budget)
    once = sum(npv.mean() for npv, _ in ours.saved(every))
    check.near("all: what paying once saves", theirs["all"]["mean_npv"] - apart["all"]["mean_npv"], once,
               abs(theirs["all"]["mean_npv"]))
    check_funded(check, theirs, ours, budget)
    check_correlations(check, breakeven, file, theirs, ours)
    print(f"paying once saves {once:,.0f} on average; funded: {', '.join(theirs['funded'].get('use_cases', [])) or 'nothing'}")
    return check


def main():
    parser = argparse.ArgumentParser(description="Check Breakeven's portfolios against NumPy.")
    parser.add_argument("breakeven", help="the program")
    parser.add_argument("file", help="the portfolio")
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    check = compare(options.breakeven, options.file, options.draws, options.seed)
    for failure in check.failures[:MOST_ERRORS]:
        print(f"error: {failure}", file=sys.stderr)
    if len(check.failures) > MOST_ERRORS:
        print(f"error: and {len(check.failures) - MOST_ERRORS} more", file=sys.stderr)
    print(f"{check.compared - len(check.failures)} of {check.compared} numbers agree")
    sys.exit(1 if check.failures else 0)


if __name__ == "__main__":
    main()
