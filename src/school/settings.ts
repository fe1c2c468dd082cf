import type { DailyTime } from "../names/keep/daily.js";
import type { Secret } from "../telemetry/secret.js";
import type { ReadAges } from "../tencent-im/kept-reads/ages.js";
import type { WebhookSettings } from "../webhooks/settings.js";

/** The school's account at ClassIn. */
export interface ClassinSettings {
  /** An origin. */
  readonly url: string;
  readonly sid: string;
  readonly secret: Secret;
  readonly callsPerSecond: number;
}

/** The school's app at Tencent IM. */
export interface TencentImSettings {
  /** An origin. */
  readonly url: string;
  readonly sdkAppId: number;
  readonly secretKey: Secret;
  readonly admin: string;
  /** For each command separately. */
  readonly callsPerSecond: number;
  /** The higher limits that the school bought for single commands. */
  readonly commandRates: ReadonlyMap<string, number>;
  /** Keys of groups' custom fields to read. */
  readonly groupCustomKeys: readonly string[];
  /** Keys of members' custom fields to read. If empty, all are read. */
  readonly memberCustomKeys: readonly string[];
}

/** How names are kept. */
export interface NameSettings {
  /** When all kept names are compared, once a day. */
  readonly reconcileAt: DailyTime;
}

/** Where bulk operations, the history of syncs and permits are kept. */
export interface StoreSettings {
  /** PostgreSQL. Undefined: the embedded database. */
  readonly databaseUrl: Secret | undefined;
  /** The embedded database's folder. */
  readonly folder: string;
  readonly retentionDays: number;
  /** The maximum number of replicas that share the database at once. */
  readonly replicas: number;
}

/** The settings of one school's accounts. */
export interface SchoolSettings {
  readonly classin: ClassinSettings;
  readonly tencentIm: TencentImSettings;
  /** A course's group, with `{courseId}` for the number. */
  readonly courseGroupId: string;
  readonly readAges: ReadAges;
  /** Null: webhooks are not received. */
  readonly webhooks: WebhookSettings | null;
  readonly names: NameSettings;
  readonly store: StoreSettings;
}
