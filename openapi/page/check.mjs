// Checks the built reference page in a browser, at several widths, light and dark, printed, with and without its script:
// axe's rules, overflow, keyboard, messages of the browser's console, and network requests. It also searches, copies,
// follows links and chooses a language.
// Usage: node check.mjs PAGE SCREENSHOTS BROWSER, run by npx, which puts the commands of its packages on the PATH.
// An empty BROWSER is the Chromium on the PATH.
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const DEVICES = [
  { name: "phone", width: 320, height: 740, phone: true, keyboard: true, axe: true },
  { name: "tablet-dark", width: 800, height: 1024, colorScheme: "dark" },
  { name: "desktop", width: 1440, height: 900, axe: true, drive: true },
  { name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark", axe: true },
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
        ? `page: ${wantedBrowser} of -Dpage.browser is not executable.`
        : "page: no Chromium on the PATH; install it (on Debian: apt-get install chromium), or name one with -Dpage.browser=/path/to/chrome.",
    );
    process.exit(1);
  }
  return found;
}

/** Imports do not resolve packages of npx's cache; a require that starts there does. */
function requireFromNpx() {
  const bin = path.find((dir) => existsSync(join(dir, "..", "playwright-core", "package.json")));
  if (!bin) {
    console.error("page: playwright-core is missing; run mvn verify -pl openapi -Ppage.");
    process.exit(1);
  }
  return createRequire(join(bin, "..", "check.js"));
}

const describe = (nodes) => nodes.map((node) => node.html.slice(0, 100)).join("\n    ");

/** Runs axe. An undecided rule counts as broken. */
async function axe(page) {
  await page.evaluate(axeSource);
  const { violations, incomplete, passes } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), RULES);
  const faults = violations.concat(incomplete).map((rule) => `${rule.id}: ${rule.help}\n    ${describe(rule.nodes)}`);
  if (!passes.some((rule) => rule.id === "color-contrast")) {
    faults.push("axe did not look at the contrast of any text");
  }
  return faults;
}

/** Returns the outermost elements that overflow the page; elements that scroll may have wider children. */
function overflow(page) {
  return page.evaluate(() => {
    const wide = (element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > innerWidth;
    const faults = [...document.querySelectorAll("body *")]
      .filter((element) => !element.matches(".skip, pre *, thead *") && wide(element) && !wide(element.parentElement))
      .map((element) => `overflows #${element.closest("[id]")?.id ?? "top"}: ${element.outerHTML.slice(0, 100)}`);
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth ? [...faults, `the page is ${scrollWidth} px wide`] : faults;
  });
}

/** Checks that the Tab key reaches every interactive element in the page's order, and that each shows the focus. */
async function keyboard(page) {
  const all = await page.evaluate(() => {
    const stops = [...document.querySelectorAll("a[href], summary, pre, button, input:not([type=radio]), input:checked")]
      .filter((stop) => stop.checkVisibility());
    stops.forEach((stop, i) => (stop.dataset.stop = i));
    return stops.map((stop) => stop.outerHTML.slice(0, 100));
  });
  const reached = [];
  const faults = [];
  while (reached.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    const { stop, outline } = await page.evaluate(() => {
      const active = document.activeElement;
      // The label of a radio button shows the focus.
      const shows = active.matches("[type=radio]") ? active.nextElementSibling : active;
      return { stop: active.dataset.stop, outline: getComputedStyle(shows).outlineStyle };
    });
    if (stop === undefined || reached.includes(Number(stop))) break;
    reached.push(Number(stop));
    if (outline === "none") faults.push(`does not show the focus: ${all[stop]}`);
  }
  const skipped = all.filter((_, i) => !reached.includes(i)).map((stop) => `the Tab key does not reach: ${stop}`);
  const inOrder = reached.every((stop, i) => i === 0 || stop > reached[i - 1]);
  return [...faults, ...skipped, ...(inOrder ? [] : ["the Tab key does not follow the order of the page"])];
}

/** Uses the search, the samples and the links. Each fault is a sentence. */
async function drive(page) {
  const faults = [];
  const expect = (right, fault) => right || faults.push(fault);
  const shown = (selector) => page.locator(selector).first().isVisible();
  // After a reload the browser restores the form first.
  const appears = (selector) => page.locator(selector).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
  const hits = () => page.locator("#hits").textContent();

  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement.id === "search"), "the key / does not focus the search");
  await page.keyboard.type("400002");
  expect((await hits()) === "2 hits", `400002 has ${await hits()}`);
  expect(await shown("#code-400002"), "the search for 400002 does not show it");
  expect(!(await shown("#code-400003")) && !(await shown("#createAuthorization")), "the search hides nothing");
  expect((await shown("nav a[href='#ResultCode']")) && !(await shown("nav a[href='#queryScopes']")), "the contents do not follow the search");
  await page.screenshot({ path: join(screenshots, "search.png") });
  await page.keyboard.press("Enter");
  expect(await inView(page, "#code-400002"), "the Enter key does not scroll to the first hit");
  await page.keyboard.press("Escape");
  expect((await hits()) === "" && (await shown("#createAuthorization")), "the Escape key does not end the search");
  expect(await shown("nav a[href='#queryScopes']"), "the contents are not complete after the search");
  await page.locator("#search").fill("merchantid required");
  expect((await shown("#createAuthorization-request-merchantId")) && !(await shown("#createAuthorization-request-scopes")),
    "the search for a field shows others too");
  await page.locator("#search").fill("no such word");
  expect((await hits()) === "No hits", `a word that is nowhere has ${await hits()}`);
  await page.locator("#search").fill("queryScopes");
  await page.locator("#queryScopes .responses a").first().click();
  expect(await inView(page, "#QueryScopesResponse"), "a link to a hidden object does not end the search");
  await page.locator("#search").fill("no such word");
  await page.evaluate(() => (location.hash = "#code-400002"));
  await page.waitForFunction(() => document.getElementById("search").value === "", undefined, { timeout: 5000 }).catch(() => {});
  expect(await inView(page, "#code-400002"), "an address does not end the search");

  await page.locator("label[for=createAuthorization-java]").click();
  expect(await shown("#queryScopes-java + label + .copied"), "a chosen language does not apply to every operation");
  await page.reload();
  expect(await appears("#createAuthorization-java + label + .copied"), "the chosen language is not stored");
  await page.locator("#createAuthorization").screenshot({ path: join(screenshots, "operation.png") });

  for (const button of await page.locator(".copy").all()) {
    if (!(await button.isVisible())) continue;
    await button.click();
    const [text, copied] = await button.evaluate(async (b) => [b.previousElementSibling.textContent, await navigator.clipboard.readText()]);
    expect(text === copied, `copies other text: ${await button.getAttribute("aria-label")}`);
  }
  expect((await page.locator("#status").textContent()) === "Copied", "the status does not say that text was copied");

  const wrong = await page.evaluate(() =>
    [...document.querySelectorAll(".anchor")].filter((link) => !document.getElementById(link.hash.slice(1))?.contains(link)).length);
  expect(wrong === 0, `${wrong} anchors lead elsewhere`);
  const without = await page.evaluate(() =>
    [...document.querySelectorAll(".fields tbody tr, .values tbody tr")].filter((row) => !row.querySelector(`.anchor[href="#${row.id}"]`)).length);
  expect(without === 0, `${without} fields or values have no anchor`);
  await page.locator("#Authorization-redirectUrl").hover();
  const anchor = page.locator("#Authorization-redirectUrl .anchor");
  expect((await anchor.evaluate((link) => getComputedStyle(link).opacity)) === "1", "an anchor is not visible in a hovered row");
  await anchor.click();
  expect(page.url().endsWith("#Authorization-redirectUrl") && (await inView(page, ":target")), "an anchor does not lead to its row");

  await page.emulateMedia({ media: "print" });
  expect(!(await shown("nav")) && !(await shown(".copy")), "prints the navigation or buttons");
  await page.pdf({ path: join(screenshots, "print.pdf"), format: "A4" });
  return faults;
}

function inView(page, selector) {
  return page.locator(selector).first().evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  });
}

/** Checks the page without its script: it shows everything, one language at a time. */
async function withoutScript(page) {
  const faults = [];
  if (await page.locator(".search, .copy, .console").first().isVisible()) faults.push("shows elements that need the script");
  await page.locator("label[for=createAuthorization-go]").click();
  if (!(await page.locator("#createAuthorization-go + label + .copied").isVisible())) faults.push("a language cannot be chosen");
  if (await page.locator("#createAuthorization-curl + label + .copied").isVisible()) faults.push("shows two languages at once");
  if ((await page.locator("#code-400002").innerText()).split("\t").length !== 4) faults.push("a result code lacks a column");
  return faults;
}

/** Checks that the contents are collapsed on a phone, and collapse again after a choice. */
async function phone(page) {
  const link = page.locator("nav a[href='#queryScopes']");
  const faults = [];
  if (await link.isVisible()) faults.push("the contents are not collapsed");
  await page.locator(".contents summary").click();
  await link.click();
  if (await link.isVisible()) faults.push("the contents stay open after a choice");
  if (!(await inView(page, "#queryScopes"))) faults.push("the contents do not lead to an operation");
  // The Tab key starts at the target of the address.
  await page.goto(url);
  return faults;
}

/** Checks that each operation links to its form in the console if the sandbox serves the page. */
async function consoleLinks(browser) {
  const html = readFileSync(pageFile);
  const server = createServer((request, response) => response.setHeader("Content-Type", "text/html").end(html));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const page = await browser.newPage();
  await page.goto(`${origin}/reference`);
  const links = await page.locator("#operations .console a").evaluateAll((all) =>
    all.map((link) => (link.checkVisibility() ? link.href : "hidden")));
  const expected = await page.locator("#operations > .entry").evaluateAll((all) => all.map(({ id }) => id));
  await page.close();
  server.close();
  const wrong = expected.filter((id, i) => links[i] !== `${origin}/#call-${id}`);
  return { name: "in the sandbox", faults: wrong.map((id) => `${id} does not link to its form in the console`) };
}

async function check(browser, device) {
  const { name, width, height, colorScheme, javaScriptEnabled } = device;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) faults.push(`requests ${request.url()}`);
  });

  await page.goto(url);
  // A screenshot of a whole page without scripts takes seconds.
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: javaScriptEnabled !== false });
  if (device.phone) faults.push(...(await phone(page)));
  if (javaScriptEnabled === false) {
    faults.push(...(await withoutScript(page)));
  } else {
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    faults.push(...(await overflow(page)));
  }
  if (device.keyboard) faults.push(...(await keyboard(page)));
  if (device.axe) faults.push(...(await axe(page)));
  if (device.drive) faults.push(...(await drive(page)));
  await context.close();
  return { name, faults };
}

setTimeout(() => {
  console.error(`page: not finished after ${TIMEOUT_MS / 1000} s.`);
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
const results = [await consoleLinks(browser)];
for (const device of DEVICES) {
  results.push(await check(browser, device));
}
await browser.close();

for (const { name, faults } of results) {
  faults.slice(0, MOST_FAULTS).forEach((fault) => console.error(`page, ${name}: ${fault}`));
  if (faults.length > MOST_FAULTS) console.error(`page, ${name}: and ${faults.length - MOST_FAULTS} more`);
}
process.exit(results.some(({ faults }) => faults.length > 0) ? 1 : 0);
