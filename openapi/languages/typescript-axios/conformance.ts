import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import axios, { type AxiosInstance } from 'axios';
import { AuthorizationApi, CertificateApi, Configuration } from './client/index.js';
import { InvalidNotification, type Notification, verifyNotification } from './notification.js';
import { exactNumbers } from './numbers.js';
import { sign, signing } from './signing.js';

const { VECTORS, NOTIFICATION_VECTORS, SCENARIOS, BINANCE_PAY_BASE_URL, BINANCE_PAY_API_KEY, BINANCE_PAY_SECRET_KEY } = process.env;

const configuration = new Configuration({ basePath: BINANCE_PAY_BASE_URL });
// Operations of the scenarios.
const operations: Record<string, (instance: AxiosInstance, request: any) => Promise<any>> = {
  createAuthorization: (instance, createAuthorizationRequest) =>
    new AuthorizationApi(configuration, undefined, instance).createAuthorization({ createAuthorizationRequest }),
  queryScopes: (instance, body) => new AuthorizationApi(configuration, undefined, instance).queryScopes({ body }),
  queryAuthorizations: (instance, queryAuthorizationsRequest) =>
    new AuthorizationApi(configuration, undefined, instance).queryAuthorizations({ queryAuthorizationsRequest }),
  queryCertificates: (instance, body) =>
    new CertificateApi(configuration, undefined, instance).queryCertificates({ body }),
  requestWithoutBody: (instance) =>
    instance.post(`${BINANCE_PAY_BASE_URL}/binancepay/openapi/certificates`, undefined, {
      headers: { 'Content-Type': 'application/json' },
    }),
};

const { vectors } = JSON.parse(readFileSync(VECTORS!, 'utf8'));
const wrong = vectors
  .filter((v: any) => sign(v.secretKey, v.timestamp, v.nonce, Buffer.from(v.bodyBase64, 'base64')) !== v.signature)
  .map((v: any) => v.name);
report({ vectors: vectors.length, wrong });

const document = JSON.parse(readFileSync(NOTIFICATION_VECTORS!, 'utf8'));
const published = document.keys.filter((key: any) => key.published);
const keys = new Map<string, string>(published.map((key: any) => [key.certSerial, key.certPublic]));
const misread = [];
for (const v of document.vectors) {
  if (!isDeepStrictEqual(await received(v), v.event)) misread.push(v.name);
}
report({ notifications: document.vectors.length, wrong: misread });

async function received(v: any): Promise<Notification | null> {
  const body = Buffer.from(v.bodyBase64, 'base64');
  try {
    return await verifyNotification(v.headers, body, (serial) => keys.get(serial), v.now);
  } catch (error) {
    if (error instanceof InvalidNotification) return null;
    throw error;
  }
}

for (const scenario of JSON.parse(readFileSync(SCENARIOS!, 'utf8'))) {
  const result = await run(scenario).catch((error) => ({ outcome: 'failed', message: String(error) }));
  report({ scenario: scenario.name, ...result });
}

async function run(scenario: { operation: string; request: object; secretKey: string | null }) {
  const operation = operations[scenario.operation];
  if (!operation) return { outcome: 'missing' };
  const transformRequest = signing(BINANCE_PAY_API_KEY!, scenario.secretKey ?? BINANCE_PAY_SECRET_KEY!);
  const instance = axios.create({ transformRequest, transformResponse: exactNumbers, validateStatus: () => true });
  const { status, data: envelope } = await operation(instance, scenario.request);
  const { code, errorMessage, msg, errorData } = envelope;
  if (envelope.status === 'SUCCESS' && code === '000000') return { outcome: 'success', data: envelope.data };
  if (!code) return { outcome: 'rejected', code: null, message: `HTTP ${status}: ${envelope}` };
  return { outcome: 'rejected', code, message: errorMessage ?? msg ?? errorData };
}

function report(result: object) {
  console.log(JSON.stringify(result));
}
