/**
 * Answers the verbs that need no record: `check-id`, `deadline`, `draw-stratum`, `match`, `quota` and `ticket`, in the same bytes as
 * the `wire` of the whole package, with a quarter of its wasm. Any other verb is answered with the code `verb-unknown`.
 *
 * ```js
 * import { wire } from "double-random/draw";
 *
 * const args = { key: "000102030405060708090a0b0c0d0e0f", id: "913702001635621638" };
 * console.log(JSON.parse(wire(JSON.stringify({ verb: "ticket", args }))).ok.ticket);
 * ```
 */
export function wire(text: string): string;
