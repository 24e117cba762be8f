import type { AxiosResponseTransformer } from 'axios';
import { parseExact } from './notification.js';

/** Parses numbers of a response as strings, as the client's types declare: `total` may exceed 2^53. */
export const exactNumbers: AxiosResponseTransformer = (text) => {
  try {
    return parseExact(text);
  } catch {
    // Not JSON.
    return text;
  }
};
