import type { Middleware } from './client/index.js';
import { parseExact } from './notification.js';

/** Reads the numbers of a response as strings, as the types of the client say: `total` may exceed what a number holds. */
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
