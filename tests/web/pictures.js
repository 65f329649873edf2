// Holds two pictures against each other, in the browser that is there anyway.
"use strict";

// The share of two pictures that differs to the eye, 1 where their sizes do. Both are made small first, since letters have
// other edges in a page than in a picture.
async function difference(somebody, first, second) {
    const page = await somebody.newPage();
    const share = await page.evaluate(async (pictures) => {
        const SMALLER = 8, LEAST = 20;
        const loaded = (text) => new Promise((loaded, failed) => {
            const image = new Image();
            image.onload = () => loaded(image);
            image.onerror = failed;
            image.src = `data:image/png;base64,${text}`;
        });
        const [here, there] = await Promise.all(pictures.map(loaded));
        if (here.width !== there.width || here.height !== there.height) return 1;
        const pixels = (image) => {
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.width / SMALLER, image.height / SMALLER];
            const context = canvas.getContext("2d");
            context.imageSmoothingQuality = "high";
            context.drawImage(image, 0, 0, canvas.width, canvas.height);
            return context.getImageData(0, 0, canvas.width, canvas.height).data;
        };
        const [one, other] = [pixels(here), pixels(there)];
        let differing = 0;
        for (let at = 0; at < one.length; at += 4) {
            const most = Math.max(...[0, 1, 2].map((part) => Math.abs(one[at + part] - other[at + part])));
            if (LEAST < most) differing += 1;
        }
        return differing / (one.length / 4);
    }, [first, second].map((bytes) => bytes.toString("base64")));
    await page.close();
    return share;
}

module.exports = { difference };
