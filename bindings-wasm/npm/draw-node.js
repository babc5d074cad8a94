// The verbs of a draw in Node: the wasm is read from the disk.
import { readFileSync } from "node:fs";
import * as door from "./door/draw.js";
import { wireOf } from "./wire.js";

door.initSync({ module: readFileSync(new URL("./door/draw_bg.wasm", import.meta.url)) });

export const wire = wireOf(door);
