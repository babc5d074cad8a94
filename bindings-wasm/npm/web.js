// The package in a browser: the wasm is fetched from where this script came from.
import init from "./door/door.js";

await init();

export { wire } from "./wire.js";
