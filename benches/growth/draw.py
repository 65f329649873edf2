"""Draws how the time of a recompute grows, from what the benchmark has measured, into `docs/growth.svg`.

    cargo bench --bench uncertainty -- growth
    python3 benches/growth/draw.py [target/criterion]
"""

import json
import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PANELS = {   # what grows: what its axis says
    "futures": "futures", "cards": "cards", "cards, what must be true": "cards, what must be true", "steps": "steps",
    "volumes": "volumes, at base values",
}
WIDTH, HEIGHT, GAP, MARGIN = 200, 170, 50, 46   # of a panel, between panels, around all


def measured(folder, name):
    """Milliseconds by size."""
    times = {}
    for path in (folder / "growth" / name).glob("*/new/estimates.json"):
        times[int(path.parent.parent.name)] = json.loads(path.read_text())["median"]["point_estimate"] / 1e6
    return dict(sorted(times.items()))


def ends(values):
    """Powers of ten around some values, as exponents."""
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) - 1e-9)


def panel(left, title, times):
    sizes = list(times)
    (first, last), (low, high) = ends(sizes), ends(times.values())
    x = lambda size: left + WIDTH * (math.log10(size) - first) / (last - first)
    y = lambda time: MARGIN + HEIGHT * (high - math.log10(time)) / (high - low)
    parts = [f'<text x="{left}" y="{MARGIN - 14}" font-weight="bold">{title}</text>']
    for power in range(first, last + 1):
        at = x(10 ** power)
        parts.append(f'<line x1="{at:.1f}" y1="{MARGIN}" x2="{at:.1f}" y2="{MARGIN + HEIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{at:.1f}" y="{MARGIN + HEIGHT + 16}" text-anchor="middle">{10 ** power:,}</text>')
    for power in range(low, high + 1):
        at = y(10 ** power)
        parts.append(f'<line x1="{left}" y1="{at:.1f}" x2="{left + WIDTH}" y2="{at:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0 ** power:g} ms</text>')
    # What doubling as often as the size would come to, from the largest one back, as far as it is in the picture.
    size, time = sizes[-1], times[sizes[-1]]
    start = max(sizes[0], size * 10 ** low / time)
    parts.append(f'<line x1="{x(start):.1f}" y1="{y(time * start / size):.1f}" x2="{x(size):.1f}" y2="{y(time):.1f}" '
                 'stroke="#999999" stroke-dasharray="4 4"/>')
    line = " ".join(f"{x(size):.1f},{y(time):.1f}" for size, time in times.items())
    parts.append(f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>')
    parts += [f'<circle cx="{x(size):.1f}" cy="{y(time):.1f}" r="3.5" fill="#1f5fa8"><title>{size:,}: {time:.2g} ms</title></circle>'
              for size, time in times.items()]
    return "\n".join(parts)


def main(folder="target/criterion"):
    measurements = {title: measured(Path(folder), name) for name, title in PANELS.items()}
    panels = [panel(MARGIN + GAP / 2 + place * (WIDTH + GAP + 30), title, times)
              for place, (title, times) in enumerate(measurements.items())]
    width = MARGIN + len(panels) * (WIDTH + GAP + 30)
    height = 2 * MARGIN + HEIGHT
    (ROOT / "docs" / "growth.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n' + "\n".join(panels)
        + f'\n<text x="{MARGIN + GAP / 2}" y="{height - 8}" fill="#666666">Dashed: linear. Both axes are logarithmic.</text>\n</svg>\n')
    for title, times in measurements.items():
        print(title, ", ".join(f"{size:,}: {time:.3g} ms" for size, time in times.items()), sep=": ")


if __name__ == "__main__":
    main(*sys.argv[1:])
