import { z } from "zod";
import { VENDORS } from "../calls.js";
import { ok, type Route } from "../control-route.js";
import { checked, Problem } from "../problem.js";
import { deliveryShape } from "./delivery.js";
import { eventList, isEventName } from "./events.js";
import { partialSettings } from "./settings.js";
import type { Webhooks } from "./webhooks.js";

const vendor = z.enum(VENDORS);
const settingsSchema = z.strictObject({
  url: z.string().nullable().optional(),
  tencentIm: partialSettings.tencentIm.optional(),
  classin: partialSettings.classin.optional(),
});
const nextSchema = z.strictObject({
  vendor: vendor.optional(),
  events: z.int().min(1).max(10_000).optional(),
  ...deliveryShape,
});
const rawSchema = z.strictObject({
  vendor,
  body: z.unknown().refine((body) => body !== undefined, { error: "is missing" }),
  command: z.string().max(200).optional(),
  platform: z.string().max(50).optional(),
  ...deliveryShape,
});
const deliveriesSchema = z.strictObject({
  vendor: vendor.optional(),
  last: z.coerce.number().int().min(0).max(5000).default(100),
});
const anObject = z.record(z.string(), z.unknown());

/** The part of the control API that makes things happen at the vendors, and controls their webhooks. */
export const WEBHOOK_ROUTES: Readonly<Record<string, Route<{ readonly webhooks: Webhooks }>>> = {
  "GET /events": () => ok({ events: eventList() }),
  "POST /events/:id": ({ id, body }, { webhooks }) => {
    if (!isEventName(id)) {
      throw new Problem(
        404,
        `There is no event ${id.slice(0, 100)}.`,
        "The name is wrong.",
        "GET /events lists all events.",
      );
    }
    const input = checked(anObject, body ?? {}, "Send one JSON object.");
    return { status: 201, json: { event: id, url: webhooks.url, deliveries: webhooks.trigger(id, input) } };
  },
  "GET /webhooks": (_, { webhooks }) => ok(webhooks.status()),
  "GET /webhooks/deliveries": ({ query }, { webhooks }) => {
    const wanted = checked(
      deliveriesSchema,
      Object.fromEntries(query),
      "Try /webhooks/deliveries?vendor=classin&last=10.",
    );
    const fitting = webhooks
      .deliveries()
      .filter((record) => record.vendor === (wanted.vendor ?? record.vendor));
    return ok({ kept: fitting.length, last: wanted.last === 0 ? [] : fitting.slice(-wanted.last) });
  },
  "DELETE /webhooks/deliveries": (_, { webhooks }) => ok({ removed: webhooks.forgetDeliveries() }),
  "DELETE /webhooks/queue": (_, { webhooks }) => {
    webhooks.clearQueue();
    return ok(webhooks.status());
  },
  "POST /webhooks/next": ({ body }, { webhooks }) => {
    webhooks.forNext(checked(nextSchema, body, 'Send {"events": 2, "times": 2} to send two events doubly.'));
    return { status: 201, json: { next: webhooks.next() } };
  },
  "POST /webhooks/raw": ({ body }, { webhooks }) => {
    const raw = checked(rawSchema, body, 'Send {"vendor": "classin", "body": {"Cmd": "End"}}.');
    return { status: 201, json: { url: webhooks.url, deliveries: webhooks.sendRaw(raw) } };
  },
  "GET /webhooks/settings": (_, { webhooks }) => ok({ url: webhooks.url, ...webhooks.settings }),
  "POST /webhooks/settings": ({ body }, { webhooks }) => {
    const given = checked(
      settingsSchema,
      body,
      'Send {"classin": {"repeatMs": 100}}. GET /webhooks/settings shows all settings.',
    );
    if (given.url !== undefined) webhooks.sendTo(given.url);
    webhooks.change(given);
    return ok({ url: webhooks.url, ...webhooks.settings });
  },
};
