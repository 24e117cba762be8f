import { createHmac, randomInt } from 'node:crypto';
import type { AxiosRequestTransformer } from 'axios';

/** The signature over the exact bytes of the body; the final line feed included. */
export function sign(secretKey: string, timestamp: string, nonce: string, body: Uint8Array): string {
  const payload = createHmac('sha512', secretKey).update(`${timestamp}\n${nonce}\n`).update(body).update('\n');
  return payload.digest('hex').toUpperCase();
}

/**
 * Signs each request: `axios.create({ transformRequest: signing(…) })`. Transformers run after all interceptors.
 * This one replaces axios' own, which would trim the body. Its result is sent as UTF-8.
 */
export function signing(apiKey: string, secretKey: string): AxiosRequestTransformer {
  return (body: string | undefined, headers) => {
    const timestamp = Date.now().toString();
    const nonce = Array.from({ length: 32 }, () => String.fromCharCode(97 + randomInt(26))).join('');
    headers.set('BinancePay-Timestamp', timestamp);
    headers.set('BinancePay-Nonce', nonce);
    headers.set('BinancePay-Certificate-SN', apiKey);
    headers.set('BinancePay-Signature', sign(secretKey, timestamp, nonce, Buffer.from(body ?? '')));
    return body;
  };
}
