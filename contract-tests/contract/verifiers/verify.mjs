import { Verifier } from '@pact-foundation/pact';

const [pact, url] = process.argv.slice(2);
await new Verifier({
  provider: 'binance-pay',
  providerBaseUrl: url,
  providerStatesSetupUrl: `${url}/sandbox/provider-states`,
  transports: [{ protocol: 'message', port: Number(new URL(url).port), path: '/sandbox/pact-messages' }],
  pactUrls: [pact],
  timeout: 30_000,
}).verifyProvider();
