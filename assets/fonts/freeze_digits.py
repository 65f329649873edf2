#!/usr/bin/env python3
"""Makes the digits of a font equally wide by default.

A program that cannot ask its text engine for OpenType features shows the default
digits, and in Inter these are proportional: a "1" is narrower than a "0", so columns
of figures do not line up and a changing number jitters. This script

1. lets the characters 0-9 show the glyphs that the feature `tnum` would choose
   (only the digits: period, comma and all else stay as they are),
2. removes every feature that is on by default and could exchange a glyph in a
   number: `calt` (in Inter: x between digits, colon, arrows), `rlig`, `liga`,
   `clig`, and those a fraction slash switches on: `frac`, `numr`, `dnom`,
3. removes all kerning in which a digit takes part, on either side.

    python3 freeze_digits.py IN.ttf OUT.ttf
    python3 freeze_digits.py --check FONT.ttf ...

`--check` fails unless all digits have one advance, none of them is kerned, and
no feature of step 2 is left.
"""

import sys

from fontTools.otlLib.builder import buildCoverage
from fontTools.ttLib import TTFont

DIGITS = "0123456789"
DROPPED = {"calt", "rlig", "liga", "clig", "frac", "numr", "dnom"}


def single_substitutions(font, tag):
    """What the single substitutions of one GSUB feature map."""
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    found = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            if subtable.LookupType == 1:
                found.update(subtable.mapping)
    return found


def drop_features(table, tags):
    """Takes features out of a GSUB or GPOS table; their lookups are left to the subsetter."""
    records = table.FeatureList.FeatureRecord
    kept = [i for i, record in enumerate(records) if record.FeatureTag not in tags]
    renumbered = {old: new for new, old in enumerate(kept)}
    table.FeatureList.FeatureRecord = [records[i] for i in kept]
    table.FeatureList.FeatureCount = len(kept)
    for script in table.ScriptList.ScriptRecord:
        systems = [record.LangSys for record in script.Script.LangSysRecord]
        if script.Script.DefaultLangSys is not None:
            systems.append(script.Script.DefaultLangSys)
        for system in systems:
            system.FeatureIndex = [renumbered[i] for i in system.FeatureIndex if i in renumbered]
            system.FeatureCount = len(system.FeatureIndex)
            if system.ReqFeatureIndex != 0xFFFF:
                system.ReqFeatureIndex = renumbered.get(system.ReqFeatureIndex, 0xFFFF)


def pair_subtables(font):
    """Every pair positioning subtable, with the list that holds it."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            if subtable.LookupType == 2:
                yield subtable


def moves(value):
    """Whether a value record changes anything."""
    return value is not None and any(vars(value).values())


def drop_digit_kerning(font, digits):
    """Removes the given glyphs from both sides of every pair."""
    order = font.getReverseGlyphMap()
    for subtable in pair_subtables(font):
        if subtable.Format == 1:
            pairs = [
                (first, pair_set)
                for first, pair_set in zip(subtable.Coverage.glyphs, subtable.PairSet)
                if first not in digits
            ]
            for _, pair_set in pairs:
                pair_set.PairValueRecord = [
                    record for record in pair_set.PairValueRecord if record.SecondGlyph not in digits
                ]
                pair_set.PairValueCount = len(pair_set.PairValueRecord)
            subtable.Coverage = buildCoverage([first for first, _ in pairs], order)
            subtable.PairSet = [pair_set for _, pair_set in pairs]
            subtable.PairSetCount = len(pairs)
        else:
            firsts = [glyph for glyph in subtable.Coverage.glyphs if glyph not in digits]
            subtable.Coverage = buildCoverage(firsts, order)
            for glyph in digits:
                subtable.ClassDef1.classDefs.pop(glyph, None)
                subtable.ClassDef2.classDefs.pop(glyph, None)
            # A glyph in no class is in class 0, which therefore must not move anything.
            for record in subtable.Class1Record:
                other = record.Class2Record[0]
                if moves(other.Value1) or moves(other.Value2):
                    raise SystemExit("error: class 0 of a pair subtable moves glyphs")


def freeze(font):
    """The three steps of the module's text, in place."""
    tabular = single_substitutions(font, "tnum")
    for table in font["cmap"].tables:
        if not table.isUnicode():
            continue
        for digit in DIGITS:
            name = table.cmap.get(ord(digit))
            if name is not None:
                table.cmap[ord(digit)] = tabular.get(name, name)
    drop_features(font["GSUB"].table, DROPPED)
    cmap = font.getBestCmap()
    drop_digit_kerning(font, {cmap[ord(digit)] for digit in DIGITS})


def check(font, name):
    """Ends the program unless the digits are frozen; returns their advance."""
    cmap = font.getBestCmap()
    digits = {cmap[ord(digit)] for digit in DIGITS}
    advances = {font["hmtx"][glyph][0] for glyph in digits}
    if len(digits) != 10 or len(advances) != 1:
        raise SystemExit(f"error: {name}: digits have the advances {sorted(advances)}")
    if "GSUB" in font:
        left = DROPPED & {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        if left:
            raise SystemExit(f"error: {name}: still has {sorted(left)}")
    if "GPOS" in font:
        for subtable in pair_subtables(font):
            firsts = set(subtable.Coverage.glyphs)
            if subtable.Format == 1:
                seconds = {r.SecondGlyph for s in subtable.PairSet for r in s.PairValueRecord}
            else:
                seconds = set(subtable.ClassDef2.classDefs)
            if digits & (firsts | seconds):
                raise SystemExit(f"error: {name}: digits are kerned")
    return advances.pop()


def main(arguments):
    """The command line."""
    if len(arguments) > 1 and arguments[0] == "--check":
        for path in arguments[1:]:
            font = TTFont(path)
            print(f"{path}: digits {check(font, path)} of {font['head'].unitsPerEm} units wide")
    elif len(arguments) == 2:
        font = TTFont(arguments[0], recalcTimestamp=False)
        freeze(font)
        check(font, arguments[0])
        font.save(arguments[1])
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
