import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hexIn, type Message, messagesIn, numberIn, readMessage, textIn } from "./protobuf.js";

/** A span as a trace receiver gets it: opentelemetry/proto/trace/v1/trace.proto. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first span of its trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: "server" | "client" | "other";
  readonly tookMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly string[];
  /** Spans of other operations that this span also served. */
  readonly links: readonly string[];
  readonly failed: boolean;
}

/** Receives traces over HTTP and protobuf, as a collector does. */
export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** The attributes that describe the sender. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** Everything received, including headers, for tests of what it must not contain. */
  readonly received: string;
}

export async function startOtlpReceiver(answer: { status: number } = { status: 200 }): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const resource: Record<string, unknown> = {};
  let received = "";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      received += `${request.method} ${request.url} ${JSON.stringify(request.headers)}\n${body.toString("latin1")}\n${body.toString("utf8")}\n`;
      if (request.url === "/v1/traces" && request.headers["content-type"] === "application/x-protobuf") {
        for (const ofResource of messagesIn(readMessage(body), 1)) {
          for (const described of messagesIn(ofResource, 1))
            Object.assign(resource, attributesIn(described, 1));
          for (const scope of messagesIn(ofResource, 2)) spans.push(...messagesIn(scope, 2).map(spanOf));
        }
      }
      response.writeHead(answer.status, { "content-type": "application/x-protobuf" }).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resource,
    get received() {
      return received;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const KINDS: Readonly<Record<number, ReceivedSpan["kind"]>> = { 2: "server", 3: "client" };
const FAILED = 2;

function spanOf(span: Message): ReceivedSpan {
  const [status] = messagesIn(span, 15);
  return {
    traceId: hexIn(span, 1),
    spanId: hexIn(span, 2),
    parentSpanId: hexIn(span, 4),
    name: textIn(span, 5),
    kind: KINDS[numberIn(span, 6)] ?? "other",
    tookMs: (numberIn(span, 8) - numberIn(span, 7)) / 1e6,
    attributes: attributesIn(span, 9),
    events: messagesIn(span, 11).map((event) => textIn(event, 2)),
    links: messagesIn(span, 13).map((link) => hexIn(link, 2)),
    failed: status !== undefined && numberIn(status, 3) === FAILED,
  };
}

function attributesIn(message: Message, field: number): Record<string, unknown> {
  return Object.fromEntries(
    messagesIn(message, field).map((pair) => [textIn(pair, 1), messagesIn(pair, 2).map(valueOf)[0]]),
  );
}

function valueOf(value: Message): unknown {
  if (value.has(1)) return textIn(value, 1);
  if (value.has(2)) return numberIn(value, 2) === 1;
  if (value.has(3)) return numberIn(value, 3);
  return messagesIn(value, 5).flatMap((list) => messagesIn(list, 1).map(valueOf));
}
