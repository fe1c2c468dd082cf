export const HELP = `Usage: npm run bulk -- nicknames --courses courses.csv [options]
       npm run bulk -- members --file members.csv [options]
       npm run bulk -- group-names --file groups.csv [options]
       npm run bulk -- names --file names.csv [--dry-run] [--url URL] [--patience SECONDS]
       npm run bulk -- status OPERATION [--url URL] [--patience SECONDS]
       npm run bulk -- list [--first N] [--after CURSOR] [--state STATE] [--url URL] [--patience SECONDS]

Checks the whole file, starts one bulk operation for each 10,000 rows (1,000 for group-names), and watches until every item has an outcome.
If you interrupt it, the server continues. The same command with the same file watches again.
With - as the file, it reads standard input: cat members.csv | npm run -s bulk -- members --file -

names sets official names, in requests of 1,000. It starts no operation: when it ends, the names are set. The same file
again changes nothing.
status prints one operation: its state, its progress, and the first ten items that failed or are unknown.
list prints your operations, newest first, and the command for the next page.

  --url URL          the gateway's GraphQL address (or CLASS_GROUPS_URL)
  --dry-run          check the file and print what would be sent, but send nothing
  --result FILE      when all items have ended, write the outcome of each row as CSV
  --key TEXT         the idempotency key, at most 240 characters. By default it is derived from the rows,
                     so the same file is the same operation. Another key runs the file once more
  --cancel           cancel the operations that this file, or --key, has started: no more items start
  --patience SECONDS how long to try again while the gateway does not answer (120)
  --first N          how many operations list prints, 1 to 100 (20)
  --after CURSOR     print the next page of list; list prints the cursor
  --state STATE      list only operations that are QUEUED, RUNNING, CANCELLING, CANCELLED or COMPLETED
  --help

CLASS_GROUPS_TOKEN in the environment is sent to the gateway as the caller's token. It needs the scope class-groups:bulk,
for group-names also class-groups:names, and for names only class-groups:names.

Files are CSV in UTF-8 with commas; the first row names the columns, in any order.
  nicknames   courseId
  members     groupId, userId, role (ADMIN, MEMBER), nameCard, messageDelivery (ACCEPT_AND_NOTIFY, ACCEPT_NOT_NOTIFY,
              ACCEPT_NOT_NOTIFY_EXCEPT_AT, DISCARD), muteForSeconds (0 unmutes), customFields.<key>
  group-names groupId, each once
  names       userId, classinUid, name; also as 用户ID, ClassIn UID, 姓名. This file may also be in GBK or UTF-16, and its cells
              may be separated by tabs or semicolons, as spreadsheets save it
An empty cell changes nothing; <clear> in nameCard, classinUid or customFields.<key> clears it.
In a result, text that a spreadsheet would run as a formula (it begins with =, +, - or @) gets a leading '. In the
columns groupId and userId of a file, this ' is removed, so rows of a result can be used unchanged.

Exit codes
  0    every item succeeded; after --dry-run: the file is good; after --cancel: no more items start;
       after status: nothing has failed so far; after list: it was printed
  1    some items failed, are unknown, or were cancelled before they started
  2    the file or the command is invalid; the invalid part was not started
  3    the gateway was not reached, or it refused the request; accepted operations continue
  130  interrupted; started operations continue
`;
