/** How old a read may be, in milliseconds. 0: it is not kept. */
export interface ReadAges {
  readonly shortMs: number;
  /** For fields that webhooks announce. The same as `shortMs` if there are no webhooks. */
  readonly announcedMs: number;
}
