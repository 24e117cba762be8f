// Goes through a merchant's decision and the console in a browser, at several widths, in light and dark, by keyboard, with and
// without its script; looks at every page with axe, and has another site try to give orders and to listen.
// node check.mjs JAR SCREENSHOTS BROWSER; run by npx, which puts its packages' commands on the PATH. An empty BROWSER is the
// Chromium on the PATH.
import { spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { accessSync, constants, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

const DEVICES = [
  { name: "phone", width: 320, height: 740 },
  { name: "phone-dark", width: 360, height: 740, colorScheme: "dark" },
  { name: "desktop", width: 1280, height: 900 },
  { name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark" },
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TIMEOUT_MS = 180_000;

const [jar, screenshots, wantedBrowser] = process.argv.slice(2);
const path = process.env.PATH.split(delimiter);
const faults = [];

function findBrowser() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const candidates = wantedBrowser ? [wantedBrowser] : names.flatMap((name) => path.map((dir) => join(dir, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** An import does not look into npx's cache; a require that starts there does. */
function requireFromNpx() {
  const bin = path.find((dir) => existsSync(join(dir, "..", "playwright-core", "package.json")));
  return createRequire(join(bin, "..", "check.js"));
}

function listen(handler) {
  return new Promise((resolve) => {
    const server = createServer(handler).listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

function expect(holds, complaint) {
  if (!holds) faults.push(complaint);
}

function startSandbox(webhookUrl) {
  const merchant = "merchant1=<b>Müller</b> & \u05D0\u05D1";
  const sandbox = spawn("java", ["-jar", jar, "--port=0", "--window=60000", `--merchant=${merchant}`, `--webhook-url=${webhookUrl}`]);
  process.on("exit", () => sandbox.kill());
  return new Promise((resolve) => {
    const ready = "Binance Pay sandbox listening on ";
    createInterface({ input: sandbox.stdout }).on("line", (line) => {
      if (line.startsWith(ready)) resolve(line.slice(ready.length));
    });
  });
}

/** Creates an authorization; with a wrong signature if what is signed is another body. */
async function create(sandbox, signed = (body) => body) {
  const body = JSON.stringify({ merchantId: "merchant1", scopes: ["CONVERT", "CHECKOUT"], ipWhitelist: ["10.0.0.1"] });
  const timestamp = Date.now();
  const nonce = randomBytes(16).toString("hex");
  const signature = createHmac("sha512", "sandbox-secret-key").update(`${timestamp}\n${nonce}\n${signed(body)}\n`).digest("hex");
  const response = await fetch(`${sandbox}/binancepay/openapi/service/provider/create`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "BinancePay-Timestamp": timestamp,
      "BinancePay-Nonce": nonce,
      "BinancePay-Certificate-SN": "sandbox-api-key",
      "BinancePay-Signature": signature.toUpperCase(),
    },
  });
  return (await response.json()).data;
}

/** A rule that could not decide counts as broken. */
async function look(page, name) {
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(width[0] <= width[1], `${name}: the page is ${width[0]} px wide`);
  // What is covered or scrolled out of sight cannot be judged.
  await page.evaluate(() => {
    document.getElementById("said")?.replaceChildren();
    document.querySelectorAll(".scroll").forEach((list) => (list.style.maxHeight = "none"));
  });
  await page.evaluate(axeSource);
  const { violations, incomplete } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), RULES);
  violations.concat(incomplete).forEach((rule) => faults.push(`${name}: ${rule.id}: ${rule.nodes[0].html.slice(0, 100)}`));
}

/** Presses Tab until the element has the focus, and then the key. */
async function press(page, name, selector, key) {
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press("Tab");
    const [found, outline] = await page.evaluate(
      (wanted) => [document.activeElement.matches(wanted), getComputedStyle(document.activeElement).outlineStyle],
      selector,
    );
    expect(outline !== "none", `${name}: a stop of the Tab key does not show the focus`);
    if (found) return page.keyboard.press(key);
  }
  faults.push(`${name}: the Tab key does not reach ${selector}`);
}

async function open(browser, url, { name, width, height, ...options }) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("console", (message) => faults.push(`${name}: console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${name}: script: ${error.message}`));
  await page.goto(url);
  return page;
}

async function decide(browser, sandbox, device) {
  const { name } = device;
  const authorization = await create(sandbox);
  const own = (action) => `form[action^="/sandbox/authorizations/${authorization.authorizationId}/${action}"]`;
  const page = await open(browser, authorization.redirectUrl, device);
  await look(page, `review-${name}`);
  await Promise.all([page.waitForNavigation(), press(page, name, `${own("agree")} button`, "Enter")]);
  expect(page.url() === authorization.redirectUrl, `${name}: the decision leads to ${page.url()}`);
  expect((await page.textContent("main")).includes("You have agreed."), `${name}: the decision is not shown`);

  await Promise.all([page.waitForNavigation(), page.click("a")]);
  await page.waitForSelector("#live.on");
  const entry = page.locator(`#a-${authorization.authorizationId}`);
  await entry.locator("summary").click();
  await press(page, name, `${own("change")} [value=PAYOUT]`, "Space");
  await press(page, name, `${own("change")} button`, "Enter");
  await entry.getByText("PAYOUT", { exact: false }).first().waitFor();
  await follow(page, sandbox, name);
  await page.waitForFunction(() => !document.getElementById("deliveries").textContent.includes("on its way"));
  await look(page, `console-${name}`);
  await page.click(`${own("disable")} button`);
  await entry.getByText("DISABLED").waitFor();
  expect(!(await page.content()).includes(authorization.authorizationToken), `${name}: the page shows the token`);
  await page.context().close();
}

/** What the script of somebody sends shows up by itself, and disturbs nobody who reads or types. */
async function follow(page, sandbox, name) {
  const text = page.locator("textarea:visible");
  await page.locator(".request > summary").first().click();
  const read = await page.locator(".request[open]").first().getAttribute("id");
  await text.fill('{"typed": true}');
  const before = await page.locator(".request.refused").count();
  await create(sandbox, (body) => body.toUpperCase());
  await page.waitForFunction((count) => document.querySelectorAll(".request.refused").length > count, before);
  const row = page.locator(".request.refused").first();
  expect((await row.textContent()).includes("400002 INVALID_SIGNATURE"), `${name}: the code is not shown`);
  expect((await row.locator(".why").textContent()).length > 10, `${name}: there is no diagnosis`);
  const kept = await page.evaluate(
    (id) => [document.getElementById(id).open, document.activeElement.value, document.querySelectorAll(".new").length > 0],
    read,
  );
  expect(String(kept) === 'true,{"typed": true},true', `${name}: what somebody reads or types is lost: ${kept}`);
  await send(page, name, "LOWER");
}

/** Sends what is in the visible form, with a mistake if one is named. */
async function send(page, name, mistake) {
  if (mistake) await page.locator("select:visible").selectOption("lower-case");
  await page.locator("form:visible button.main", { hasText: "Sign and send" }).click();
  await page.locator(mistake ? "#result .verdict.refused" : "#result .verdict:not(.refused)").waitFor();
}

/** Every operation by keyboard, the calls in every language, and what is copied. */
async function operations(browser, sandbox) {
  const name = "operations";
  const page = await open(browser, sandbox, { name, width: 1280, height: 900, permissions: ["clipboard-read", "clipboard-write"] });
  await page.waitForSelector("#live.on");
  const all = await page.locator("[name=operation]").evaluateAll((radios) => radios.map((radio) => radio.id));
  await press(page, name, "[name=operation]", "Space");
  for (const [i, id] of all.entries()) {
    if (i > 0) {
      await page.locator(`#${all[i - 1]}`).focus();
      await page.keyboard.press("ArrowRight");
    }
    await page.evaluate(() => document.getElementById("result").replaceChildren());
    await press(page, name, "form:has(textarea) button", "Enter");
    await page.locator("#result .verdict:not(.refused)").waitFor();
    const shown = await page.textContent("#sent-request");
    expect(shown.startsWith("POST /binancepay/openapi/"), `${id}: the request is not shown`);
    expect(!(await page.textContent("#result")).includes("sandbox-secret-key"), `${id}: the secret key is shown`);
  }
  expect(all.length === 4, `there are ${all.length} operations`);
  const languages = await page.locator("#result .tab > label").allTextContents();
  expect(languages.length > 10, `only ${languages.length} ways to write the call`);
  for (const language of languages) {
    await page.getByText(language, { exact: true }).click();
    const code = page.locator("#result .panel:visible pre");
    await page.locator("#result .panel:visible .copy").click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.length > 100 && copied === (await code.textContent()), `${language}: ${copied.length} characters are copied`);
  }
  // With a joiner, which only a mark stands for on the page.
  const family = "\u{1F468}\u200D\u{1F469}\u200D\u200D!";
  await page.locator("textarea:visible").fill(JSON.stringify({ family }));
  await page.evaluate(() => document.getElementById("result").replaceChildren());
  await send(page, name);
  await page.locator("#result .panel:visible .copy").click();
  expect((await page.evaluate(() => navigator.clipboard.readText())).includes(family), "a joiner is not copied");
  await page.context().close();
}

/** All that a console can do but to change by itself. */
async function withoutScript(browser, sandbox) {
  const name = "without-script";
  const page = await open(browser, `${sandbox}/sandbox`, { name, width: 1280, height: 900, javaScriptEnabled: false });
  expect(page.url() === `${sandbox}/`, `${name}: /sandbox leads to ${page.url()}`);
  await page.getByText("queryAuthorizations", { exact: true }).last().click();
  await Promise.all([page.waitForNavigation(), page.locator("form:visible button.main", { hasText: "Sign and send" }).click()]);
  expect((await page.textContent("#result .verdict")).includes("000000 SUCCESS"), `${name}: the call is not shown`);
  expect(await page.locator("#operation-queryAuthorizations").isChecked(), `${name}: another operation is chosen`);
  expect(!(await page.locator(".copy").first().isVisible()), `${name}: there are buttons that do nothing`);
  await page.getByText("Ruby", { exact: true }).click();
  expect((await page.locator("#code-ruby").textContent()).includes("BINANCE_PAY"), `${name}: no Ruby`);
  await page.locator(".request > summary").first().click();
  await page.screenshot({ path: join(screenshots, `console-${name}.png`), fullPage: true });
  await Promise.all([page.waitForNavigation(), page.getByText("old-timestamp").click()]);
  expect((await page.textContent("#faults")).includes("Waiting: old-timestamp."), `${name}: the fault does not wait`);
  await page.context().close();
}

/** A page of another site posts a form, with and without telling where it comes from, and frames the page. */
async function attack(browser, sandbox) {
  const authorization = await create(sandbox);
  const action = `${sandbox}/sandbox/authorizations/${authorization.authorizationId}/agree`;
  for (const policy of ["no-referrer", "unsafe-url"]) {
    const evil = await listen((request, response) =>
      response
        .setHeader("Referrer-Policy", policy)
        .setHeader("Content-Type", "text/html")
        .end(`<form method="post" action="${action}"><button>Win</button></form><iframe src="${authorization.redirectUrl}"></iframe>`),
    );
    const page = await browser.newPage();
    await page.goto(evil);
    const framed = await page.frames()[1].content();
    expect(!framed.includes("Agree"), "another site can frame the page");
    const [response] = await Promise.all([page.waitForResponse(action), page.click("button")]);
    expect(response.status() === 403, `another site's form (${policy}) gets ${response.status()}`);
    await page.goto(evil);
    const heard = await page.evaluate(
      (events) =>
        new Promise((resolve) => {
          const source = new EventSource(events);
          source.onopen = () => resolve("open");
          source.onerror = () => resolve("refused");
        }),
      `${sandbox}/sandbox/events`,
    );
    expect(heard === "refused", `another site (${policy}) hears the events`);
    await page.close();
  }
}

setTimeout(() => {
  console.error(`page: not done after ${TIMEOUT_MS / 1000} s.`);
  process.exit(1);
}, TIMEOUT_MS).unref();

const executablePath = findBrowser();
if (!executablePath) {
  console.error("page: no Chromium on the PATH; install it, or name one with -Dpage.browser=/path/to/chrome.");
  process.exit(1);
}
const require = requireFromNpx();
const { chromium } = require("playwright-core");
const { source: axeSource } = require("axe-core");

const events = [];
const webhook = await listen(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  events.push(JSON.parse(body).bizStatus);
  response.end('{"returnCode":"SUCCESS"}');
});
const sandbox = await startSandbox(webhook);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
for (const device of DEVICES) await decide(browser, sandbox, device);
await operations(browser, sandbox);
await attack(browser, sandbox);
await withoutScript(browser, sandbox);
await browser.close();
while (events.length < 3 * DEVICES.length) await new Promise((resolve) => setTimeout(resolve, 50));

const wanted = DEVICES.flatMap(() => ["SUBMIT_AUTH_AGREE", "TP_AUTH_CHANGED", "TP_AUTH_DISABLED"]);
expect(String(wanted) === String(events), `the webhook received ${events}`);
faults.slice(0, 20).forEach((fault) => console.error(`page: ${fault}`));
process.exit(faults.length > 0 ? 1 : 0);
