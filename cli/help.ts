export const HELP = `Usage: npm run bulk -- nicknames --courses courses.csv [options]
       npm run bulk -- members --file members.csv [options]
       npm run bulk -- status OPERATION [--url URL] [--patience SECONDS]
       npm run bulk -- list [--first N] [--after CURSOR] [--state STATE] [--url URL] [--patience SECONDS]

Checks the whole file, starts it at the gateway as one bulk operation for each 10,000 rows, and watches until every item has an
outcome. Stopping it stops nothing at the server: the same command with the same file goes on watching.
With - for the file, it reads standard input: cat members.csv | npm run -s bulk -- members --file -

status prints one operation: its state, how far it is, and the first ten items that failed or are unknown.
list prints your operations, newest first, and how to see the next page.

  --url URL          the gateway's GraphQL address (or CLASS_GROUPS_URL)
  --dry-run          check the file, say what would be sent, send nothing
  --result FILE      write what came of each row as CSV, when all have ended
  --key TEXT         the idempotency key, at most 240 characters; default: from what the file asks for.
                     The same file is the same operation; another key does it once more
  --cancel           cancel what this file, or --key, has started: nothing more is begun
  --patience SECONDS how long to try again when the gateway does not answer (120)
  --first N          how many operations list prints, 1 to 100 (20)
  --after CURSOR     the page of list that follows; list prints the cursor
  --state STATE      only QUEUED, RUNNING, CANCELLING, CANCELLED or COMPLETED ones
  --help

CLASS_GROUPS_TOKEN in the environment is sent to the gateway as the caller's token; it needs the scope class-groups:bulk.

Files are CSV in UTF-8 with commas; the first row names the columns, in any order.
  nicknames   courseId
  members     groupId, userId, role (ADMIN, MEMBER), nameCard, messageDelivery (ACCEPT_AND_NOTIFY, ACCEPT_NOT_NOTIFY,
              ACCEPT_NOT_NOTIFY_EXCEPT_AT, DISCARD), muteForSeconds (0 unmutes), customFields.<key>
An empty cell leaves things as they are; <clear> in nameCard or customFields.<key> makes them empty.
In a result, a text that a spreadsheet would take for a formula (it begins with =, +, - or @) has ' before it. In groupId and
userId such a ' is taken off again, so rows of a result can be used as they are.

Exit codes
  0    every item succeeded; after --dry-run: the file is good; after --cancel: nothing more is begun;
       after status: nothing has failed so far; after list: it was printed
  1    some failed, are unknown, or were cancelled before they were begun
  2    the file or the command is not right; what is wrong was not started
  3    the gateway was not reached, or refused; what it accepted goes on
  130  interrupted; what was started goes on
`;
