import { AuthorizationApi, Configuration, type ErrorResponse, ErrorResponseFromJSON, ResponseError } from './client/index.js';
import { exactNumbers } from './numbers.js';
import { signing } from './signing.js';

const basePath = process.env.BINANCE_PAY_BASE_URL;
const middleware = [signing(process.env.BINANCE_PAY_API_KEY!, process.env.BINANCE_PAY_SECRET_KEY!), exactNumbers];
const api = new AuthorizationApi(new Configuration({ basePath, middleware }));

const createAuthorizationRequest = {
  merchantId: 'merchant1',
  scopes: ['CONVERT', 'CHECKOUT'],
  ipWhitelist: ['192.168.1.1', '192.168.1.2'],
};
// A failure may have any HTTP status, also 200: the envelope decides.
const response = await api.createAuthorization({ createAuthorizationRequest }).catch(envelope);
if (response.status === 'SUCCESS' && response.code === '000000' && 'data' in response) {
  console.log(`Send the merchant to ${response.data?.redirectUrl}`);
} else {
  console.error(`Rejected with ${response.code}: ${response.errorMessage ?? response.msg ?? response.errorData}`);
}

/** The envelope of a response that is not HTTP 2xx; a page of HTML is thrown with its HTTP status. */
async function envelope(error: unknown): Promise<ErrorResponse> {
  if (!(error instanceof ResponseError)) throw error;
  const text = await error.response.text();
  try {
    return ErrorResponseFromJSON(JSON.parse(text));
  } catch {
    throw new Error(`HTTP ${error.response.status}: ${text}`);
  }
}
