// The package in Node: the wasm is read from the disk.
import { readFileSync } from "node:fs";
import { initSync } from "./door/door.js";

initSync({ module: readFileSync(new URL("./door/door_bg.wasm", import.meta.url)) });

export { wire } from "./wire.js";
