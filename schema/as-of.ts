/** The description of `asOf`, which several types have. */
export const AS_OF =
  "When the vendor was asked for the fields that are returned. A read may be some seconds old, or some minutes for fields whose changes the vendor announces. Send the header `cache-control: no-cache` to read anew. After a change by this server, the time of the change or of an earlier read. Null if nothing had to be read.";
