import { constants, verify } from 'node:crypto';

/** Time window. The provider documents none. */
const WINDOW_MS = 600_000;

/** The notification is not from the provider, or malformed: ignore it, and do not respond with SUCCESS. */
export class InvalidNotification extends Error {}

export interface Notification {
  bizType: string;
  bizId: string;
  bizStatus: string;
  /** Raw data, which may contain a token; null if it is not a string. */
  data: string | null;
  /** For the bizType TECH_PROVIDER. */
  authorization: AuthorizationEvent | null;
}

export interface AuthorizationEvent {
  authorizationId: string;
  /** A secret. It is present after a rejection, too: it does not prove consent. */
  authorizationToken: string;
  merchantId: string;
  merchantName: string;
  scopes: string[] | null;
}

/** Returns the PEM of a serial in upper case; undefined if the provider does not list it. */
export type PublicKey = (serial: string) => string | undefined | Promise<string | undefined>;

/**
 * Returns the verified notification, otherwise throws InvalidNotification.
 *
 * @param headers as `request.headers` of Node.js has them
 * @param body the raw bytes, before any framework parses them
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
  // The final line feed is part of the payload. Buffer ignores white space in base64.
  const payload = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]);
  const key = { key: pem, padding: constants.RSA_PKCS1_PADDING };
  if (!verify('sha256', payload, key, Buffer.from(signature, 'base64'))) {
    throw new InvalidNotification('wrong signature');
  }
  // The body is verified: parse it now.
  try {
    return read(parseExact(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    // No cause, since it may quote the token.
    throw new InvalidNotification('signed, but not readable as a notification');
  }
}

function read(event: any): Notification {
  const data = typeof event.data === 'string' ? event.data : null;
  let authorization: AuthorizationEvent | null = null;
  if (event.bizType === 'TECH_PROVIDER') {
    // JSON text.
    const { authorizationId, authorizationToken, merchantId, merchantName, scopes } = parseExact(data!);
    authorization = {
      authorizationId: text(authorizationId),
      authorizationToken: text(authorizationToken),
      merchantId: text(merchantId),
      merchantName: text(merchantName),
      scopes: scopes ?? null,
    };
  }
  // Other kinds may have no bizId.
  const bizId = text(authorization ? event.bizId : (event.bizId ?? ''));
  return { bizType: text(event.bizType), bizId, bizStatus: text(event.bizStatus), data, authorization };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError();
  return value;
}

/** Parses JSON with every number as a string of its digits: `JSON.parse` rounds integers beyond 2^53. */
export function parseExact(json: string): any {
  // Rejects text that is not JSON; the replacement below would accept some.
  JSON.parse(json);
  const quoted = json.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (token[0] === '"' ? token : `"${token}"`));
  return JSON.parse(quoted);
}
