import { PinoPretty } from "pino-pretty";

/** Formats the JSON log for a person at a terminal. For development only: production logs stay JSON. */
export const prettyLog = () =>
  PinoPretty({
    colorize: process.stdout.isTTY,
    singleLine: true,
    translateTime: "SYS:HH:MM:ss.l",
    // The process ends right after its last lines.
    sync: true,
  });
