// Serves the page on this machine, with the examples of a folder: `node serve.mjs FOLDER [PORT]`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const types = { html: "text/html", css: "text/css", mjs: "text/javascript", json: "application/json" };
const here = fileURLToPath(new URL(".", import.meta.url));

/** The page's own files, and the JSON of the folder; by plain names, so nothing else is reached. */
export async function serve(folder, port = 0) {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    const type = /^[\w-]+(?:\.[\w-]+)*\.(html|css|mjs|json)$/.exec(name)?.[1];
    const content = type && await readFile(join(type === "json" ? folder : here, name)).catch(() => undefined);
    if (content) response.writeHead(200, { "Content-Type": `${types[type]}; charset=utf-8` }).end(content);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port] = process.argv.slice(2);
  console.log((await serve(folder, Number(port ?? 0))).address);
}
