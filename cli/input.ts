import { createReadStream } from "node:fs";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { failed, ok, type Result } from "../src/result.js";
import { EXIT, type Stop, stop } from "./exit-code.js";

/** The rows that are read: once to check them all, and once more to send them. */
export interface Input {
  /** As messages name it. */
  readonly name: string;
  read(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** What stands for standard input where a file is named. A file of that name is `./-`. */
export const STANDARD_INPUT = "-";
export const nameOf = (path: string): string => (path === STANDARD_INPUT ? "standard input" : path);

/** It is kept on the disk while it is used; a file has no such limit. */
const MOST_MIB = 64;
const CHUNK_BYTES = 64 * 1024;

export const fileInput = (path: string): Input => ({
  name: nameOf(path),
  read: () => createReadStream(path),
  close: async () => {},
});

/**
 * Reads standard input to its end and keeps it, since it cannot be read twice: on the disk, so that it takes no more memory
 * than a file. Nobody else finds it there, and it is gone with the process, however that ends.
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
          `Nothing was sent: standard input is larger than ${MOST_MIB} MiB. Save it as a file, and name that.`,
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
    if (bytes > MOST_MIB * 2 ** 20) throw new TooLargeError();
    await kept.appendFile(chunk);
  }
}

/** From its beginning, each time. A stream would close the file with itself. */
async function* chunksOf(kept: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await kept.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
