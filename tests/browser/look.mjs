// Opens pages in headless Chromium and writes what it saw as JSON to standard output.
// Usage: node look.mjs CHROMIUM PICTURES-FOLDER SITE-FOLDER PAGE:WAY…   (the test beside this file runs it)
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, pictures, folder, ...looks] = process.argv.slice(2);
const ways = {
  light: { viewport: { width: 900, height: 1200 }, colorScheme: "light" },
  dark: { viewport: { width: 900, height: 1200 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light", isMobile: true, hasTouch: true },
};

async function look(browser, wanted) {
  const [name, way] = wanted.split(":");
  const context = await browser.newContext(ways[way]);
  const page = await context.newPage();
  const seen = { look: wanted, dialogs: [], requests: [], errors: [] };
  page.on("dialog", (dialog) => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (line) => { if (line.type() === "error") seen.errors.push(line.text()); });
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  Object.assign(seen, await page.evaluate(() => ({
    title: document.title,
    text: document.body.innerText,
    links: [...document.links].map((link) => [link.textContent, link.href]),
    scripts: document.scripts.length,
    images: document.images.length,
    charts: [...document.querySelectorAll("svg")].map((svg) => svg.querySelector("title").textContent),
    handlers: [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames())
      .filter((name) => name.startsWith("on")),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.body).color,
  })));
  await page.screenshot({ path: join(pictures, `${name}-${way}.png`), fullPage: true });
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run());
  seen.violations = found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
  seen.rules = found.passes.length;
  if (wanted === "svom:light") {
    await page.emulateMedia({ media: "print" });
    seen.printed = await page.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      sources: [...document.querySelectorAll(".said a")].map((link) => getComputedStyle(link, "::after").content),
    }));
    seen.pdf = (await page.pdf()).length;
  }
  await context.close();
  return seen;
}

const browser = await chromium.launch({
  executablePath,
  chromiumSandbox: process.getuid() !== 0,
  args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
try {
  const seen = [];
  for (const wanted of looks) seen.push(await look(browser, wanted));
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
