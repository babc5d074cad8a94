// The package in Node: the wasm is read from the disk.
import { readFileSync } from "node:fs";
import * as door from "./door/door.js";
import { wireOf } from "./wire.js";

door.initSync({ module: readFileSync(new URL("./door/door_bg.wasm", import.meta.url)) });

export const wire = wireOf(door);
