// Runs a program in Squiggle: node run.mjs PROGRAM DRAWS. Prints what `target()` comes to, and how long `curve()` takes.
import { readFileSync } from "node:fs";
import { run } from "@quri/squiggle-lang";

const [, , path, draws] = process.argv;
const program = readFileSync(path, "utf8");
const environment = { sampleCount: Number(draws), xyPointLength: 1000, seed: "1" };

async function timed(last) {
  const start = performance.now();
  const output = await run(`${program}\n${last}`, { environment });
  if (!output.result.ok) {
    throw new Error(output.result.value.toString());
  }
  return [performance.now() - start, output.result.value.result];
}

// This run warms the compiler of the language below, too.
const [, figures] = await timed("target()");
const [withoutCurve] = await timed("0");
const [withCurve] = await timed("curve()");
console.log(JSON.stringify({ figures: figures.asJS(), curve_ms: withCurve - withoutCurve }));
