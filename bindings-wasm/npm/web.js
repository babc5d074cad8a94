// The package in a browser: the wasm is fetched from where this script came from.
import init, * as door from "./door/door.js";
import { wireOf } from "./wire.js";

await init();

export const wire = wireOf(door);
