import { createReadStream } from "node:fs";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Source } from "../sheets/source.js";
import { failed, ok, type Result } from "../src/result.js";
import { EXIT, type Stop, stop } from "./exit-code.js";

/** The input rows. They are read twice: to check them all, and then to send them. */
export interface Input extends Source {
  /** The input's name in messages. */
  readonly name: string;
  read(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** As a file name, this means standard input. A file of this name is `./-`. */
export const STANDARD_INPUT = "-";
export const nameOf = (path: string): string => (path === STANDARD_INPUT ? "standard input" : path);

/** Limits standard input, because it is copied to the disk. A file has no such limit. */
const MAX_MIB = 64;
const CHUNK_BYTES = 64 * 1024;

export const fileInput = (path: string): Input => ({
  name: nameOf(path),
  read: () => createReadStream(path),
  close: async () => {},
});

/**
 * Copies standard input to a temporary file, because it cannot be read twice and may not fit in memory. The file has no
 * name, so no other process can open it, and it disappears with this process.
 */
export async function keepStandardInput(stdin: Readable, signal: AbortSignal): Promise<Result<Input, Stop>> {
  const folder = await mkdtemp(join(tmpdir(), "class-groups-"));
  const kept = await open(join(folder, "rows.csv"), "wx+", 0o600);
  await rm(folder, { recursive: true });
  try {
    await pipeline(stdin, (source: AsyncIterable<Buffer>) => keep(source, kept), { signal });
  } catch (error) {
    await kept.close();
    if (signal.aborted) return failed(stop(EXIT.interrupted, "Interrupted. Nothing was sent."));
    if (error instanceof TooLargeError)
      return failed(
        stop(
          EXIT.badInput,
          `Nothing was sent: standard input is larger than ${MAX_MIB} MiB. Save it to a file and use that file.`,
        ),
      );
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    return failed(
      stop(
        EXIT.badInput,
        `Nothing was sent: standard input could not be read and kept in ${tmpdir()} (${code}).`,
      ),
    );
  }
  return ok({
    name: nameOf(STANDARD_INPUT),
    read: () => chunksOf(kept),
    close: () => kept.close(),
  });
}

class TooLargeError extends Error {}

async function keep(source: AsyncIterable<Buffer>, kept: FileHandle): Promise<void> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > MAX_MIB * 2 ** 20) throw new TooLargeError();
    await kept.appendFile(chunk);
  }
}

/** Reads from the beginning each time. A stream would close the file at its end. */
async function* chunksOf(kept: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await kept.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
