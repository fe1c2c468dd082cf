import type { Announcements } from "../announcements/announcements.js";
import { localAnnouncements } from "../announcements/local-announcements.js";
import { type AnnouncementDatabase, postgresAnnouncements } from "../announcements/postgres-announcements.js";
import type { Log } from "../telemetry/log.js";
import type { Clock } from "../vendor/clock.js";
import type { StoreSettings } from "./settings.js";

const ANSWER_WITHIN_MS = 2_000;

/** With a database, replicas tell each other what has changed. Without one, this process is the only replica. */
export function openAnnouncements(
  { databaseUrl }: Pick<StoreSettings, "databaseUrl">,
  deps: { log: Log; clock: Clock; random: () => number },
): Announcements {
  const { log, clock, random } = deps;
  const onError = (error: unknown) => log.error({ err: error }, "unexpected error in a listener");
  if (databaseUrl === undefined) return localAnnouncements({ clock, onError });
  return postgresAnnouncements({
    database: connectTo(databaseUrl.reveal()),
    clock,
    random,
    onError,
    onChange(why) {
      if (why === null) return log.info("announcements of other replicas arrive again");
      return log.warn(
        { why },
        "announcements of other replicas may be missed: until they arrive, all kept reads have the short maximum age",
      );
    },
  });
}

/** Only a server with a database loads the driver. */
async function connectTo(url: string): Promise<AnnouncementDatabase> {
  const [{ openDatabase }, { default: pg }] = await Promise.all([
    import("../store/database.js"),
    import("pg"),
  ]);
  return {
    // The heartbeat reports trouble.
    pool: openDatabase(url, () => undefined, {
      answerWithinMs: ANSWER_WITHIN_MS,
      connectWithinMs: ANSWER_WITHIN_MS,
    }),
    client: () =>
      new pg.Client({
        connectionString: url,
        connectionTimeoutMillis: ANSWER_WITHIN_MS,
        query_timeout: ANSWER_WITHIN_MS,
        application_name: "class-groups",
        keepAlive: true,
      }),
  };
}
