import { createServer } from 'node:http';
import axios from 'axios';
import { CertificateApi, Configuration } from './client/index.js';
import { InvalidNotification, type PublicKey, verifyNotification } from './notification.js';
import { signing } from './signing.js';

// Receiver of notifications in a web application.
const publicKey = publicKeys();
createServer(async (request, response) => {
  try {
    // Raw bytes: a body parser would break the signature. Limit their number in a proxy.
    const body = Buffer.concat(await request.toArray());
    const { bizStatus, authorization } = await verifyNotification(request.headers, body, publicKey);
    if (authorization && bizStatus === 'SUBMIT_AUTH_AGREE') {
      // The same event may arrive again: process it idempotently.
      console.log(`Agreed: ${authorization.authorizationId}`);
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"returnCode":"SUCCESS","returnMessage":null}');
  } catch (error) {
    // The provider retries after any status but 200.
    response.writeHead(error instanceof InvalidNotification ? 400 : 500).end();
  }
}).listen(9000, '127.0.0.1');

/** Caches the keys for an hour. Queries again for an unknown serial, at most once a minute. */
function publicKeys(): PublicKey {
  const basePath = process.env.BINANCE_PAY_BASE_URL;
  const transformRequest = signing(process.env.BINANCE_PAY_API_KEY!, process.env.BINANCE_PAY_SECRET_KEY!);
  const instance = axios.create({ transformRequest, timeout: 10_000 });
  const api = new CertificateApi(new Configuration({ basePath }), undefined, instance);
  let keys = Promise.resolve(new Map<string, string>());
  let asked = -Infinity;
  return async (serial) => {
    const old = await keys;
    const age = performance.now() - asked;
    if (age > 3_600_000 || (!old.has(serial) && age > 60_000)) {
      asked = performance.now();
      keys = ask().catch((error) => {
        console.error(`No new keys: ${error.message}`);
        return old;
      });
    }
    return (await keys).get(serial);
  };

  async function ask() {
    const { status, code, data } = (await api.queryCertificates({ body: {} })).data;
    if (status !== 'SUCCESS' || code !== '000000') throw new Error(`rejected with ${code}`);
    return new Map(data!.map((each) => [each.certSerial.toUpperCase(), each.certPublic]));
  }
}
