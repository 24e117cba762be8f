import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  AuthorizationApi,
  AuthorizationNotificationFromJSON,
  CertificateApi,
  Configuration,
  type ErrorResponse,
  ErrorResponseFromJSON,
  ResponseError,
} from './client/index.js';
import { InvalidNotification, type Notification, parseExact, verifyNotification } from './notification.js';
import { exactNumbers } from './numbers.js';
import { sign, signing } from './signing.js';

const { VECTORS, NOTIFICATION_VECTORS, SCENARIOS, BINANCE_PAY_BASE_URL, BINANCE_PAY_API_KEY, BINANCE_PAY_SECRET_KEY } = process.env;

// Operations of the scenarios.
const operations: Record<string, (configuration: Configuration, request: any) => Promise<any>> = {
  createAuthorization: (configuration, createAuthorizationRequest) =>
    new AuthorizationApi(configuration).createAuthorization({ createAuthorizationRequest }),
  queryScopes: (configuration, body) => new AuthorizationApi(configuration).queryScopes({ body }),
  queryAuthorizations: (configuration, queryAuthorizationsRequest) =>
    new AuthorizationApi(configuration).queryAuthorizations({ queryAuthorizationsRequest }),
  queryCertificates: (configuration, body) => new CertificateApi(configuration).queryCertificates({ body }),
  requestWithoutBody: (configuration) =>
    (new CertificateApi(configuration) as any).request({
      path: '/binancepay/openapi/certificates',
      method: 'POST',
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
    const notification = await verifyNotification(v.headers, body, (serial) => keys.get(serial), v.now);
    if (!notification.authorization) return notification;
    // The generated model keeps all digits, too.
    const model = AuthorizationNotificationFromJSON(parseExact(v.body));
    return { ...notification, bizId: model.bizId };
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
  const middleware = [signing(BINANCE_PAY_API_KEY!, scenario.secretKey ?? BINANCE_PAY_SECRET_KEY!), exactNumbers];
  const configuration = new Configuration({ basePath: BINANCE_PAY_BASE_URL, middleware });
  try {
    const envelope = await operation(configuration, scenario.request);
    if (envelope.status !== 'SUCCESS' || envelope.code !== '000000') return rejected(envelope);
    return { outcome: 'success', data: envelope.data };
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const text = await error.response.text();
    try {
      return rejected(ErrorResponseFromJSON(JSON.parse(text)));
    } catch {
      return { outcome: 'rejected', code: null, message: `HTTP ${error.response.status}: ${text}` };
    }
  }
}

function rejected({ code, errorMessage, msg, errorData }: ErrorResponse) {
  return { outcome: 'rejected', code, message: errorMessage ?? msg ?? errorData };
}

function report(result: object) {
  console.log(JSON.stringify(result));
}
