/**
 * Answers one request: one JSON text in, one out. The same request gives the same bytes in Rust, Python and JavaScript.
 *
 * Whatever is wrong with the request stands in the answer; only what is no text at all is a `TypeError`.
 *
 * ```js
 * import { wire } from "double-random";
 *
 * const request = { verb: "quota", args: { size: 101, ratio: "7%" } };
 * console.log(wire(JSON.stringify(request))); // {"ok":{"quota":8}}
 * ```
 */
export function wire(text: string): string;
