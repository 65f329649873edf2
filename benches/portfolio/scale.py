"""How long `breakeven portfolio` takes for many scenarios, and in how much memory.

    python scale.py path/to/breakeven [--counts N ...] [--draws N] [--runs N] [--budget AMOUNT]

The scenarios are copies of the bundled ones under other names, so that each has futures of its own. A process each, from its
start to its printed result; medians of all runs.
"""

import argparse
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PRESETS = Path(__file__).resolve().parents[2] / "presets"


def make(folder, count):
    """So many scenarios: the bundled ones one after the other, again and again."""
    presets = sorted(PRESETS.glob("*.ron"))
    for number, preset in zip(range(count), itertools.cycle(presets)):
        shutil.copyfile(preset, folder / f"{number:04}_{preset.name}")


def measured(command):
    """Seconds of the clock, of the processors, and the most memory in MB of a command; and what it printed."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"error: {' '.join(command)} failed")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed


def main():
    parser = argparse.ArgumentParser(description="Time Breakeven's portfolios.")
    parser.add_argument("breakeven", help="the program")
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 50, 200])
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--budget", type=float, help="for peak funding; without it a third of what all of them tie up")
    options = parser.parse_args()
    print(f"{'scenarios':>9} {'budget':>12} {'seconds':>9} {'processor':>10} {'MB':>7} {'funded':>7} {'of at most':>11}")
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), count)
            command = [options.breakeven, "portfolio", folder, "--json", "--draws", str(options.draws)]
            printed = None
            for is_limited in (False, True):
                if is_limited:
                    budget = options.budget or round(printed["funded"]["mean_peak_funding"] / 3)
                    command += ["--budget", str(budget)]
                *figures, last = zip(*(measured(command) for _ in range(options.runs)))
                printed = json.loads(last[0])
                if len(set(last)) != 1:
                    sys.exit("error: it printed something else the second time")
                seconds, processor, megabytes = map(statistics.median, figures)
                funded = printed["funded"]
                share = funded["mean_npv"] / funded["bound"] if funded["bound"] else 1.0
                limit = f"{budget:,.0f}" if is_limited else "none"
                print(f"{count:9} {limit:>12} {seconds:9.2f} {processor:10.2f} {megabytes:7.0f} "
                      f"{len(funded['use_cases']):7} {share:11.2%}", flush=True)


if __name__ == "__main__":
    main()
