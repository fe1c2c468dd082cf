/**
 * Parses a form that is URL-encoded or multipart, which the vendor's own SDK uses for every call.
 * Null if the body is neither. Repeated names are kept, so that the caller can refuse them.
 */
export function readForm(contentType: string, body: Buffer): [string, string][] | null {
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return [...new URLSearchParams(body.toString("utf8"))];
  if (type !== "multipart/form-data") return null;
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  return name === undefined ? null : readMultipart(name, body.toString("utf8"));
}

/** Plain fields only: the calls simulated here send no files. */
function readMultipart(boundary: string, body: string): [string, string][] | null {
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  if (parts.length === 0 || !end?.startsWith("--")) return null;
  const fields: [string, string][] = [];
  // The part before the first boundary is a preamble, which is ignored.
  for (const part of parts.slice(1)) {
    const gap = part.indexOf("\r\n\r\n");
    const name = /^content-disposition:\s*form-data;(?:.*;)?\s*name="([^"]*)"/im.exec(
      part.slice(0, gap),
    )?.[1];
    if (gap === -1 || name === undefined) return null;
    fields.push([name, part.slice(gap + 4)]);
  }
  return fields;
}
