import { readFileSync } from 'node:fs';
import axios from 'axios';
import { AuthorizationApi, Configuration } from './client/index.js';
import { sign, signing } from './signing.js';

const { VECTORS, SCENARIOS, BINANCE_PAY_BASE_URL, BINANCE_PAY_API_KEY, BINANCE_PAY_SECRET_KEY } = process.env;

const { vectors } = JSON.parse(readFileSync(VECTORS!, 'utf8'));
const wrong = vectors
  .filter((v: any) => sign(v.secretKey, v.timestamp, v.nonce, Buffer.from(v.bodyBase64, 'base64')) !== v.signature)
  .map((v: any) => v.name);
report({ vectors: vectors.length, wrong });

for (const scenario of JSON.parse(readFileSync(SCENARIOS!, 'utf8'))) {
  const result = await run(scenario).catch((error) => ({ outcome: 'failed', message: String(error) }));
  report({ scenario: scenario.name, ...result });
}

async function run(scenario: { merchantId: string; secretKey: string | null }) {
  const transformRequest = signing(BINANCE_PAY_API_KEY!, scenario.secretKey ?? BINANCE_PAY_SECRET_KEY!);
  const configuration = new Configuration({ basePath: BINANCE_PAY_BASE_URL });
  const instance = axios.create({ transformRequest, validateStatus: () => true });
  const api = new AuthorizationApi(configuration, undefined, instance);
  const createAuthorizationRequest = {
    merchantId: scenario.merchantId,
    scopes: ['CONVERT', 'CHECKOUT'],
    ipWhitelist: ['192.168.1.1', '192.168.1.2'],
  };
  const { status, data: answer } = await api.createAuthorization({ createAuthorizationRequest });
  if (answer.status === 'SUCCESS' && answer.code === '000000') {
    const { merchantId, merchantName, redirectUrl } = answer.data!;
    return { outcome: 'created', merchantId, merchantName, redirectUrl };
  }
  if (!answer.code) return { outcome: 'rejected', code: null, message: `HTTP ${status}: ${answer}` };
  return { outcome: 'rejected', code: answer.code, message: answer.errorMessage ?? answer.msg ?? answer.errorData };
}

function report(result: object) {
  console.log(JSON.stringify(result));
}
