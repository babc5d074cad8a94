// The package in headless Chromium: `node browser.mjs ENTRY CHROMIUM PROFILE FILES... UNITS`. A page on a server of our own loads what
// it imports as ENTRY as a browser would, and hands in what `check` found.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [entry, chromium, profile, ...files] = process.argv.slice(2);
const units = files.pop();

const page = `<!doctype html><meta charset="utf-8">
<script type="importmap">{"imports": {
  "double-random": "/node_modules/double-random/web.js", "double-random/draw": "/node_modules/double-random/draw-web.js"
}}</script>
<script type="module">
  const hand = (found) => fetch("/found", { method: "POST", body: JSON.stringify(found) });
  addEventListener("error", (event) => hand({ passed: 0, failed: [event.message] }));
  try {
    const { wire } = await import("${entry}");
    const { check } = await import("/check.mjs");
    const read = async (path) => (await fetch(path)).json();
    const files = await Promise.all(${JSON.stringify(files.map((_, at) => `/file/${at}`))}.map(read));
    await hand(check(wire, files, await read("/units")));
  } catch (error) {
    await hand({ passed: 0, failed: [String(error)] });
  }
</script>`;

const types = { mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm", json: "application/json" };

const server = createServer((request, response) => {
  const path = request.url;
  if (path === "/found") {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => finish(body));
    return response.end();
  }
  const answer = (type, content) => response.writeHead(200, { "content-type": type }).end(content);
  try {
    if (path === "/") answer("text/html", page);
    else if (path === "/units") answer(types.json, readFileSync(units));
    else if (path.startsWith("/file/")) answer(types.json, readFileSync(files[Number(path.slice(6))]));
    else answer(types[path.split(".").pop()] ?? "text/plain", readFileSync(new URL(`.${path}`, import.meta.url)));
  } catch {
    response.writeHead(404).end();
  }
});

let browser;
const patience = setTimeout(() => finish(JSON.stringify({ passed: 0, failed: ["the page did not answer"] })), 120_000);

function finish(found) {
  clearTimeout(patience);
  console.log(found);
  browser.kill("SIGKILL");
  server.closeAllConnections?.();
  server.close();
}

server.listen(0, "127.0.0.1", () => {
  const switches = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", `--user-data-dir=${profile}`,
  ];
  browser = spawn(chromium, [...switches, `http://127.0.0.1:${server.address().port}/`], { stdio: "ignore" });
  browser.on("error", (error) => finish(JSON.stringify({ passed: 0, failed: [String(error)] })));
});
