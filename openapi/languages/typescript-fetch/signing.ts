import { createHmac, randomInt } from 'node:crypto';
import type { Middleware } from './client/index.js';

/** The signature over the exact bytes of the body; the final line feed included. */
export function sign(secretKey: string, timestamp: string, nonce: string, body: Uint8Array): string {
  const payload = createHmac('sha512', secretKey).update(`${timestamp}\n${nonce}\n`).update(body).update('\n');
  return payload.digest('hex').toUpperCase();
}

/** Signs each request. Add it as the last middleware: a change of the body after it breaks the signature. */
export function signing(apiKey: string, secretKey: string): Middleware {
  return {
    async pre({ url, init }) {
      const timestamp = Date.now().toString();
      const nonce = Array.from({ length: 32 }, () => String.fromCharCode(97 + randomInt(26))).join('');
      const headers = new Headers(init.headers);
      headers.set('BinancePay-Timestamp', timestamp);
      headers.set('BinancePay-Nonce', nonce);
      headers.set('BinancePay-Certificate-SN', apiKey);
      // The generated client has serialized the body: this string is sent as UTF-8.
      headers.set('BinancePay-Signature', sign(secretKey, timestamp, nonce, Buffer.from((init.body as string | undefined) ?? '')));
      return { url, init: { ...init, headers } };
    },
  };
}
