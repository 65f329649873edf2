#!/usr/bin/env python3
"""Decks are read back as other programs read them: charts are native, their numbers are those of `--format json`, their
workbooks hold the same, and a chart whose data is replaced is saved and read again.

    python tests/deck/check.py BREAKEVEN [SCENARIO.ron ...]

Needs python-pptx and openpyxl.
"""

import io
import json
import math
import posixpath
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from pptx import Presentation
from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as KIND

ROOT = Path(__file__).parents[2]
PROGRAM = sys.argv[1]
PRESETS = ["support_assistant", "trap_950x", "self_hosted_summaries", "copilot_seats", "voice_assistant"]
FILES = [Path(file) for file in sys.argv[2:]] or [ROOT / "presets" / f"{key}.ron" for key in PRESETS]
POINTS = {KIND.XY_SCATTER, KIND.XY_SCATTER_LINES, KIND.XY_SCATTER_LINES_NO_MARKERS}
# What each chart is, in python-pptx's words.
KINDS = {
    "curve": POINTS,
    "viability": POINTS,
    "breakdown": {KIND.COLUMN_STACKED_100},
    # Without strategies no bar goes on where another ends.
    "savings": {KIND.BAR_STACKED, KIND.BAR_CLUSTERED},
    "sensitivity": {KIND.BAR_CLUSTERED},
    "what_must_be_true": {KIND.BAR_CLUSTERED},
    "cash": {KIND.AREA_STACKED, KIND.LINE},
    "multiple": {KIND.BAR_STACKED},
    "not_tokens": {KIND.BAR_CLUSTERED},
    "floor": {KIND.BAR_CLUSTERED},
    "bill": {KIND.BAR_STACKED},
    "actuals": {KIND.BAR_CLUSTERED},
}
checks = 0


def check(holds, what):
    global checks
    checks += 1
    if not holds:
        sys.exit(f"error: {what}")


def same(found, expected, what):
    near = found is not None and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)
    check(near, f"{what}: {found} instead of {expected}")


def run(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"error: {arguments}: {done.stderr[:600]}")


# --- the archive ------------------------------------------------------------------------------

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def sound(path):
    """Every part is well formed, of a kind that is told, and refers to parts that are there."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        check(archive.namelist()[0] == "[Content_Types].xml", f"{path}: kinds come first")
        types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        told = {element.get("PartName") for element in types.iter(f"{TYPES}Override")}
        usual = {element.get("Extension") for element in types.iter(f"{TYPES}Default")}
        check(told <= {f"/{name}" for name in names}, f"{path}: kinds of parts that are not there")
        referred = set()
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                folder = posixpath.dirname(posixpath.dirname(name))
                for relation in ElementTree.fromstring(archive.read(name)).iter(RELATION):
                    target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
                    check(target in names, f"{path}: {name} leads to {target}, which is not there")
                    referred.add(target)
            elif name != "[Content_Types].xml":
                ending = name.rsplit(".", 1)[-1]
                is_told = f"/{name}" in told or (ending in usual and ending != "xml")
                check(is_told, f"{path}: nobody says what {name} is")
        parts = {name for name in names if not name.endswith(".rels")} - {"[Content_Types].xml"}
        check(referred == parts, f"{path}: nobody refers to {parts - referred}")
        check({"docProps/core.xml", "docProps/app.xml"} <= names, f"{path}: no properties")


# --- the numbers ------------------------------------------------------------------------------


def numbers(series):
    """The values of a series, empty ones as None."""
    return list(series.values)


def by_name(chart):
    return {series.name: series for plot in chart.plots for series in plot.series}


def workbook_agrees(chart, what):
    """The workbook holds what the chart remembers, cell by cell, and no formula."""
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for reference in chart._chartSpace.iter(f"{space}numRef", f"{space}strRef"):
        place = reference.find(f"{space}f").text.removeprefix("Sheet1!").replace("$", "")
        cells = sheet[place]
        cells = [row[0] for row in cells] if isinstance(cells, tuple) else [cells]
        found = {int(point.get("idx")): point.find(f"{space}v").text for point in reference.iter(f"{space}pt")}
        for row, cell in enumerate(cells):
            check(cell.data_type != "f", f"{what}: {cell.coordinate} is a formula")
            value = found.get(row)
            if isinstance(cell.value, (int, float)):
                same(None if value is None else float(value), cell.value, f"{what} {cell.coordinate}")
            else:
                check((cell.value or "") == (value or ""), f"{what} {cell.coordinate}: {value!r} not {cell.value!r}")


def curve(chart, result):
    stages = by_name(chart)["stages"]
    lines = by_name(chart)["planned"]
    check(10 < len(list(lines.iter_values())), "curve: few points")
    costs = [stage["planned"]["cost"] for stage in result["stages"]]
    for found, cost in zip(stages.iter_values(), costs, strict=True):
        same(found, cost, "curve")
    low = list(by_name(chart)["planned, 8 in 10 futures from"].iter_values()) if result_is_uncertain(result) else []
    bands = [point["cost"][0] for point in result["bands"]["planned"]]
    for value in low:
        check(value is None or any(math.isclose(value, band, rel_tol=1e-9) for band in bands), f"curve: {value}")


def result_is_uncertain(result):
    return any(low < high for low, high in (point["cost"] for point in result["bands"]["planned"]))


def viability(chart, result):
    costs = [stage["planned"]["cost_per_outcome"] for stage in result["stages"]]
    found = list(by_name(chart)["stages"].iter_values())
    for value, cost in zip(found, [cost for cost in costs if cost is not None], strict=True):
        same(value, cost, "viability")


def breakdown(chart, result):
    check([category.split("\n")[0] for category in chart.plots[0].categories] == names_of(result), "breakdown: stages")
    for place, stage in enumerate(result["stages"]):
        same(sum(numbers(series)[place] for series in chart.plots[0].series), stage["planned"]["cost"], "breakdown")
    tokens = numbers(by_name(chart)["Tokens"])
    for value, stage in zip(tokens, result["stages"], strict=True):
        same(value, stage["planned"]["categories"].get("Inference", 0.0), "breakdown: tokens")


def names_of(result):
    return [stage["name"] for stage in result["stages"]]


def target_of(result):
    return result["stages"][result["scenario"]["plan"]["target_stage"]]


def savings(chart, result):
    """Bars lie on an axis of what is saved, from nothing: the whole bill is told in words, by the name of its row."""
    amounts = by_name(chart).get("amount", chart.plots[0].series[0])
    rows = dict(zip(chart.plots[0].categories, numbers(amounts), strict=True))
    target = target_of(result)
    baseline, planned, best = (target[version]["cost"] for version in ("baseline", "planned", "floor"))
    same(rows.pop("Planned"), baseline - planned, "savings: planned")
    same(rows.pop("Floor, best net"), baseline - best, "savings: floor")
    rows.pop("“Alone” added up", None)
    whole = next((name for name in rows if name.startswith("No strategies: costs ")), None)
    if whole is None:
        check(not rows, f"savings: {rows} of no strategy")
        return
    share = f"of which {(baseline - planned) / baseline:.0%}".replace("%", "\xa0%")
    check(f"{baseline:,.0f}" in whole and share in whole, f"savings: without: {whole}")
    same(rows.pop(whole), 0.0, "savings: nothing is saved without")
    steps = sorted(abs(earns["share"]) for earns in result["shapley"].values() if earns["share"] or earns["alone"])
    for value, step in zip(sorted(rows.values()), steps, strict=True):
        same(value, step, "savings: step")
    begins = numbers(by_name(chart)["begins at"])
    check(all(start >= 0 for start in begins), "savings: what bars stand on")


def sensitivity(chart, result):
    swings = {swing["name"]: {swing["net_at_p10"], swing["net_at_p90"]} for swing in result["tornado_inputs"]}
    ends = [numbers(series) for series in chart.plots[0].series]
    for place, name in enumerate(chart.plots[0].categories):
        for value in (end[place] for end in ends):
            near = any(math.isclose(value, net, rel_tol=1e-9, abs_tol=1e-9) for net in swings[name])
            check(near, f"sensitivity: {name} {value} of {swings[name]}")


def what_must_be_true(chart, result):
    rows = {row["name"]: row for row in result["what_must_be_true"]}
    for name, value in zip(chart.plots[0].categories, numbers(chart.plots[0].series[0]), strict=True):
        same(value, rows[name]["factor"], f"what must be true: {name}")


def cash(chart, result):
    months = result["months"]
    check(list(chart.plots[0].categories) == [str(month["month"]) for month in months], "cash: months")
    for value, month in zip(numbers(by_name(chart)["planned"]), months, strict=True):
        same(value, month["cumulative"], "cash")
    if "8 in 10 futures from" in by_name(chart):
        low = numbers(by_name(chart)["8 in 10 futures from"])
        span = numbers(by_name(chart)["8 in 10 futures up by"])
        for from_, by, month in zip(low, span, result["cash_band"], strict=True):
            same(from_, month["p10"], "cash: from")
            same(from_ + by, month["p90"], "cash: to")


def multiple(chart, result):
    rows = dict(zip(chart.plots[0].categories, numbers(by_name(chart)["written at its end"]), strict=True))
    same(rows["Requests"], result["multiple"]["volume"], "multiple: requests")
    same(rows["Cost a month"], result["multiple"]["total"], "multiple: cost")


def not_tokens(chart, result):
    rows = dict(zip(chart.plots[0].categories, numbers(chart.plots[0].series[0]), strict=True))
    target = target_of(result)["planned"]
    same(rows["Tokens"], target["inference"], "not tokens: tokens")
    same(sum(rows.values()), target["cost"], "not tokens: together")


def floor(chart, result):
    rows = dict(zip(chart.plots[0].categories, numbers(chart.plots[0].series[0]), strict=True))
    target = target_of(result)
    versions = [("Cost as planned", "planned"), ("Cost without strategies", "baseline"), ("Cost at the best net", "floor")]
    for name, version in versions:
        same(rows[name], target[version]["cost_per_outcome"], f"floor: {name}")


NUMBERS = {
    "curve": curve,
    "viability": viability,
    "breakdown": breakdown,
    "savings": savings,
    "sensitivity": sensitivity,
    "what_must_be_true": what_must_be_true,
    "cash": cash,
    "multiple": multiple,
    "not_tokens": not_tokens,
    "floor": floor,
}


# --- edits ------------------------------------------------------------------------------------


def replaced(chart):
    """Other data of the same shape; returns a value to look for afterwards."""
    if chart.chart_type == KIND.BUBBLE:
        data = BubbleChartData()
        for place in range(len(chart.plots[0].series)):
            data.add_series(f"series {place}").add_data_point(1.5, 2.5, 3.5 + place)
    elif chart.chart_type in POINTS:
        data = XyChartData()
        for place in range(len(chart.plots[0].series)):
            data.add_series(f"series {place}").add_data_point(1.5, 2.5 + place)
    else:
        data = CategoryChartData()
        data.categories = ["first", "second"]
        for place in range(sum(len(plot.series) for plot in chart.plots)):
            data.add_series(f"series {place}", (2.5 + place, 4.0))
    chart.replace_data(data)
    return 2.5


def edited(path, what):
    deck = Presentation(path)
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    expected = [replaced(chart) for chart in charts]
    out = io.BytesIO()
    deck.save(out)
    again = Presentation(io.BytesIO(out.getvalue()))
    charts = [shape.chart for slide in again.slides for shape in slide.shapes if shape.has_chart]
    check(len(charts) == len(expected), f"{what}: charts are lost")
    for chart, value in zip(charts, expected):
        found = list(chart.plots[0].series[0].values)
        check(found[0] == value, f"{what}: {found} after the data was replaced")
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        check(value in [cell.value for row in sheet.iter_rows() for cell in row], f"{what}: the workbook is the old one")


# --- decks ------------------------------------------------------------------------------------


def deck_agrees(path, result, keys):
    what = path.stem
    sound(path)
    deck = Presentation(path)
    check(deck.slide_width == 12192000 and deck.slide_height == 6858000, f"{what}: not 16 : 9")
    titles = {table["title"]: key for key, table in result["tables"].items()}
    seen = []
    for slide in deck.slides:
        title = slide.shapes.title.text_frame.text
        check(title in titles, f"{what}: a title is no finding: {title}")
        key = titles[title]
        seen.append(key)
        frames = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
        told = frames[0]._element.nvGraphicFramePr.cNvPr.get("descr")
        check(told == result["tables"][key]["summary"], f"{what} {key}: alternative text {told!r}")
        places = {shape.placeholder_format.idx for shape in slide.placeholders}
        check(places == {0, 13, 14, 15}, f"{what} {key}: places {places}")
        charts = [shape.chart for shape in frames if shape.has_chart]
        if key in KINDS:
            check(len(charts) == 1, f"{what} {key}: no native chart")
            kind = charts[0].chart_type
            check(kind in KINDS[key], f"{what} {key}: {kind}")
            workbook_agrees(charts[0], f"{what} {key}")
            if key in NUMBERS:
                NUMBERS[key](charts[0], result)
        else:
            rows = [[cell.text_frame.text for cell in row.cells] for row in frames[0].table.rows]
            check([row[0] for row in rows[1:]] == [row[0] for row in result["tables"][key]["rows"]], f"{what} {key}: rows")
    check(len(seen) == len(set(seen)) and set(keys) <= set(seen), f"{what}: {seen}")
    edited(path, what)
    return len(seen)


def same_bytes(file, one, other):
    run("export", file, "--out", other, "--format", "pptx")
    name = f"{file.stem}-slides.pptx"
    check((one / name).read_bytes() == (other / name).read_bytes(), f"{file.stem}: not the same bytes twice")


def portfolio(out):
    file = ROOT / "presets/portfolios/ten_use_cases.portfolio.ron"
    run("portfolio", file, "--out", out)
    path = next(out.glob("*-slides.pptx"))
    sound(path)
    deck = Presentation(path)
    chart = next(shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    check(chart.chart_type == KIND.BUBBLE, f"the map is {chart.chart_type}")
    workbook_agrees(chart, "map")
    use_cases = json.loads(next(out.glob("*.json")).read_text())["use_cases"]
    check(sum(len(list(series.iter_values())) for series in chart.plots[0].series) == len(use_cases), "map: use cases")
    edited(path, "map")


def faults(out):
    """Texts that nobody meant well with end in a deck that opens, or in a sentence."""
    opened = 0
    for file in sorted((ROOT / "tests/fixtures/faults").glob("*.ron")):
        done = subprocess.run([PROGRAM, "export", file, "--out", out, "--format", "pptx"], capture_output=True, text=True)
        path = out / f"{file.stem}-slides.pptx"
        if done.returncode == 2:
            check(done.stderr.startswith("breakeven: ") and not path.exists(), f"{file.stem}: {done.stderr}")
            continue
        check(done.returncode == 0, f"{file.stem}: {done.stderr}")
        sound(path)
        for slide in Presentation(path).slides:
            for shape in slide.shapes:
                if shape.has_chart:
                    workbook_agrees(shape.chart, file.stem)
        opened += 1
    check(0 < opened, "no fault was opened")


def main():
    slides = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        out, again = folder / "out", folder / "again"
        for file in FILES:
            run("export", file, "--out", out, "--format", "pptx,json")
            result = json.loads((out / f"{file.stem}.json").read_text())
            strategies = result["scenario"]["strategies"]
            earned = ["savings"] if any(strategy["enabled"] for strategy in strategies) else []
            slides += deck_agrees(out / f"{file.stem}-slides.pptx", result, ["curve", "breakdown", "cash", *earned])
        same_bytes(FILES[0], out, again)
        run("export", FILES[0], "--out", folder / "one", "--format", "pptx", "--charts", "cash")
        check(len(Presentation(folder / "one" / f"{FILES[0].stem}-slides.pptx").slides) == 1, "one chart is one slide")
        portfolio(folder / "portfolio")
        faults(folder / "faults")
    print(f"{len(FILES)} decks and a map, {slides} slides, {checks} checks")


main()
