import type { Middleware } from './client/index.js';
import { parseExact } from './notification.js';

/** Parses numbers of a response as strings, as the client's types declare: `total` may exceed 2^53. */
export const exactNumbers: Middleware = {
  async post({ response }) {
    if (response.status !== 200) return response;
    const text = await response.text();
    try {
      return new Response(JSON.stringify(parseExact(text)), response);
    } catch {
      // Not JSON.
      return new Response(text, response);
    }
  },
};
