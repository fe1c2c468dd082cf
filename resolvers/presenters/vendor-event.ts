import type { Vendor } from "../../schema/enums.js";
import { User } from "../../schema/user.js";
import { VendorEvent } from "../../schema/vendor-events.js";
import type { VendorEvent as Stored } from "../../src/webhooks/queries/events.js";

const VENDORS: Readonly<Record<Stored["vendor"], Vendor>> = {
  classin: "CLASSIN",
  "tencent-im": "TENCENT_IM",
};

export function presentEvent({ number, vendor, people, ...stored }: Stored): VendorEvent {
  const ids = people?.ids ?? null;
  return new VendorEvent({
    ...stored,
    id: number,
    vendor: VENDORS[vendor],
    users: vendor === "tencent-im" ? (ids?.map((id) => new User(id)) ?? null) : null,
    classinUids: vendor === "classin" ? ids : null,
    peopleCount: people?.count ?? null,
  });
}
