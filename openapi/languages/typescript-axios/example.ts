import axios from 'axios';
import { AuthorizationApi, Configuration } from './client/index.js';
import { exactNumbers } from './numbers.js';
import { signing } from './signing.js';

const basePath = process.env.BINANCE_PAY_BASE_URL;
const transformRequest = signing(process.env.BINANCE_PAY_API_KEY!, process.env.BINANCE_PAY_SECRET_KEY!);
// A failure may have any HTTP status, also 200: accept all, and let the envelope decide.
const instance = axios.create({ transformRequest, transformResponse: exactNumbers, validateStatus: () => true });
const api = new AuthorizationApi(new Configuration({ basePath }), undefined, instance);

const createAuthorizationRequest = {
  merchantId: 'merchant1',
  scopes: ['CONVERT', 'CHECKOUT'],
  ipWhitelist: ['192.168.1.1', '192.168.1.2'],
};
const { status, data: response } = await api.createAuthorization({ createAuthorizationRequest });
if (response.status === 'SUCCESS' && response.code === '000000') {
  console.log(`Send the merchant to ${response.data?.redirectUrl}`);
} else if (response.code) {
  console.error(`Rejected with ${response.code}: ${response.errorMessage ?? response.msg ?? response.errorData}`);
} else {
  // Not an envelope, for example an HTML page.
  console.error(`HTTP ${status}: ${response}`);
}
