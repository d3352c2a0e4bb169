// Reads the examples of a folder: `NAME.bundle.json`, and beside it `NAME.order.json` where there is an order.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const suffix = ".bundle.json";

export async function examplesIn(folder) {
  const files = (await readdir(folder)).sort();
  const read = async (file) =>
    files.includes(file) ? JSON.parse(await readFile(join(folder, file), "utf8")) : undefined;
  return Promise.all(files.filter((it) => it.endsWith(suffix)).map(async (file) => {
    const name = file.slice(0, -suffix.length);
    return { name: file, records: await read(file), order: await read(`${name}.order.json`) };
  }));
}
