import { createServer } from 'node:http';
import { CertificateApi, Configuration } from './client/index.js';
import { InvalidNotification, type PublicKey, verifyNotification } from './notification.js';
import { signing } from './signing.js';

// What a web application does with the POST to its webhook.
const publicKey = publicKeys();
createServer(async (request, response) => {
  try {
    // The raw bytes: a body parser in front of it would break the signature. A proxy should limit their size.
    const body = Buffer.concat(await request.toArray());
    const { bizStatus, authorization } = await verifyNotification(request.headers, body, publicKey);
    if (authorization && bizStatus === 'SUBMIT_AUTH_AGREE') {
      // The same event may come again: what is done here must not matter twice.
      console.log(`Agreed: ${authorization.authorizationId}`);
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"returnCode":"SUCCESS","returnMessage":null}');
  } catch (error) {
    // Whatever is not 200 is sent again.
    response.writeHead(error instanceof InvalidNotification ? 400 : 500).end();
  }
}).listen(9000, '127.0.0.1');

/** Keeps the keys for an hour. For a serial that it does not know it asks again, at most once a minute. */
function publicKeys(): PublicKey {
  const basePath = process.env.BINANCE_PAY_BASE_URL;
  const middleware = [signing(process.env.BINANCE_PAY_API_KEY!, process.env.BINANCE_PAY_SECRET_KEY!)];
  const api = new CertificateApi(new Configuration({ basePath, middleware }));
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
    const { status, code, data } = await api.queryCertificates({ body: {} });
    if (status !== 'SUCCESS' || code !== '000000') throw new Error(`rejected with ${code}`);
    return new Map(data!.map((each) => [each.certSerial.toUpperCase(), each.certPublic]));
  }
}
