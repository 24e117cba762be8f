import { constants, verify } from 'node:crypto';

/** Not documented; what careful receivers use. */
const WINDOW_MS = 600_000;

/** It does not come from the provider, or cannot be read: do nothing, and do not respond with SUCCESS. */
export class InvalidNotification extends Error {}

export interface Notification {
  bizType: string;
  bizId: string;
  bizStatus: string;
  /** As sent, which may be JSON with a token in it; null if it was not a string. */
  data: string | null;
  /** For the bizType TECH_PROVIDER. */
  authorization: AuthorizationEvent | null;
}

export interface AuthorizationEvent {
  authorizationId: string;
  /** A secret. It is there after a rejection too, and proves no consent. */
  authorizationToken: string;
  merchantId: string;
  merchantName: string;
  scopes: string[] | null;
}

/** Returns the PEM text of a serial in upper case; undefined for one that the provider does not list. */
export type PublicKey = (serial: string) => string | undefined | Promise<string | undefined>;

/**
 * Returns the notification if everything is right, else throws InvalidNotification.
 *
 * @param headers as `request.headers` of Node.js has them
 * @param body the bytes as they came, before any framework has parsed them
 */
export async function verifyNotification(
  headers: Record<string, string | string[] | undefined>,
  body: Uint8Array,
  publicKey: PublicKey,
  now = Date.now(),
): Promise<Notification> {
  const header = (name: string) => {
    const value = Object.entries(headers).find(([each]) => each.toLowerCase() === `binancepay-${name}`)?.[1];
    if (typeof value !== 'string') throw new InvalidNotification(`no header binancepay-${name}`);
    return value;
  };
  const [serial, nonce, timestamp, signature] = ['certificate-sn', 'nonce', 'timestamp', 'signature'].map(header);
  if (!/^[0-9]{1,15}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > WINDOW_MS) {
    throw new InvalidNotification('timestamp outside of the window');
  }
  const pem = await publicKey(serial.toUpperCase());
  if (!pem) throw new InvalidNotification('unknown certificate serial');
  // The last line feed counts. Buffer ignores white space in base64.
  const payload = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]);
  const key = { key: pem, padding: constants.RSA_PKCS1_PADDING };
  if (!verify('sha256', payload, key, Buffer.from(signature, 'base64'))) {
    throw new InvalidNotification('wrong signature');
  }
  // Nothing of the body was looked at before this line.
  try {
    return read(parseExact(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    // Without the cause, which may quote the token.
    throw new InvalidNotification('signed, but not readable as a notification');
  }
}

function read(event: any): Notification {
  const data = typeof event.data === 'string' ? event.data : null;
  let authorization: AuthorizationEvent | null = null;
  if (event.bizType === 'TECH_PROVIDER') {
    // A string that holds JSON.
    const { authorizationId, authorizationToken, merchantId, merchantName, scopes } = parseExact(data!);
    authorization = {
      authorizationId: text(authorizationId),
      authorizationToken: text(authorizationToken),
      merchantId: text(merchantId),
      merchantName: text(merchantName),
      scopes: scopes ?? null,
    };
  }
  return { bizType: text(event.bizType), bizId: text(event.bizId), bizStatus: text(event.bizStatus), data, authorization };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError();
  return value;
}

/** Reads JSON with every number as a string of its digits: `JSON.parse` rounds an integer beyond 2^53. */
export function parseExact(json: string): any {
  // First as it is, since what follows would let pass some texts that are not JSON.
  JSON.parse(json);
  const quoted = json.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token[0] === '"' ? token : `"${token}"`));
  return JSON.parse(quoted);
}
