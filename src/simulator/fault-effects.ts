import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import type { FAULT_KINDS, Fault } from "./fault.js";
import { oddAnswer } from "./odd-answers.js";
import type { Reply } from "./vendor-handler.js";
import type { Waits } from "./waits.js";

export interface Scene {
  readonly response: ServerResponse;
  /** The vendor's complete answer. */
  readonly reply: Reply;
  /** The vendor's answer with another code. */
  readonly otherReply: (code: number | string, info?: string) => Reply;
  readonly requestBody: unknown;
  readonly throttleCode: number;
  /** The target of redirects. Clients must not follow them. */
  readonly redirectTo: string;
  readonly waits: Waits;
}

type Disruption = Exclude<(typeof FAULT_KINDS)[number], "delay" | "hold" | "group-code" | "student-code">;
type Effect = (fault: Fault, scene: Scene) => void | Promise<void>;

const HTML = "text/html; charset=utf-8";
const PAGE = "<!DOCTYPE html><html><head><title>Bad Gateway</title></head><body><h1>nginx</h1></body></html>";
/** More header bytes than any client should read. */
const FLOOD_BYTES = 256 * 1024;
const HUGE_BYTES = 300 * 1024 * 1024;

export function send(
  response: ServerResponse,
  { httpStatus, contentType, body }: Omit<Reply, "code" | "body"> & { readonly body: string | Buffer },
): void {
  response.writeHead(httpStatus, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

const EFFECTS: Readonly<Record<Disruption, Effect>> = {
  code: ({ code = 0 }, { response, otherReply }) => send(response, otherReply(code)),
  throttle: ({ code }, { response, otherReply, throttleCode }) =>
    send(response, otherReply(code ?? throttleCode)),
  http: ({ httpStatus = 502 }, { response }) => send(response, { httpStatus, contentType: HTML, body: PAGE }),
  html: ({ httpStatus = 200 }, { response }) => send(response, { httpStatus, contentType: HTML, body: PAGE }),
  empty: ({ httpStatus = 200 }, { response, reply }) => send(response, { ...reply, httpStatus, body: "" }),
  raw: ({ httpStatus = 200, body = "", bodyBase64 }, { response, reply }) =>
    send(response, {
      ...reply,
      httpStatus,
      body: bodyBase64 === undefined ? body : Buffer.from(bodyBase64, "base64"),
    }),
  odd: ({ odd = "no-status", target, code, limit = 100 }, { response, reply, otherReply, requestBody }) => {
    const whole = code === undefined ? reply : otherReply(code);
    send(response, oddAnswer(odd, whole, { target, limit, requestBody, refusal: otherReply }));
  },
  bom: (_, { response, reply }) => send(response, { ...reply, body: `\ufeff${reply.body}` }),
  "wrong-content-type": (_, { response, reply }) => send(response, { ...reply, contentType: "text/plain" }),
  "trailing-garbage": (_, { response, reply }) => send(response, { ...reply, body: `${reply.body}${PAGE}` }),
  "header-flood": ({ bytes = FLOOD_BYTES }, { response, reply }) => {
    const line = "x".repeat(1024);
    for (let left = bytes, at = 0; left > 0; left -= line.length, at++)
      response.setHeader(`X-Flood-${at}`, line.slice(0, left));
    send(response, reply);
  },
  /** Half an answer whose Content-Length matches, so that it looks complete. */
  truncate: (_, { response, reply }) => send(response, { ...reply, body: half(reply.body) }),
  /** No answer. The connection stays open until the client gives up. */
  silence: () => undefined,
  reset: (_, { response }) => void response.socket?.resetAndDestroy(),
  "reset-mid-body": async (_, { response, reply, waits }) => {
    head(response, reply, Buffer.byteLength(reply.body));
    response.write(half(reply.body));
    // A reset can overtake bytes in flight, so give them time to arrive.
    await waits.wait(20);
    response.socket?.resetAndDestroy();
  },
  drip: async ({ everyMs = 1000 }, { response, reply, waits }) => {
    const bytes = Buffer.from(reply.body);
    head(response, reply, bytes.length);
    for (let at = 0; at < bytes.length && !response.destroyed; at++) {
      response.write(bytes.subarray(at, at + 1));
      await waits.wait(everyMs);
    }
    response.end();
  },
  huge: ({ bytes = HUGE_BYTES }, { response, reply }) => {
    response.writeHead(reply.httpStatus, { "Content-Type": reply.contentType });
    return pipeline(filler(bytes), response);
  },
  /** Compressed without being asked for. With `bytes`, a decompression bomb of that size. */
  gzip: async ({ bytes }, { response, reply }) => {
    response.writeHead(reply.httpStatus, { "Content-Type": reply.contentType, "Content-Encoding": "gzip" });
    if (bytes === undefined) response.end(gzipSync(reply.body));
    else await pipeline(filler(bytes), createGzip(), response);
  },
  redirect: ({ httpStatus = 307, body }, { response, redirectTo }) => {
    response.writeHead(httpStatus, { Location: body ?? redirectTo, "Content-Length": 0 });
    response.end();
  },
};

/** Resolves when the fault is over. A client may hang up before that. */
export async function play(fault: Fault, scene: Scene): Promise<void> {
  const { kind } = fault;
  if (kind === "delay" || kind === "hold" || kind === "group-code" || kind === "student-code") return;
  try {
    await EFFECTS[kind](fault, scene);
  } catch (error) {
    if (!scene.response.destroyed) throw error;
  }
}

const half = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

function head(response: ServerResponse, { httpStatus, contentType }: Reply, bytes: number): void {
  response.writeHead(httpStatus, { "Content-Type": contentType, "Content-Length": bytes });
  response.flushHeaders();
}

/** Starts like an answer but never completes it. Generated while it is sent, to save memory. */
function filler(bytes: number): Readable {
  const chunk = Buffer.alloc(64 * 1024, "x");
  return Readable.from(
    (function* () {
      const start = Buffer.from('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"').subarray(0, bytes);
      yield start;
      for (let left = bytes - start.length; left > 0; left -= chunk.length) {
        yield left < chunk.length ? chunk.subarray(0, left) : chunk;
      }
    })(),
    { objectMode: false },
  );
}
