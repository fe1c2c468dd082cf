import { request } from "undici";

/** A limit of a vendor: ClassIn as a whole, or one command of Tencent IM. */
export interface Budget {
  /** The vendor and, for Tencent IM, the command: `classin`, `tencent-im get_group_info`. */
  readonly name: string;
  readonly inUse: number;
  readonly limit: number;
  readonly waiting: number;
}

/** What the server's metrics say about the vendors now. */
export interface VendorState {
  readonly circuits: readonly { readonly vendor: string; readonly state: string }[];
  readonly budgets: readonly Budget[];
}

/** One line of the text format: a metric with labels, and its value. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^(class_groups_vendor_\w+)\{([^}]*)\} (\S+)$/;
const LABEL = /(\w+)="([^"]*)"/g;
/** Budgets with this prefix are parts of others: what keeping names may use. */
const PART = "names ";

/** Null if the server does not answer. */
export async function readVendorState(adminUrl: string): Promise<VendorState | null> {
  const answer = await request(new URL("/metrics", adminUrl)).catch(() => null);
  if (answer === null) return null;
  const text = await answer.body.text().catch(() => "");
  return vendorStateIn(text.split("\n").flatMap(sampleOf));
}

function sampleOf(line: string): Sample[] {
  const [, name, labels = "", value] = LINE.exec(line) ?? [];
  if (name === undefined) return [];
  const pairs = [...labels.matchAll(LABEL)].map(([, key = "", text = ""]) => [key, text] as const);
  return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
}

function vendorStateIn(samples: readonly Sample[]): VendorState {
  const named = (name: string) => samples.filter((sample) => sample.name === `class_groups_vendor_${name}`);
  const sumOf = (name: string, budget: string) =>
    named(name)
      .filter(({ labels }) => labels["budget"] === budget)
      .reduce((sum, { value }) => sum + value, 0);
  const budgets = named("permits_limit").map(({ labels, value }) => ({
    name: labels["budget"] ?? "",
    limit: value,
  }));
  return {
    circuits: named("breaker_state")
      .filter(({ value }) => value === 1)
      .map(({ labels }) => ({ vendor: labels["vendor"] ?? "", state: labels["state"] ?? "" })),
    budgets: budgets
      .filter(({ name }) => !name.startsWith(PART))
      .map(({ name, limit }) => ({
        name,
        limit,
        inUse: sumOf("permits_in_use", name),
        waiting: sumOf("pacer_queue", name),
      })),
  };
}
