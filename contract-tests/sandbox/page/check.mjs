// Goes through a merchant's decision and the console in a browser, at several widths, in light and dark, and by keyboard; checks
// each page with axe, and lets another site try to act and to read.
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
  const own = `[data-key="${authorization.authorizationId}"]`;
  const page = await open(browser, authorization.redirectUrl, device);
  await look(page, `review-${name}`);
  await Promise.all([page.waitForNavigation(), press(page, name, 'form[action$="/agree"] button', "Enter")]);
  expect(page.url() === authorization.redirectUrl, `${name}: the decision leads to ${page.url()}`);
  const decided = await page.textContent("main");
  expect(decided.includes("You agreed."), `${name}: the decision is not shown`);
  expect(decided.includes("Notification SUBMIT_AUTH_AGREE: "), `${name}: the notification is not shown`);

  await Promise.all([page.waitForNavigation(), page.click("a")]);
  await page.waitForSelector("#live.on");
  const entry = page.locator(own);
  await entry.locator("summary").click();
  await press(page, name, `${own} [value=PAYOUT]`, "Space");
  await press(page, name, `${own} form button`, "Enter");
  await entry.locator("dd", { hasText: "PAYOUT" }).waitFor();
  await follow(page, sandbox, name);
  await page.waitForFunction(() => !document.getElementById("deliveries").textContent.includes("in flight"));
  await look(page, `console-${name}`);
  await entry.getByText("Disable", { exact: true }).click();
  await entry.getByText("DISABLED").waitFor();
  expect(!(await page.content()).includes(authorization.authorizationToken), `${name}: the page shows the token`);
  await page.context().close();
}

/** What another program sends appears by itself, and disturbs nobody who reads or types. */
async function follow(page, sandbox, name) {
  await page.locator(".request").first().click();
  const read = await page.textContent("#h-detail");
  await page.locator("#body").fill('{"typed": true}');
  const before = await page.locator(".request.failed").count();
  await create(sandbox, (body) => body.toUpperCase());
  await page.waitForFunction((count) => document.querySelectorAll(".request.failed").length > count, before);
  const row = page.locator(".request.failed").first();
  expect((await row.textContent()).includes("400002 INVALID_SIGNATURE"), `${name}: the code is not shown`);
  expect((await row.locator(".why").textContent()).length > 10, `${name}: there is no diagnosis`);
  const kept = await page.evaluate(() => [document.getElementById("h-detail").textContent, document.activeElement.value]);
  expect(String(kept) === `${read},{"typed": true}`, `${name}: what somebody reads or types is lost: ${kept}`);
  await page.locator("#mistake").selectOption("lower-case");
  await page.getByText("Sign and send").click();
  await page.locator("#detail .why", { hasText: "lower case" }).waitFor();
}

/** The first steps, in a new sandbox. */
async function firstSteps(browser, sandbox, device) {
  const page = await open(browser, sandbox, { ...device, permissions: ["clipboard-read", "clipboard-write"] });
  await page.waitForSelector("#first-steps:not([hidden])");
  await look(page, `first-steps-${device.name}`);
  await page.locator("#first-steps .copy").first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.includes("BINANCE_PAY_SECRET_KEY='sandbox-secret-key'"), `the copied environment is ${copied}`);
  await page.context().close();
}

/** Every operation by keyboard, the address of its form, and the copied call. */
async function operations(browser, sandbox) {
  const name = "operations";
  const page = await open(browser, `${sandbox}/sandbox`, { name, width: 1280, height: 900, permissions: ["clipboard-read", "clipboard-write"] });
  expect(page.url() === `${sandbox}/`, `${name}: /sandbox leads to ${page.url()}`);
  await page.waitForSelector("#live.on");
  const all = await page.locator("#operation option").allTextContents();
  expect(all.length === 4, `there are ${all.length} operations`);
  for (const id of all) {
    await page.evaluate((hash) => (location.hash = `call-${hash}`), id);
    await page.waitForFunction((wanted) => document.getElementById("operation").value === wanted, id);
    await press(page, name, "#call button", "Enter");
    await page.locator("#detail-content", { hasText: `${id} 000000 SUCCESS` }).waitFor();
    expect((await page.textContent("#detail pre")).startsWith("POST /binancepay/openapi/"), `${id}: the request is not shown`);
    expect(!(await page.textContent("#detail")).includes("sandbox-secret-key"), `${id}: the secret key is shown`);
  }
  // A joiner is only marked on the page, and copied as it is.
  const family = "\u{1F468}\u200D\u{1F469}\u200D\u200D!";
  await page.locator("#body").fill(JSON.stringify({ family }));
  await page.getByText("The same call with curl").click();
  await page.locator("#send .copy").click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.includes(family) && copied.includes("curl"), `the copied call is ${copied}`);
  await page.locator("#body").fill("\u202E</pre><script>alert(1)</script>");
  await page.getByText("Sign and send").click();
  await page.locator("#detail i[data-c='\\\\u202E']").waitFor();
  expect((await page.locator("#detail script").count()) === 0, "a body becomes an element");
  await page.context().close();
}

/** A receiver that accepts a wrong signature is the loudest line, and its delivery can be sent again. */
async function warnings(browser, sandbox) {
  const name = "warning";
  const authorization = await create(sandbox);
  const page = await open(browser, sandbox, { name, width: 1280, height: 900 });
  await page.waitForSelector("#live.on");
  await page.getByText("wrong-signature", { exact: true }).click();
  await page.getByText("Pending: wrong-signature").waitFor();
  await page.locator(`[data-key="${authorization.authorizationId}"]`).getByText("Agree").click();
  await page.locator("#warnings", { hasText: "Your receiver accepted a notification with a wrong signature." }).waitFor();
  await page.locator("#deliveries .row").first().click();
  await page.locator("#detail", { hasText: "BinancePay-Signature: " }).waitFor();
  await look(page, name);
  const before = await page.locator("#deliveries article").count();
  await page.locator("#detail").getByText("Resend").click();
  await page.waitForFunction((count) => document.querySelectorAll("#deliveries article").length > count, before);
  await page.context().close();
}

/** A page of another site posts a form, with and without its origin, frames the page, and reads. */
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
    const read = await page.evaluate((url) => fetch(url).then(() => "read", () => "refused"), `${sandbox}/sandbox/requests`);
    expect(read === "refused", `another site (${policy}) reads the requests`);
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
for (const device of DEVICES.slice(0, 3)) await firstSteps(browser, sandbox, device);
for (const device of DEVICES) await decide(browser, sandbox, device);
await operations(browser, sandbox);
await attack(browser, sandbox);
await warnings(browser, sandbox);
await browser.close();
while (events.length < 3 * DEVICES.length + 2) await new Promise((resolve) => setTimeout(resolve, 50));

const wanted = DEVICES.flatMap(() => ["SUBMIT_AUTH_AGREE", "TP_AUTH_CHANGED", "TP_AUTH_DISABLED"]).concat([
  "SUBMIT_AUTH_AGREE",
  "SUBMIT_AUTH_AGREE",
]);
expect(String(wanted) === String(events), `the webhook received ${events}`);
faults.slice(0, 20).forEach((fault) => console.error(`page: ${fault}`));
process.exit(faults.length > 0 ? 1 : 0);
