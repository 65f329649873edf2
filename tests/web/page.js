// A page in Chromium as somebody has it who was sent it: opened from the disk, with no network, under a policy.
"use strict";
const assert = require("node:assert");
const path = require("node:path");
const { chromium } = require("playwright-core");

const SIZE = { width: 1600, height: 1000 };
const FLAGS = ["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

class Browser {
    static async start(flags = []) {
        const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...FLAGS, ...flags] });
        return new Browser(browser);
    }

    constructor(browser) {
        this.browser = browser;
        // Whatever a page complains of or asks a server for, each of which is an error.
        this.complaints = [];
    }

    // Somebody with nothing kept, whose network is cut off.
    async somebody(options = {}) {
        const somebody = await this.browser.newContext({ viewport: SIZE, acceptDownloads: true, colorScheme: "light", ...options });
        await somebody.setOffline(true);
        somebody.on("request", (request) => {
            if (!/^(file|blob|data):/.test(request.url())) this.complaints.push(`asked for ${request.url()}`);
        });
        somebody.on("weberror", (error) => this.complaints.push(String(error.error())));
        somebody.on("console", (message) => {
            if (message.type() === "error") this.complaints.push(message.text());
        });
        return somebody;
    }

    async close() {
        await this.browser.close();
        assert.deepStrictEqual(this.complaints, []);
    }
}

// Opens a page, and waits until it shows the window. Says how long that took.
async function open(somebody, file) {
    const page = await somebody.newPage();
    page.on("dialog", (dialog) => dialog.type() === "beforeunload" ? dialog.accept() : assert.fail(dialog.message()));
    const begun = Date.now();
    await page.goto(`file://${path.resolve(file)}`);
    await page.waitForFunction(() => {
        const word = document.getElementById("word").textContent;
        if (!word.startsWith("Opening")) throw new Error(word);
        return document.getElementById("curtain").hidden;
    }, null, { timeout: 60000 });
    page.took = Date.now() - begun;
    await settled(page);
    return page;
}

// Waits until the canvas has stopped changing, as far as the words of the page say.
async function settled(page) {
    await page.waitForTimeout(700);
}

// What is read to those who do not see the canvas.
async function said(page) {
    return page.textContent("#verdict");
}

async function drag(page, from, to) {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 8 });
    await page.mouse.up();
    await page.mouse.move(5, 990);
    await settled(page);
}

async function click(page, ...place) {
    await page.mouse.click(...place);
    await settled(page);
}

async function press(page, keys) {
    await page.keyboard.press(keys);
    await settled(page);
}

module.exports = { Browser, open, said, drag, click, press, settled, SIZE };
