// Keeps the console up to date: what the sandbox sends is HTML, and takes the place of what has changed.
"use strict";
const main = document.querySelector("main");
const live = document.getElementById("live");
const said = document.getElementById("said");
const MAX_REQUESTS = 200;
// As it was sent: an element's own HTML changes with what is opened or typed in it.
const sent = new WeakMap();
let position = main.dataset.position;
let source;

document.documentElement.classList.add("scripted");
document.querySelectorAll(".list > *, #settings > *").forEach((item) => sent.set(item, item.outerHTML));

function say(text) {
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (said.textContent = ""), 6000);
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

const focusable = (item) => [...item.querySelectorAll("a, button, input, summary, select, textarea")];

/** Puts an item in the place of what it was before, with the same open and the same in focus. */
function replace(old, item) {
  const focus = focusable(old).indexOf(document.activeElement);
  const details = item.querySelectorAll("details");
  old.querySelectorAll("details").forEach((one, i) => details[i] && (details[i].open = one.open));
  old.replaceWith(item);
  if (focus >= 0) (focusable(item)[focus] ?? focusable(item)[0])?.focus();
}

/** Puts the items at the top of the list, in this order. What has not changed is not touched. */
function merge(list, items) {
  let next = list.firstElementChild;
  for (const item of items) {
    const old = document.getElementById(item.id);
    const same = old && sent.get(old) === item.outerHTML;
    if (!same) sent.set(item, item.outerHTML);
    if (old === next && next) next = next.nextElementSibling;
    else if (old) list.insertBefore(old, next);
    else {
      item.classList.add("new");
      list.insertBefore(item, next);
    }
    if (old && !same) replace(old, item);
  }
}

/** What somebody reads stays. */
function trim(list) {
  [...list.children].slice(MAX_REQUESTS).filter((one) => !one.open && !one.contains(document.activeElement)).forEach((one) => one.remove());
}

const receive = {
  restart: () => document.getElementById("requests").replaceChildren(),
  requests: (list, items) => {
    merge(list, items);
    trim(list);
  },
  authorizations: whole,
  deliveries: whole,
  settings: whole,
};

function whole(list, items) {
  const ids = new Set(items.map((item) => item.id));
  [...list.children].filter((one) => !ids.has(one.id)).forEach((one) => one.remove());
  merge(list, items);
}

function show(on) {
  live.classList.toggle("on", on);
  live.textContent = on ? "Live" : "Not connected";
}

function connect() {
  source = new EventSource(`${main.dataset.events}?after=${position}`);
  source.onopen = () => show(true);
  source.onerror = () => {
    show(false);
    // A browser tries again by itself, unless it was refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 5000);
  };
  for (const name of Object.keys(receive)) {
    source.addEventListener(name, (event) => {
      position = event.lastEventId;
      receive[name](document.getElementById(name), parse(event.data));
    });
  }
}

// Browsers open few connections to one host, which hidden pages leave to others.
function follow() {
  source?.close();
  if (!document.hidden) connect();
}
document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => event.persisted && follow());
follow();

/** Shows the result of a call, in the language that was chosen last. */
function showResult(fresh) {
  const result = document.getElementById("result");
  const language = result.querySelector("[name=language]:checked")?.id;
  result.replaceWith(fresh);
  const same = language && document.getElementById(language);
  if (same) same.checked = true;
  say(fresh.querySelector(".verdict").innerText.replace(/\s+/g, " "));
  fresh.scrollIntoView({ block: "nearest" });
}

async function submit(form, label) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams(new FormData(form)),
      redirect: "manual",
    });
    if (response.type === "opaqueredirect") return say(`${label}: done.`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const result = page.getElementById("result");
    if (result) showResult(result);
    else say(page.querySelector("main p").textContent);
  } catch {
    say("The sandbox cannot be reached.");
  }
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  await submit(form, event.submitter?.textContent ?? "Sent");
  delete form.dataset.busy;
});

/** The text of an element, with the characters that only marks stand for. */
function textOf(element) {
  const whole = element.cloneNode(true);
  whole.querySelectorAll("i[data-c^='\\\\u']").forEach((mark) => {
    const [code, times = 1] = mark.dataset.c.slice(2).split(" \u00D7 ");
    mark.textContent = String.fromCharCode(parseInt(code, 16)).repeat(times);
  });
  return whole.textContent;
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // A page that comes by http from another machine has no clipboard.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".copy");
  if (!button) return;
  try {
    await copy(textOf(document.getElementById(button.dataset.copy)));
    say("Copied.");
  } catch {
    say("The browser does not let this page copy.");
  }
  button.focus();
});
