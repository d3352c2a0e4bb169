// Serves the page on this machine, as it is or with one fault planted in it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

const types = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  wasm: "application/wasm",
};

/** A fault names a file, and what stands there for what. */
export async function serve(folder, fault) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const name = path === "/" ? "index.html" : path.slice(1);
    const known = /^[a-z_]+\.(html|css|js|wasm)$/.test(name);
    let content = known ? await readFile(`${folder}/${name}`).catch(() => undefined) : undefined;
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (fault?.file === name) {
      const text = content.toString();
      if (!text.includes(fault.from)) throw new Error(`${name} does not hold: ${fault.from}`);
      content = text.replaceAll(fault.from, () => fault.to);
    }
    response.writeHead(200, { "Content-Type": types[name.split(".")[1]] }).end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
