// What the page does for the program in it, which finds all of it under `breakeven`, and how the program is started.
"use strict";
globalThis.breakeven = (() => {
    const place = (id) => document.getElementById(id);
    const opened = Date.now();
    const tab = `${opened}-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    const mark = "breakeven tab ";
    let chooser = null;

    // Says what has gone wrong in the place of the window.
    const fail = (reason) => {
        place("word").textContent = `Breakeven has stopped. What was not saved is offered when this page is loaded again. (${reason})`;
        place("curtain").hidden = false;
    };

    // Which windows of this browser are open. Each holds a lock that goes with it.
    const lookAround = async () => {
        if (!navigator.locks) return [];
        await new Promise((held) => {
            navigator.locks.request(mark + tab, () => { held(); return new Promise(() => {}); }).catch(held);
        });
        const { held } = await navigator.locks.query();
        return held.map((lock) => lock.name).filter((name) => name.startsWith(mark)).map((name) => name.slice(mark.length));
    };

    // Asks for files, and gives their names and bytes.
    const choose = (endings) => new Promise((answer) => {
        chooser?.remove();
        chooser = document.createElement("input");
        chooser.type = "file";
        chooser.multiple = true;
        chooser.accept = endings;
        chooser.hidden = true;
        chooser.addEventListener("cancel", () => answer([]));
        chooser.addEventListener("change", async () => {
            const read = async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
            answer(await Promise.all(Array.from(chooser.files, read)).catch(() => []));
        });
        document.body.append(chooser);
        chooser.click();
    });

    const download = (name, bytes) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([bytes]));
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    };

    // Reads a text out to those who do not see the canvas.
    const say = (text) => { place("verdict").textContent = text; };

    // The page as it came, with no more in it than was in it then.
    let blank = null;
    const itself = () => `<!doctype html>\n${blank.outerHTML}\n`;

    // The bytes of an inert element, unpacked.
    const unpacked = (id) => {
        const text = atob(place(id).textContent);
        const bytes = new Uint8Array(text.length);
        for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
        return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    };

    const start = async () => {
        const page = globalThis.breakeven;
        blank = document.documentElement.cloneNode(true);
        try {
            page.scenario = JSON.parse(place("scenario").textContent || "{}").text ?? "";
            page.others = (await lookAround()).filter((other) => other !== tab);
            const program = new Response(unpacked("program"), { headers: { "content-type": "application/wasm" } });
            await wasm_bindgen({ module_or_path: program });
            requestAnimationFrame(() => requestAnimationFrame(() => {
                if (place("word").textContent === "Opening…") place("curtain").hidden = true;
            }));
        } catch (error) {
            fail(error?.message ?? String(error));
        }
    };

    addEventListener("beforeunload", (event) => { if (globalThis.breakeven.unsaved) event.preventDefault(); });
    addEventListener("contextmenu", (event) => event.preventDefault());
    addEventListener("DOMContentLoaded", start);
    return { tab, others: [], unsaved: false, fail, choose, download, say, itself };
})();
