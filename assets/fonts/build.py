#!/usr/bin/env python3
"""Builds the font files of this folder from the npm packages that are named below.

    pip install fonttools==4.68.0 brotli==1.2.1
    python3 build.py             # fetches the packages with `npm pack`
    python3 build.py FOLDER      # takes the two .tgz files from FOLDER

The same packages and the same fontTools give the same bytes.
"""

import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

from fontTools import subset
from fontTools.ttLib import TTFont

import freeze_digits

HERE = pathlib.Path(__file__).resolve().parent

INTER = (
    "inter-ui@4.1.1",
    "inter-ui-4.1.1.tgz",
    "e392e4d71f18a7c1f23dfecd833d68fa05eeab41862686584e80fd2b5d87e9c0",
)
PHOSPHOR = (
    "@phosphor-icons/web@2.1.2",
    "phosphor-icons-web-2.1.2.tgz",
    "40e3096099ca818c047979cece6a3764944d5200c67b64092f7bcd8bcd1d2b08",
)

WEIGHTS = {"Regular": 400, "SemiBold": 600, "Bold": 700}
FILES_AT_MOST = 250_000

# --- characters of the text font ---------------------------------------------------------------

CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180)]  # Latin, Latin-1, Latin Extended-A
    + [0x192, 0x218, 0x219, 0x21A, 0x21B, 0x1E9E]  # ƒ ȘșȚț ẞ
    + [0x2BC, 0x2C6, 0x2C7, *range(0x2D8, 0x2DE)]  # spacing accents
    + [*range(0x300, 0x305), 0x306, 0x307, 0x308, 0x30A, 0x30B, 0x30C, 0x327, 0x328]  # combining
    + [*range(0x386, 0x38B), 0x38C, *range(0x38E, 0x3A2), *range(0x3A3, 0x3CF)]  # Greek
    + [*range(0x2000, 0x2016), *range(0x2018, 0x2023), 0x2026, 0x202F]  # spaces, dashes, quotes
    + [0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x205F, 0x2060]
    + [0x2070, 0x2071, *range(0x2074, 0x208F)]  # superscripts and subscripts
    + [*range(0x20A0, 0x20C1)]  # currencies
    + [0x2113, 0x2116, 0x2122, 0x2126, 0x212E]  # ℓ № ™ Ω ℮
    + [0x2153, 0x2154, *range(0x215B, 0x215F)]  # fractions
    + [*range(0x2190, 0x219A), 0x21A9, 0x21AA, 0x21B3, 0x21B5, 0x21D2, 0x21D4, 0x21E7]  # arrows
    + [0x2202, 0x2206, 0x2208, 0x220F, 0x2211, 0x2212, 0x2215, 0x2217, 0x2219, 0x221A, 0x221D]
    + [0x221E, 0x2229, 0x222A, 0x222B, 0x2248, 0x2260, 0x2261, 0x2264, 0x2265, 0x22C5]  # mathematics
    + [0x2303, 0x2318, 0x2325, 0x232B, 0x23CE]  # ⌃ ⌘ ⌥ ⌫ ⏎
    + [0x25A0, 0x25A1, 0x25B2, 0x25B3, 0x25B6, 0x25B7, 0x25BC, 0x25BD, 0x25C0, 0x25C1]
    + [0x25C6, 0x25C7, 0x25CA, 0x25CB, 0x25CF, 0x2605, 0x2606]  # geometric shapes, stars
    + [0x2713, 0x2715, 0x2717]  # ✓ ✕ ✗
)

# Without these the build fails.
NEEDED = (
    "0123456789$%,.+-–—…‘’“”•€£¥₹₩₽₺₿×÷±−≈≤≥≠∞ΣΠ√∂½¼¾⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
    "←→↑↓↔●○■□▲▼▶◀✓⌘⇧µαβγδεθλμπσφωΔΩ\u00a0\u2009\u202f"
)

# --- icons -------------------------------------------------------------------------------------

ICONS = """
    plus minus x check checks plus-circle minus-circle check-circle x-circle prohibit equals percent
    divide plus-minus approximate-equals function sigma hash infinity
    caret-down caret-up caret-left caret-right caret-up-down caret-double-left caret-double-right
    arrow-down arrow-up arrow-left arrow-right arrow-up-right arrow-down-right arrow-elbow-down-right
    arrow-u-up-left arrow-u-up-right arrow-bend-down-right arrow-square-out arrow-line-down arrow-line-up
    arrow-fat-right arrow-counter-clockwise arrow-clockwise arrows-clockwise arrows-split arrows-merge
    arrows-out arrows-in arrows-horizontal arrows-vertical arrows-left-right swap shuffle
    dots-six-vertical dots-three dots-three-vertical
    trash copy copy-simple eye eye-slash pencil pencil-simple scissors eraser magic-wand sparkle
    floppy-disk floppy-disk-back folder folder-open folder-plus file file-plus file-text file-csv file-png
    file-svg files archive tray export download download-simple upload upload-simple share-network
    image camera printer paperclip
    magnifying-glass magnifying-glass-plus magnifying-glass-minus
    warning warning-circle info question gear gear-six sliders sliders-horizontal wrench faders
    chart-line chart-bar chart-bar-horizontal chart-line-up chart-line-down chart-pie chart-pie-slice
    chart-donut chart-scatter chart-polar trend-up trend-down graph tree-structure flow-arrow
    line-segment line-segments wave-sine intersect
    table list list-bullets list-checks list-numbers list-dashes stack stack-simple cube squares-four
    columns rows sidebar sidebar-simple layout grid-four
    database robot cpu brain hard-drives hard-drive cloud cloud-arrow-up cloud-arrow-down cloud-check
    broadcast plug plugs plugs-connected lightning pulse bug globe code terminal terminal-window webhooks-logo
    coins coin currency-dollar currency-eur currency-circle-dollar money receipt invoice bank wallet piggy-bank
    calculator tag hand-coins credit-card shopping-cart handshake
    users users-three user user-gear user-check user-plus user-circle identification-badge briefcase
    building-office buildings headset
    shield-check shield shield-warning lock lock-open lock-key lock-simple key fingerprint
    git-branch git-fork git-merge git-diff git-commit path recycle funnel funnel-simple
    text-align-left text-t text-aa textbox cursor-text cursor-click article
    clock clock-counter-clockwise clock-clockwise timer hourglass hourglass-medium calendar calendar-blank
    calendar-check flag flag-checkered target crosshair ruler gauge speedometer scales seal-check
    seal-warning seal-question star star-half push-pin push-pin-slash push-pin-simple bookmark bookmark-simple
    note note-pencil notepad link link-simple link-break book-open book-bookmark books command keyboard
    moon sun sun-dim circle-half monitor presentation-chart presentation projector-screen-chart
    corners-out corners-in frame-corners house megaphone chat-circle chat-text chats chats-circle
    clipboard-text clipboard graduation-cap student certificate
    circle circle-dashed circle-notch dot dot-outline square square-half diamond triangle toggle-left toggle-right
    radio-button check-square check-fat spinner spinner-gap
    lightbulb rocket rocket-launch flask test-tube binoculars compass signpost map-trifold mountains stairs steps
    play pause stop skip-forward skip-back rewind fast-forward dice-five
    thumbs-up thumbs-down fire leaf puzzle-piece factory traffic-signal scan selection selection-plus
    bell bell-ringing envelope paper-plane-tilt sign-out sign-in power door-open
    wifi-high wifi-slash battery-medium thermometer drop snowflake globe-hemisphere-west translate
"""


def package(wanted, folder):
    """The named npm package, its checksum verified, as an open archive."""
    spec, name, digest = wanted
    path = folder / name
    if not path.exists():
        subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise SystemExit(f"error: {name} is not the file this script was written for")
    return tarfile.open(fileobj=io.BytesIO(data))


def read(archive, name):
    """One file of a package."""
    return archive.extractfile(f"package/{name}").read()


def reduce(font, unicodes, features):
    """Keeps only these characters and features, and no glyph names or hints."""
    options = subset.Options()
    options.layout_features = features
    options.layout_closure = False
    options.glyph_names = False
    options.hinting = False
    options.legacy_cmap = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.name_legacy = False
    options.name_languages = [0x409]
    options.drop_tables += ["DSIG", "STAT", "meta"]
    options.recalc_timestamp = False
    options.recalc_bounds = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    if not features:
        for tag in ("GDEF", "GPOS", "GSUB"):
            if tag in font:
                del font[tag]


def rename(font, family, style, weight):
    """Family and style for every reader of fonts, old (1, 2) and new (16, 17)."""
    names = font["name"]
    plain = style in ("Regular", "Bold")
    new = {
        1: family if plain else f"{family} {style}",
        2: style if plain else "Regular",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }
    for number, text in new.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def save(font, name):
    """Writes a font beside this script and reads it back to say what is in it."""
    path = HERE / name
    font.flavor = None
    font.save(path)
    size = path.stat().st_size
    if size > FILES_AT_MOST:
        raise SystemExit(f"error: {name} has {size} bytes")
    font = TTFont(path)
    if "glyf" not in font:
        raise SystemExit(f"error: {name} has no TrueType outlines")
    names, head, hhea = font["name"], font["head"], font["hhea"]
    print(
        f"{name}: {size} bytes, {len(font.getBestCmap())} characters, "
        f"family {names.getDebugName(16)!r}, style {names.getDebugName(17)!r}, "
        f"weight {font['OS/2'].usWeightClass}, {head.unitsPerEm} units per em, "
        f"ascent {hhea.ascent}, descent {hhea.descent}, line gap {hhea.lineGap}"
    )
    return font


def build_inter(archive):
    """Regular, SemiBold and Bold with frozen digits."""
    for style, weight in WEIGHTS.items():
        font = TTFont(io.BytesIO(read(archive, f"web/Inter-{style}.woff2")), recalcTimestamp=False)
        freeze_digits.freeze(font)
        reduce(font, CHARACTERS, ["ccmp", "locl", "kern", "mark", "mkmk"])
        rename(font, "Inter", style, weight)
        name = f"Inter-{style}.ttf"
        font = save(font, name)
        missing = [c for c in NEEDED if ord(c) not in font.getBestCmap()]
        if missing:
            raise SystemExit(f"error: {name} lacks {' '.join(missing)}")
        absent = [chr(c) for c in CHARACTERS if c not in font.getBestCmap()]
        print(f"  digits {freeze_digits.check(font, name)} units wide; not in Inter: {' '.join(f'U+{ord(c):04X}' for c in absent)}")
    (HERE / "LICENSE-Inter.txt").write_bytes(read(archive, "LICENSE.txt"))


def build_phosphor(archive):
    """Regular and Fill: the same icons at the same code points."""
    names = ICONS.split()
    if len(names) != len(set(names)):
        raise SystemExit(f"error: named twice: {sorted({n for n in names if names.count(n) > 1})}")
    points = {}
    for folder, file, suffix, family in (
        ("regular", "Phosphor", "", "Phosphor"),
        ("fill", "Phosphor-Fill", "-fill", "Phosphor Fill"),
    ):
        known = {}
        for icon in json.loads(read(archive, f"src/{folder}/selection.json"))["icons"]:
            properties = icon["properties"]
            for name in properties["name"].split(", "):
                known[name.removesuffix(suffix)] = properties["code"]
        unknown = [name for name in names if name not in known]
        if unknown:
            raise SystemExit(f"error: {family} has no {' '.join(unknown)}")
        here = {name: known[name] for name in names}
        if points and points != here:
            raise SystemExit("error: Regular and Fill disagree about code points")
        points = here
        font = TTFont(io.BytesIO(read(archive, f"src/{folder}/{file}.ttf")), recalcTimestamp=False)
        reduce(font, points.values(), [])
        rename(font, family, "Regular", 400)
        font = save(font, f"{file}.ttf")
        absent = [n for n, p in points.items() if not has_outline(font, p)]
        if absent:
            raise SystemExit(f"error: {family} draws nothing for {' '.join(absent)}")
    lines = [f"{name} U+{points[name]:04X}\n" for name in sorted(points)]
    (HERE / "phosphor_icons.txt").write_text("".join(lines), encoding="utf-8")
    (HERE / "LICENSE-Phosphor.txt").write_bytes(read(archive, "LICENSE"))
    print(f"{len(points)} icons in phosphor_icons.txt")


def has_outline(font, point):
    """Whether the font draws something for a code point."""
    name = font.getBestCmap().get(point)
    return name is not None and font["glyf"][name].numberOfContours != 0


def main(arguments):
    """The command line."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(arguments[0] if arguments else temporary)
        with package(INTER, folder) as archive:
            build_inter(archive)
        with package(PHOSPHOR, folder) as archive:
            build_phosphor(archive)


if __name__ == "__main__":
    main(sys.argv[1:])
