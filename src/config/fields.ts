import { z } from "zod";
import { Secret } from "../telemetry/secret.js";

/** The environment of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

export const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== "";

export const port = (fallback: number) =>
  z.coerce.number("must be a port number").int().min(0).max(65_535).default(fallback);

export const wholeNumber = (min: number, max: number, fallback: number) =>
  z.coerce.number("must be a number").int("must be whole").min(min).max(max).default(fallback);

/** Shorter secrets can be guessed, and redacting them would also remove ordinary words from the log. */
const MIN_SECRET_LENGTH = 8;

export const secret = () =>
  z
    .string("is required")
    .refine(
      (value) => value.length >= MIN_SECRET_LENGTH,
      `must have at least ${MIN_SECRET_LENGTH} characters`,
    )
    .refine((value) => !/\p{Cc}/u.test(value), "must not contain a line feed or another control character")
    .transform((value) => new Secret(value));

/** Splits a comma-separated list and trims its items. */
export const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** Takes a host name, or an address without brackets. */
export const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(host);
