import { readFileSync } from 'node:fs';
import axios, { type AxiosInstance } from 'axios';
import { AuthorizationApi, Configuration } from './client/index.js';
import { sign, signing } from './signing.js';

const { VECTORS, SCENARIOS, BINANCE_PAY_BASE_URL, BINANCE_PAY_API_KEY, BINANCE_PAY_SECRET_KEY } = process.env;

const configuration = new Configuration({ basePath: BINANCE_PAY_BASE_URL });
// Each operation that the scenarios name.
const operations: Record<string, (instance: AxiosInstance, request: any) => Promise<any>> = {
  createAuthorization: (instance, createAuthorizationRequest) =>
    new AuthorizationApi(configuration, undefined, instance).createAuthorization({ createAuthorizationRequest }),
};

const { vectors } = JSON.parse(readFileSync(VECTORS!, 'utf8'));
const wrong = vectors
  .filter((v: any) => sign(v.secretKey, v.timestamp, v.nonce, Buffer.from(v.bodyBase64, 'base64')) !== v.signature)
  .map((v: any) => v.name);
report({ vectors: vectors.length, wrong });

for (const scenario of JSON.parse(readFileSync(SCENARIOS!, 'utf8'))) {
  const result = await run(scenario).catch((error) => ({ outcome: 'failed', message: String(error) }));
  report({ scenario: scenario.name, ...result });
}

async function run(scenario: { operation: string; request: object; secretKey: string | null }) {
  const operation = operations[scenario.operation];
  if (!operation) return { outcome: 'missing' };
  const transformRequest = signing(BINANCE_PAY_API_KEY!, scenario.secretKey ?? BINANCE_PAY_SECRET_KEY!);
  const instance = axios.create({ transformRequest, validateStatus: () => true });
  const { status, data: envelope } = await operation(instance, scenario.request);
  const { code, errorMessage, msg, errorData } = envelope;
  if (envelope.status === 'SUCCESS' && code === '000000') return { outcome: 'success', data: envelope.data };
  if (!code) return { outcome: 'rejected', code: null, message: `HTTP ${status}: ${envelope}` };
  return { outcome: 'rejected', code, message: errorMessage ?? msg ?? errorData };
}

function report(result: object) {
  console.log(JSON.stringify(result));
}
