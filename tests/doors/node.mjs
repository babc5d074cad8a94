// The package in Node: `node node.mjs ENTRY vectors FILES... UNITS`, or `node node.mjs ENTRY hash REQUESTS` for one hash over all
// answers. ENTRY is what a program imports.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { check } from "./check.mjs";

const [entry, task, ...paths] = process.argv.slice(2);
const { wire } = await import(entry);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

if (task === "vectors") {
  const units = read(paths.pop());
  console.log(JSON.stringify(check(wire, paths.map(read), units)));
} else {
  const hash = createHash("sha256");
  for (const request of readFileSync(paths[0], "utf8").split("\n").filter(Boolean)) {
    hash.update(wire(request) + "\n");
  }
  // a request over the limit is refused before it is copied
  if (!wire(" ".repeat((64 << 20) + 1)).includes("request-too-long")) throw new Error("the limit does not hold");
  console.log(hash.digest("hex"));
}
