import type { AxiosResponseTransformer } from 'axios';
import { parseExact } from './notification.js';

/** Reads the numbers of a response as strings, as the types of the client say: `total` may exceed what a number holds. */
export const exactNumbers: AxiosResponseTransformer = (text) => {
  try {
    return parseExact(text);
  } catch {
    // Not JSON.
    return text;
  }
};
