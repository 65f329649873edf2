// Uses the page in Chromium. Called by `.ci/web` with the page, the program to compare it with, and a folder for
// pictures:
//
//   node tests/web/main.js PAGE.html BREAKEVEN PICTURES
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { Browser, open, said, drag, click, press, settled } = require("./page.js");
const { difference } = require("./pictures.js");

const [workbench, program, pictures] = process.argv.slice(2).map((given) => path.resolve(given));
const ROOT = path.resolve(__dirname, "../..");
const PRESETS = path.join(ROOT, "presets");
const EXAMPLE = "Verdict at Production: Marginal: value 1.26× cost, hurdle 1.5×";
// Where things are in the workshop layout at 1600 × 1000.
const VOLUME = [1248, 404];
// The same without first steps above.
const SENT_VOLUME = [1248, 330];
const FIRST_SWITCH = [1174, 520];
const EDIT_A_COPY = [1522, 32];
// The second button where no portfolio is open.
const TEN_USE_CASES = [795, 465];
// The first button of what was found, in the other layout.
const RESTORE = [523, 541];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "breakeven-page-"));
fs.mkdirSync(pictures, { recursive: true });

async function picture(page, name) {
    return page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

// Saves under the name that is suggested. Returns where the browser has put it.
async function saved(page, keys, ...names) {
    const downloading = page.waitForEvent("download");
    await press(page, keys);
    for (const name of names) await press(page, name);
    const download = await downloading;
    const file = path.join(folder, download.suggestedFilename());
    await download.saveAs(file);
    return file;
}

async function chosen(page, keys, file) {
    const asked = page.waitForEvent("filechooser");
    await page.keyboard.press(keys);
    await (await asked).setFiles(file);
    await settled(page);
    await settled(page);
}

const checks = {
    async "it begins on the example"(browser) {
        const megabytes = fs.statSync(workbench).size / 1e6;
        const page = await open(await browser.somebody(), workbench);
        console.log(`  ${megabytes.toFixed(2)} MB, first frame after ${page.took} ms`);
        assert.strictEqual(await page.title(), "Customer support assistant – Breakeven");
        assert((await said(page)).startsWith(EXAMPLE), await said(page));
        await picture(page, "workshop");
    },

    async "it shows what the program shows"(browser) {
        const page = await open(await browser.somebody(), workbench);
        await press(page, "Escape");
        await press(page, "Escape");
        await page.mouse.move(5, 500);
        await settled(page);
        const there = await picture(page, "build");
        const here = fs.readFileSync(path.join(ROOT, "tests/window/window_light.png"));
        const share = await difference(page.context(), here, there);
        console.log(`  ${(share * 100).toFixed(2)} % of the window differ from the program's`);
        assert(share < 0.02, `${share}`);
    },

    async "it computes what the program computes"(browser) {
        const page = await open(await browser.somebody(), workbench);
        const files = fs.readdirSync(PRESETS).filter((name) => name.endsWith(".ron")).map((name) => path.join(PRESETS, name));
        let compared = 0;
        for (const file of files) {
            const text = fs.readFileSync(file, "utf8");
            let expected;
            try {
                expected = execFileSync(program, ["evaluate", "--json", file], { encoding: "utf8", maxBuffer: 1 << 28 });
            } catch {
                continue; // A portfolio, for one.
            }
            assert(expected === await page.evaluate((text) => breakeven.evaluate(text), text), file);
            compared += 1;
        }
        console.log(`  the same bytes for ${compared} plans`);
        assert(5 <= compared);
    },

    async "what is moved moves the verdict, and is saved and opened again"(browser) {
        const somebody = await browser.somebody();
        const page = await open(somebody, workbench);
        await drag(page, VOLUME, [1330, 404]);
        const moved = await said(page);
        assert(!moved.startsWith(EXAMPLE), moved);
        await click(page, ...FIRST_SWITCH);
        const flipped = await said(page);
        assert.notStrictEqual(flipped, moved);
        await picture(page, "moved");
        const file = await saved(page, "Control+s", "Enter");
        assert(file.endsWith(".ron"), file);
        assert.match(await said(page), /Saved \/Downloads\//);
        const json = execFileSync(program, ["evaluate", "--json", file], { encoding: "utf8", maxBuffer: 1 << 28 });
        assert(json === await page.evaluate((text) => breakeven.evaluate(text), fs.readFileSync(file, "utf8")));
        await page.close();

        const later = await open(somebody, workbench);
        assert((await said(later)).startsWith(EXAMPLE), "what was saved is no unsaved work");
        await chosen(later, "Control+o", file);
        assert.strictEqual((await said(later)).split(". ")[0], flipped.split(". ")[0]);
        await picture(later, "opened");
    },

    async "what was not saved is offered once its window is gone, and only then"(browser) {
        const somebody = await browser.somebody();
        const page = await open(somebody, workbench);
        await drag(page, VOLUME, [1330, 404]);
        await page.waitForTimeout(1500);
        const worked = await said(page);
        const beside = await open(somebody, workbench);
        await press(beside, "Enter");
        assert((await said(beside)).startsWith(EXAMPLE), "the other window is at work still");
        await beside.close();
        await page.close({ runBeforeUnload: false });

        const later = await open(somebody, workbench);
        await picture(later, "recovery");
        await click(later, ...RESTORE);
        assert.strictEqual((await said(later)).split(". ")[0], worked.split(". ")[0]);
        assert.match(await said(later), /Restored/);
        await picture(later, "recovered");
    },

    async "everything is exported, as one archive"(browser) {
        const page = await open(await browser.somebody(), workbench);
        const downloading = page.waitForEvent("download", { timeout: 300000 });
        await press(page, "Control+k");
        await page.keyboard.type("export everything");
        await press(page, "Enter");
        const download = await downloading;
        const bytes = fs.readFileSync(await download.path());
        const entries = bytes.toString("latin1").split("PK\x01\x02").length - 1;
        assert(download.suggestedFilename().endsWith(".zip"), download.suggestedFilename());
        console.log(`  ${entries} files, ${(bytes.length / 1e6).toFixed(1)} MB`);
        assert(40 <= entries, `${entries}`);
        await settled(page);
        await picture(page, "exported");
    },

    async "what the browser has no room for is said"(browser) {
        const page = await open(await browser.somebody(), workbench);
        await page.evaluate(() => {
            let size = 1 << 22, at = 0;
            while (1 < size) {
                try { localStorage.setItem(`filler ${at++}`, "x".repeat(size)); } catch { size >>= 1; }
            }
        });
        await drag(page, VOLUME, [1330, 404]);
        await page.waitForTimeout(1500);
        assert.match(await said(page), /Unsaved work is not being kept: .*the browser keeps/);
    },

    async "a scenario that was dropped is opened"(browser) {
        const page = await open(await browser.somebody(), workbench);
        const file = path.join(PRESETS, fs.readdirSync(PRESETS).filter((name) => name.endsWith(".ron")).sort()[0]);
        const dropped = await page.evaluateHandle(([name, text]) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], name));
            return dropped;
        }, [path.basename(file), fs.readFileSync(file, "utf8")]);
        await page.dispatchEvent("#window", "drop", { dataTransfer: dropped });
        await settled(page);
        await settled(page);
        assert.match(await said(page), /Opened /);
    },

    async "a page that was sent is looked at, and worked on as a copy"(browser) {
        const names = ["Plan A", "</script><script>alert(1)</script><!--", "<img src=x onerror=alert(1)> & '`${alert(1)}"];
        const example = fs.readFileSync(path.join(PRESETS, "support_assistant.ron"), "utf8");
        for (const name of names) {
            const file = path.join(folder, "plan.ron");
            fs.writeFileSync(file, example.replace(/name: "[^"]*"/, `name: ${JSON.stringify(name)}`));
            execFileSync(program, ["export", file, "--format", "html", "--page", workbench, "--out", folder]);
            const page = await open(await browser.somebody(), path.join(folder, "plan.html"));
            assert.strictEqual(await page.title(), `${name} – Breakeven`.replace(/\s+/g, " "));
            const before = await said(page);
            assert.match(before, /Sent to be looked at/);
            await picture(page, "sent");
            await drag(page, SENT_VOLUME, [1330, SENT_VOLUME[1]]);
            assert.strictEqual((await said(page)).split(". ")[0], before.split(". ")[0], "it cannot be changed");
            await click(page, ...EDIT_A_COPY);
            await drag(page, SENT_VOLUME, [1330, SENT_VOLUME[1]]);
            assert.notStrictEqual((await said(page)).split(". ")[0], before.split(". ")[0]);
            await picture(page, "copy");
            assert(await page.evaluate(() => breakeven.unsaved));
        }
    },

    async "a page sends itself, and the page that was sent does so again"(browser) {
        let file = workbench;
        for (const round of [1, 2]) {
            const page = await open(await browser.somebody(), file);
            if (round === 1) await drag(page, VOLUME, [1330, 404]);
            else await click(page, ...EDIT_A_COPY);
            const before = (await said(page)).split(". ")[0];
            const downloading = page.waitForEvent("download");
            await press(page, "Control+k");
            await page.keyboard.type("save page as html");
            await press(page, "Enter");
            file = path.join(folder, `sent-${round}.html`);
            await (await downloading).saveAs(file);
            const sent = await open(await browser.somebody(), file);
            assert.strictEqual((await said(sent)).split(". ")[0], before);
            assert.match(await said(sent), /Sent to be looked at/);
        }
    },

    async "nothing that is asked for ends it"(browser) {
        const page = await open(await browser.somebody(), workbench);
        await press(page, "Escape");
        await press(page, "Escape");
        await press(page, "F7");
        await click(page, ...TEN_USE_CASES);
        await page.waitForTimeout(5000);
        await picture(page, "portfolio");
        await press(page, "F7");
        for (const asked of ["about breakeven", "count tokens", "backups", "new from nothing", "quit"]) {
            await press(page, "Control+k");
            await page.keyboard.type(asked, { delay: 30 });
            await settled(page);
            await press(page, "Enter");
            await picture(page, asked.replaceAll(" ", "-"));
            await press(page, "Escape");
            assert(await page.evaluate(() => document.getElementById("curtain").hidden), asked);
        }
    },

    async "fingers move levers"(browser) {
        const page = await open(await browser.somebody({ hasTouch: true }), workbench);
        await page.touchscreen.tap(...FIRST_SWITCH);
        await settled(page);
        assert.notStrictEqual((await said(page)).split(". ")[0], EXAMPLE);
    },

    async "letters are sharp on any screen"() {
        const fine = await Browser.start(["--force-device-scale-factor=2", "--window-size=1280,720"]);
        const page = await open(await fine.somebody({ viewport: null }), workbench);
        const [drawn, shown] = await page.evaluate(() => {
            const canvas = document.getElementById("window");
            return [[canvas.width, canvas.height], [innerWidth, innerHeight].map((length) => length * devicePixelRatio)];
        });
        assert.deepStrictEqual(drawn, shown);
        assert(2000 < drawn[0], `${drawn}`);
        await picture(page, "sharp");
        await fine.close();
    },
};

(async () => {
    const wanted = process.env.ONLY;
    let failed = 0;
    for (const [name, check] of Object.entries(checks)) {
        if (wanted && !name.includes(wanted)) continue;
        const browser = await Browser.start();
        try {
            await check(browser);
            await browser.close();
            console.log(`ok      ${name}`);
        } catch (error) {
            failed += 1;
            console.log(`FAILED  ${name}\n${error.stack}\n${browser.complaints.join("\n")}`);
            await browser.browser.close();
        }
    }
    fs.rmSync(folder, { recursive: true });
    process.exit(failed === 0 ? 0 : 1);
})();
