// half of a pair of surrogates: what a text may hold in JavaScript, and nowhere else
const LONE = /\p{Surrogate}/u;

/**
 * The `wire` of a door, which is the script of either wasm.
 *
 * @param {typeof import("./door/door.js")} door
 * @returns {import("./index.js").wire}
 */
export function wireOf({ answer, answer_bytes, answer_too_long, longest }) {
  return function wire(text) {
    if (typeof text !== "string") {
      throw new TypeError("a request is one JSON text: call JSON.stringify first");
    }
    // a text has at least as many bytes as units, so this one need not be copied to be refused
    if (text.length > longest()) {
      return answer_too_long();
    }
    const at = text.search(LONE);
    return at < 0 ? answer(text) : answer_bytes(upTo(text, at));
  };
}

/**
 * The bytes before the lone surrogate, and one that is no UTF-8: the answer names its position.
 *
 * @param {string} text
 * @param {number} at
 */
function upTo(text, at) {
  return new Uint8Array([...new TextEncoder().encode(text.slice(0, at)), 0xff]);
}
