import { z } from "zod";
import type { AdminSettings } from "../admin/start.js";
import type { AuthSettings } from "../auth/access.js";
import type { Limits } from "../graphql/limits/limits.js";
import type { SubgraphOptions } from "../graphql/schema.js";
import type { SchoolSettings } from "../school/settings.js";
import type { Secret } from "../telemetry/secret.js";
import type { TelemetrySettings } from "../telemetry/start.js";
import { ADMIN_VARIABLES, adminSettings } from "./admin.js";
import { accessProblems, keyProblems } from "./auth-problems.js";
import { AUTH_VARIABLES, authSettings } from "./auth.js";
import { CLASSIN_VARIABLES, classinSettings } from "./classin.js";
import { COURSE_GROUP_VARIABLES } from "./course-groups.js";
import { type Env, isSet } from "./fields.js";
import { HTTP_VARIABLES, type HttpSettings, httpSettings } from "./http.js";
import { LIMIT_VARIABLES, limitSettings } from "./limits.js";
import { NAME_VARIABLES, nameSettings } from "./names.js";
import { READ_VARIABLES, readAges } from "./reads.js";
import { secretsIn } from "./secrets.js";
import { STORE_VARIABLES, storeSettings } from "./store.js";
import { SUBGRAPH_VARIABLES, subgraphOptions } from "./subgraph.js";
import { SUBSCRIPTION_VARIABLES, type SubscriptionSettings, subscriptionSettings } from "./subscriptions.js";
import { TELEMETRY_VARIABLES, telemetrySettings } from "./telemetry.js";
import { regionProblems, TENCENT_IM_VARIABLES, tencentImSettings } from "./tencent-im.js";
import { rateProblems } from "./vendor-url.js";
import { WEBHOOK_VARIABLES, webhookProblems, webhookSettings } from "./webhooks.js";

/** Every variable the server reads, in the order of the table in docs/configuration.md. */
export const VARIABLES = {
  ...HTTP_VARIABLES,
  ...ADMIN_VARIABLES,
  ...TELEMETRY_VARIABLES,
  ...AUTH_VARIABLES,
  ...SUBSCRIPTION_VARIABLES,
  ...SUBGRAPH_VARIABLES,
  ...CLASSIN_VARIABLES,
  ...TENCENT_IM_VARIABLES,
  ...COURSE_GROUP_VARIABLES,
  ...READ_VARIABLES,
  ...WEBHOOK_VARIABLES,
  ...NAME_VARIABLES,
  ...STORE_VARIABLES,
  ...LIMIT_VARIABLES,
};

/** The server's configuration, with one slice for each part. Secrets print as "[redacted]". */
export interface Config extends SchoolSettings {
  /** Whether the explorer, introspection and GET are enabled. */
  readonly development: boolean;
  readonly http: HttpSettings;
  readonly admin: AdminSettings;
  readonly telemetry: TelemetrySettings;
  /** Null if access control is off. */
  readonly auth: AuthSettings | null;
  readonly subscriptions: SubscriptionSettings;
  readonly subgraph: Required<SubgraphOptions>;
  readonly limits: Limits;
  /** Everything that must never appear in a log. */
  readonly secrets: readonly Secret[];
}

/** Reports every problem in the environment, by name and never by value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      [
        "The configuration is not valid, so nothing was started:",
        ...problems.map((problem) => `  - ${problem}`),
        "Set these variables and start again. docs/configuration.md lists them all.",
      ].join("\n"),
    );
    this.name = "ConfigError";
  }
}

/**
 * The only reader of the server's environment. Blank variables count as unset, and values are trimmed. Throws a
 * `ConfigError` with every problem.
 */
export function readConfig(given: Env): Config {
  const env = trimmed(given);
  const parsed = z.object(VARIABLES).safeParse(env);
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...regionProblems(env),
    ...accessProblems(env),
    ...rateProblems(env),
    ...keyProblems(parsed.data),
    ...webhookProblems(parsed.data),
    ...tlsProblems(env),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { data } = parsed;
  const webhooks = webhookSettings(env, data);
  return {
    development: data.NODE_ENV !== "production",
    http: httpSettings(data),
    admin: adminSettings(data),
    telemetry: telemetrySettings(data),
    auth: authSettings(data),
    subscriptions: subscriptionSettings(data),
    subgraph: subgraphOptions(data),
    classin: classinSettings(data),
    tencentIm: tencentImSettings(data),
    courseGroupId: data.COURSE_GROUP_ID,
    readAges: readAges(data, webhooks?.tencentToken !== undefined),
    webhooks,
    names: nameSettings(data),
    store: storeSettings(data),
    limits: limitSettings(data),
    secrets: secretsIn(data),
  };
}

/** Secrets made with `echo` end in a line feed. No valid value begins or ends with a blank. */
const trimmed = (env: Env): Env =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (isSet(value) ? [[name, value?.trim()]] : [])),
  );

/** zod's own messages name what was expected, never the given value. */
const problemsOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

const tlsProblems = (env: Env): string[] =>
  env.NODE_TLS_REJECT_UNAUTHORIZED === "0"
    ? ["NODE_TLS_REJECT_UNAUTHORIZED must not be 0: signatures would be sent to any server that answers"]
    : [];
