'use strict';

const $ = id => document.getElementById(id);
const CODE_NAME = code => code.codeName ? `${code.code} ${code.codeName}` : code.code || '';
const INVISIBLE = /([\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]+|\n$)/;

let settings;
let samples;
let started;
let last = 0;
let selected;
const seen = {};

/** Creates an element. Values are set as text or attributes, never as HTML. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== false && value !== null) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== ''));
  return element;
}

/** Text whose invisible characters are marked, except line feeds and tabs inside it. */
function visible(text) {
  return text.split(INVISIBLE).map((part, i) => i % 2 === 0 ? part : marks(part)).flat();
}

function marks(part) {
  const runs = part.match(/([\s\S])\1*/g);
  return runs.map(run => {
    const c = run[0];
    const name = c === '\n' ? '\\n' : c === '\r' ? '\\r'
      : '\\u' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return h('i', {'data-c': run.length > 1 ? `${name} × ${run.length}` : name});
  });
}

/** Text that breaks between words only: a break is allowed after each _ and /. */
function words(text) {
  return text.split(/(?<=[_/])/).flatMap(part => [part, h('wbr')]).slice(0, -1);
}

function copyButton(what, text) {
  const button = h('button', {type: 'button', class: 'copy', 'aria-label': `Copy: ${what}`, click: async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch (e) {
      button.textContent = 'Not copied';
    }
    setTimeout(() => button.textContent = 'Copy', 1500);
  }}, 'Copy');
  return button;
}

function block(title, text, note) {
  return h('div', {class: 'block'}, h('h3', {}, title), copyButton(title, () => text),
    h('pre', {tabindex: 0}, visible(text)), note ? h('p', {class: 'quiet'}, note) : null);
}

async function post(path, form) {
  const response = await fetch(path, {method: 'POST', headers: {Accept: 'application/json'},
    body: form || new URLSearchParams()});
  const result = await response.json();
  $('message').textContent = response.ok ? '' : result.error;
  await poll();
  return response.ok ? result : null;
}

async function get(path) {
  return (await fetch(path, {headers: {Accept: 'application/json'}})).json();
}

/** Brings the children of a list in line with the items; an element stays while its item does. */
function sync(list, items, key, render) {
  const before = new Map([...list.children].map(child => [child.dataset.key, child]));
  const after = items.map(item => {
    const json = JSON.stringify(item);
    const old = before.get(String(key(item)));
    if (old && old.json === json) {
      return old;
    }
    const element = render(item);
    element.dataset.key = key(item);
    element.json = json;
    return element;
  });
  const focus = document.activeElement && document.activeElement.closest('[data-key]');
  const label = focus && document.activeElement.textContent;
  after.forEach((element, i) => {
    if (list.children[i] !== element) {
      list.insertBefore(element, list.children[i] || null);
    }
  });
  while (list.children.length > after.length) {
    list.lastChild.remove();
  }
  if (focus && !focus.isConnected) {
    const again = after.find(element => element.dataset.key === focus.dataset.key);
    const target = again && [again, ...again.querySelectorAll('button')].find(e => e.textContent === label);
    (target || $('detail')).focus();
  }
}

const time = text => h('time', {datetime: text}, new Date(text).toISOString().slice(11, 23));

function requestRow(one) {
  return h('button', {type: 'button', class: 'row request' + (one.diagnosis === null ? '' : ' failed'),
    click: () => select('request', one)},
    h('span', {class: 'line'}, time(one.time), h('b', {}, one.operation || h('bdi', {}, words(`${one.method} ${one.path}`))),
      h('span', {class: 'outcome'}, h('span', {class: 'status'}, one.httpStatus || 'no response'), ' ',
        h('span', {class: 'code'}, words(CODE_NAME(one))))),
    one.diagnosis === null ? null : h('span', {class: 'why'}, visible(one.diagnosis)));
}

function message(first, part) {
  return [first, ...part.headers.map(one => `${one.name}: ${one.value}`), '', part.body].join('\n');
}

function pretty(part) {
  try {
    return {...part, body: JSON.stringify(JSON.parse(part.body), null, 2)};
  } catch (e) {
    return part;
  }
}

function requestDetail(one) {
  const length = one.request.bodyLength;
  return [
    h('p', {}, time(one.time), ' ', h('b', {}, words(one.operation || `${one.method} ${one.path}`)), ' ', words(CODE_NAME(one))),
    one.diagnosis === null ? null : h('p', {class: 'why'}, visible(one.diagnosis)),
    block('Request', message(`${one.method} ${one.request.target}`, one.request),
      length < 0 ? 'The body is too large to be kept.' : length > 4096 ? `The body has ${length} bytes; the first 4,096 are shown.` : ''),
    one.httpStatus ? block('Response', message(`HTTP ${one.httpStatus}`, pretty(one.response)))
      : h('p', {}, 'The connection was dropped; no response was sent.')];
}

function authorizationRow(one) {
  const path = action => `/sandbox/authorizations/${one.authorizationId}/${action}`;
  const buttons = one.actions.map(action => action === 'change' ? changeForm(one, path(action))
    : h('button', {type: 'button', class: action === 'agree' ? 'main' : null, click: () => post(path(action))},
      action[0].toUpperCase() + action.slice(1)));
  return h('article', {class: 'entry'},
    h('h3', {}, h('bdi', {}, one.merchantName), ' ', h('span', {class: 'tag ' + one.status.toLowerCase()}, one.status)),
    h('dl', {}, h('dt', {}, 'Authorization'), h('dd', {}, h('a', {href: one.review}, one.authorizationId)),
      h('dt', {}, 'Merchant id'), h('dd', {}, h('bdi', {}, one.merchantId)),
      h('dt', {}, 'Scopes'), h('dd', {}, words(one.scopes.join(', '))),
      h('dt', {}, 'IP addresses'), h('dd', {}, one.ipWhitelist.join(', '))),
    h('div', {class: 'actions'}, buttons));
}

function changeForm(one, path) {
  const boxes = settings.scopes.map(scope => h('label', {},
    h('input', {type: 'checkbox', name: 'scope', value: scope, checked: one.scopes.includes(scope)}), ' ', words(scope)));
  return h('details', {class: 'change'}, h('summary', {}, 'Change'),
    h('form', {submit: event => {
      event.preventDefault();
      post(path, new URLSearchParams(new FormData(event.target)));
    }}, h('fieldset', {}, h('legend', {}, 'New scopes'), boxes), h('button', {}, 'Change the scopes')));
}

function deliveryRow(one) {
  const newest = one.attempts[one.attempts.length - 1];
  return h('article', {class: 'entry' + (one.warning ? ' loud' : '')},
    h('button', {type: 'button', class: 'row', click: () => select('delivery', one)},
      h('span', {class: 'line'}, newest ? time(newest.time) : null, h('b', {}, words(one.event)),
        h('span', {class: 'outcome'}, `${one.outcome}`)),
      h('span', {class: 'quiet'}, `${one.authorizationId}${one.fault ? `, with ${one.fault}` : ''}`,
        newest ? `, attempt ${one.attempts.length}: ${newest.outcome}` : '')),
    one.warning ? h('strong', {class: 'warning'}, one.warning) : null,
    h('div', {class: 'actions'}, resendButton(one)));
}

const resendButton = one => h('button', {type: 'button', 'aria-label': `Resend delivery ${one.number}`,
  click: () => post(`/sandbox/deliveries/${one.number}/resend`)}, 'Resend');

function deliveryDetail(one) {
  const attempts = one.attempts.map((attempt, i) => h('div', {class: 'attempt'},
    h('h3', {}, `Attempt ${i + 1}`),
    h('p', {}, time(attempt.time), ` ${attempt.outcome}`),
    block(`Request of attempt ${i + 1}`, message(`POST ${attempt.url}`, {headers: attempt.headers, body: one.payload})),
    attempt.httpStatus ? block(`Response of attempt ${i + 1}`, `HTTP ${attempt.httpStatus}\n\n${attempt.response}`) : null));
  return [h('p', {}, h('b', {}, words(one.event)), ` of ${one.authorizationId}: ${one.outcome}`),
    one.warning ? h('strong', {class: 'warning'}, one.warning) : null,
    h('div', {class: 'actions'}, resendButton(one)),
    ...(attempts.length ? attempts.reverse() : [block('Payload', one.payload)])];
}

function select(kind, one) {
  show(kind, one);
  $('detail').focus({preventScroll: true});
  $('detail').scrollIntoView({block: 'nearest'});
}

function show(kind, one) {
  selected = {kind, number: one.number};
  $('h-detail').textContent = kind === 'request' ? `Request ${one.number}` : `Delivery ${one.number}`;
  $('detail-content').replaceChildren(...(kind === 'request' ? requestDetail(one) : deliveryDetail(one))
    .filter(child => child !== null));
}

/** Calls a function if the JSON differs from the last one under this name. */
function changed(name, value, then) {
  const json = JSON.stringify(value);
  if (seen[name] !== json) {
    seen[name] = json;
    then(value);
  }
}

let polling;

async function poll() {
  if (polling) {
    await polling;
  }
  polling = refresh();
  try {
    await polling;
  } finally {
    polling = null;
  }
}

async function refresh() {
  try {
    const [requests, authorizations, deliveries, now] = await Promise.all([
      get(`/sandbox/requests?after=${last}`), get('/sandbox/authorizations'), get('/sandbox/deliveries'),
      get('/sandbox/settings')]);
    if (started !== requests.started) {
      started = requests.started;
      $('requests').replaceChildren();
      if (last > 0) {
        last = 0;
        return refresh();
      }
    }
    changed('settings', now, showSettings);
    showRequests(requests);
    changed('authorizations', authorizations, showAuthorizations);
    changed('deliveries', deliveries, showDeliveries);
    $('live').textContent = 'Live';
    $('live').className = 'on';
  } catch (e) {
    $('live').textContent = 'No connection';
    $('live').className = '';
  }
}

function showRequests({first, last: newest, requests}) {
  last = newest;
  const list = $('requests');
  list.prepend(...requests.map(one => {
    const row = requestRow(one);
    row.dataset.number = one.number;
    return row;
  }).reverse());
  while (list.lastChild && list.lastChild.dataset.number < first) {
    list.lastChild.remove();
  }
  if (!seen.steps) {
    $('first-steps').hidden = list.children.length > 0;
  }
}

function showAuthorizations({total, authorizations}) {
  $('total').textContent = total > authorizations.length ? `${authorizations.length} of ${total}` : '';
  sync($('authorizations'), authorizations, one => one.authorizationId, authorizationRow);
}

function showDeliveries({webhookUrl, pendingFaults, deliveries}) {
  sync($('deliveries'), deliveries, one => one.number, deliveryRow);
  const warnings = [...new Set(deliveries.filter(one => one.warning).map(one => one.warning))];
  $('warnings').replaceChildren(...warnings.map(text => h('p', {}, text[0].toUpperCase() + text.slice(1) + '.')));
  $('webhook-url').replaceChildren(...(webhookUrl ? ['Notifications go to ', h('code', {}, words(webhookUrl)), '.']
    : ['No webhook URL is set: notifications are not sent. Start the sandbox with ', h('code', {}, '--webhook-url URL'), '.']));
  $('pending').textContent = pendingFaults.length ? `Pending: ${pendingFaults.slice(0, 10).join(', ')}` : 'None is pending.';
  const open = selected && selected.kind === 'delivery' && deliveries.find(one => one.number === selected.number);
  if (open) {
    show('delivery', open);
  }
}

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

function environment() {
  return [`export BINANCE_PAY_BASE_URL=${quoted(settings.baseUrl)}`, ...(settings.published
    ? [`export BINANCE_PAY_API_KEY=${quoted(settings.apiKey)}`, "export BINANCE_PAY_SECRET_KEY='sandbox-secret-key'"]
    : ['# BINANCE_PAY_API_KEY and BINANCE_PAY_SECRET_KEY: the keys that the sandbox was started with'])].join('\n');
}

const operation = () => $('operation').value;

/** The call of an operation with curl, as the reference page has it. */
function curl(name, body) {
  const language = samples.languages.find(one => one.id === 'curl');
  return language.samples[name].replace('{{body}}', () => body.replaceAll("'", "'\\''")).trimEnd();
}

function showSettings(now) {
  settings = now;
  $('base-url').textContent = now.baseUrl;
  $('api-key').textContent = now.apiKey;
  $('keys').replaceChildren(...(now.webhookKeys.length
    ? now.webhookKeys.flatMap((key, i) => [i ? ', before it ' : 'Serial ', h('code', {}, key)])
    : ['The first key is created when it is needed.']));
  $('environment').textContent = environment();
}

/** Shows the form of the operation in the address, for example #call-createAuthorization; the reference page links to it. */
function chooseOperation() {
  const name = location.hash.replace(/^#(call-)?/, '');
  if (samples.bodies[name]) {
    $('operation').value = name;
    $('send').scrollIntoView();
  }
  showOperation();
}

function showOperation() {
  $('body').value = samples.bodies[operation()];
  showCall();
}

function showCall() {
  $('curl').textContent = curl(operation(), $('body').value);
}

$('operation').addEventListener('change', showOperation);
for (const button of document.querySelectorAll('#faults button')) {
  button.addEventListener('click', () => post(`/sandbox/faults/${button.textContent}`));
}
$('body').addEventListener('input', showCall);
$('call').addEventListener('submit', async event => {
  event.preventDefault();
  const form = new URLSearchParams({body: $('body').value, mistake: $('mistake').value});
  const result = await post(`/sandbox/call/${$('operation').value}`, form);
  if (result) {
    select('request', result);
  }
});
$('reset').addEventListener('click', () => {
  if (confirm('Forget all authorizations, requests and deliveries?')) {
    post('/sandbox/reset');
  }
});
$('rotate').addEventListener('click', () => post('/sandbox/webhook-key/rotate'));
$('show-steps').addEventListener('click', () => {
  seen.steps = true;
  $('first-steps').hidden = false;
  $('first-steps').scrollIntoView();
});
$('failed-only').addEventListener('change', event => $('requests').classList.toggle('failed-only', event.target.checked));
for (const [id, what] of [['environment', 'environment'], ['first-call', 'first call'], ['curl', 'curl']]) {
  $(id).tabIndex = 0;
  $(id).before(copyButton(what, () => $(id).textContent));
}
addEventListener('hashchange', chooseOperation);
get('/sandbox/samples.json').then(loaded => {
  samples = loaded;
  $('first-call').textContent = curl(operation(), samples.bodies[operation()]);
  chooseOperation();
});
poll().then(() => setInterval(poll, 1000));
