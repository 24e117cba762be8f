// Looks at the built reference page in a browser, at several widths, in light and dark, with and without its script:
// the rules of axe, what sticks out, what the keyboard reaches, the console, and the network.
// node check.mjs PAGE SCREENSHOTS BROWSER; run by npx, which puts its packages' commands on the PATH. An empty BROWSER is
// the Chromium on the PATH.
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const DEVICES = [
  { name: "phone", width: 320, height: 740 },
  { name: "phone-dark", width: 360, height: 740, colorScheme: "dark" },
  { name: "tablet", width: 800, height: 1024 },
  { name: "desktop", width: 1280, height: 900 },
  { name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "desktop-without-script", width: 1280, height: 900, javaScriptEnabled: false },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MOST_STOPS = 500;
const MOST_FAULTS = 10;
const TIMEOUT_MS = 300_000;

const [pageFile, screenshots, wantedBrowser] = process.argv.slice(2);
const url = pathToFileURL(resolve(pageFile)).href;
const path = process.env.PATH.split(delimiter);

function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findBrowser() {
  const candidates = wantedBrowser
    ? [wantedBrowser]
    : ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => path.map((dir) => join(dir, name)));
  const found = candidates.find(executable);
  if (!found) {
    console.error(
      wantedBrowser
        ? `page: there is no program ${wantedBrowser}, which -Dpage.browser names.`
        : "page: no Chromium on the PATH; install it (on Debian: apt-get install chromium), or name one with -Dpage.browser=/path/to/chrome.",
    );
    process.exit(1);
  }
  return found;
}

/** An import does not look into npx's cache; a require that starts there does. */
function requireFromNpx() {
  const bin = path.find((dir) => existsSync(join(dir, "..", "playwright-core", "package.json")));
  if (!bin) {
    console.error("page: playwright-core is missing; run this with mvn verify -pl openapi -Ppage.");
    process.exit(1);
  }
  return createRequire(join(bin, "..", "check.js"));
}

const describe = (nodes) => nodes.map((node) => node.html.slice(0, 100)).join("\n    ");

/** A rule that could not decide counts as broken. */
async function axe(page) {
  await page.evaluate(axeSource);
  const { violations, incomplete, passes } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), RULES);
  const faults = violations.concat(incomplete).map((rule) => `${rule.id}: ${rule.help}\n    ${describe(rule.nodes)}`);
  if (!passes.some((rule) => rule.id === "color-contrast")) {
    faults.push("axe did not look at the contrast of any text");
  }
  return faults;
}

/** The outermost elements that stick out; what scrolls or is hidden may hold wider ones. */
function sticksOut(page) {
  return page.evaluate(() => {
    const wide = (element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > innerWidth;
    const faults = [...document.querySelectorAll("body *")]
      .filter((element) => !element.matches(".skip, pre *, .catalogue *, thead *") && wide(element) && !wide(element.parentElement))
      .map((element) => `sticks out of #${element.closest("[id]")?.id ?? "top"}: ${element.outerHTML.slice(0, 100)}`);
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth ? [...faults, `the page is ${scrollWidth} px wide`] : faults;
  });
}

/** Whatever leads somewhere, opens or scrolls is a stop of the Tab key, in the order of the page, and shows the focus. */
async function keyboard(page) {
  const all = await page.evaluate(() => {
    const stops = [...document.querySelectorAll("a[href], summary, pre")];
    stops.forEach((stop, i) => (stop.dataset.stop = i));
    return stops.map((stop) => stop.outerHTML.slice(0, 100));
  });
  const reached = [];
  const faults = [];
  while (reached.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    const { stop, outline } = await page.evaluate(() => ({
      stop: document.activeElement.dataset.stop,
      outline: getComputedStyle(document.activeElement).outlineStyle,
    }));
    if (stop === undefined || reached.includes(Number(stop))) break;
    reached.push(Number(stop));
    if (outline === "none") faults.push(`does not show the focus: ${all[stop]}`);
  }
  const skipped = all.filter((_, i) => !reached.includes(i)).map((stop) => `the Tab key does not reach: ${stop}`);
  const inOrder = reached.every((stop, i) => i === 0 || stop > reached[i - 1]);
  return [...faults, ...skipped, ...(inOrder ? [] : ["the Tab key does not follow the order of the page"])];
}

/** The rows of the catalogues, from the columns that the page has before its script has run, or from the tables after. */
function catalogues(page) {
  return page.evaluate(() => {
    const texts = (list) => [...list].map((element) => element.textContent);
    const columns = (catalogue) => [...catalogue.children].map((column) => texts(column.children));
    return JSON.stringify(
      [...document.querySelectorAll(".catalogue, table.entries")].map((catalogue) =>
        catalogue.matches("table")
          ? [...catalogue.tBodies[0].rows].filter((row) => row.checkVisibility()).map((row) => texts(row.cells))
          : columns(catalogue)[0].map((_, i) => columns(catalogue).map((column) => column[i])),
      ),
    );
  });
}

async function look(browser, { name, width, height, colorScheme, javaScriptEnabled }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) faults.push(`asks for ${request.url()}`);
  });

  await page.goto(url);
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  faults.push(...(await sticksOut(page)));
  // Without scripts axe waits for its timers for ever, and what scrolls has no stop.
  if (javaScriptEnabled !== false) faults.push(...(await keyboard(page)), ...(await axe(page)));
  const rows = await catalogues(page);
  await context.close();
  return { name, faults, rows };
}

setTimeout(() => {
  console.error(`page: not done after ${TIMEOUT_MS / 1000} s.`);
  process.exit(1);
}, TIMEOUT_MS).unref();

const executablePath = findBrowser();
const require = requireFromNpx();
const { chromium } = require("playwright-core");
const { source: axeSource } = require("axe-core");

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const seen = [];
for (const device of DEVICES) {
  seen.push(await look(browser, device));
}
await browser.close();

const plain = seen.find(({ name }) => name.endsWith("without-script"));
if (plain.rows === "[]") plain.faults.push("shows no catalogue");
for (const { name, faults, rows } of seen) {
  if (rows !== plain.rows) faults.push(`the script shows other catalogues than the page has: ${rows}`);
  faults.slice(0, MOST_FAULTS).forEach((fault) => console.error(`page, ${name}: ${fault}`));
  if (faults.length > MOST_FAULTS) console.error(`page, ${name}: and ${faults.length - MOST_FAULTS} more`);
}
process.exit(seen.some(({ faults }) => faults.length > 0) ? 1 : 0);
