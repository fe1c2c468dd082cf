import { request } from "undici";
import { z } from "zod";
import type { TriggerRequest } from "./trigger-arguments.js";

/** A little longer than Tencent IM waits for an answer. */
const WAIT_MS = 3000;
const POLL_MS = 50;

const delivery = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  problem: z.string().optional(),
});
type Delivery = z.output<typeof delivery>;
const happened = z.object({ url: z.string().nullable(), deliveries: z.array(delivery) });
const listed = z.object({ last: z.array(delivery) });
const refused = z.object({ error: z.string(), because: z.string(), todo: z.string() });

export type Outcome = z.output<typeof happened> | { readonly problem: string };

/** Makes the event happen, and waits a moment for the answers to its webhooks. Throws if nothing listens there. */
export async function triggerEvent({ event, body, controlUrl }: TriggerRequest): Promise<Outcome> {
  const json = await ask(`${controlUrl}/events/${event}`, { method: "POST", body: JSON.stringify(body) });
  const done = happened.safeParse(json);
  if (done.success) return { ...done.data, deliveries: await outcomes(done.data.deliveries, controlUrl) };
  const no = refused.safeParse(json);
  if (no.success) return { problem: `${no.data.error} ${no.data.because} ${no.data.todo}` };
  return {
    problem: `${controlUrl} is not the control API of a simulator. The simulator prints its URL when it starts.`,
  };
}

async function outcomes(started: readonly Delivery[], controlUrl: string): Promise<Delivery[]> {
  const ids = new Set(started.map(({ id }) => id));
  let now = [...started];
  for (let waitedMs = 0; waitedMs < WAIT_MS && now.some(isUnderWay); waitedMs += POLL_MS) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const list = listed.safeParse(await ask(`${controlUrl}/webhooks/deliveries?last=500`));
    const found = list.success ? list.data.last.filter(({ id }) => ids.has(id)) : [];
    // Records of an old delivery may be gone.
    if (found.length === now.length) now = found;
  }
  return now;
}

/** A queued one with a problem waits for its repeat. */
const isUnderWay = ({ state, problem }: Delivery): boolean =>
  problem === undefined && (state === "sending" || state === "queued");

async function ask(url: string, options: { method?: "POST"; body?: string } = {}): Promise<unknown> {
  const { body } = await request(url, options);
  return body.json().catch(() => undefined);
}
