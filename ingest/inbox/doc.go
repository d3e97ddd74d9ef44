// Package inbox is the folder that returns are dropped in, the archive of what was loaded, and the quarantine of what
// was refused. It moves files and says what it saw; it does not read figures, and it has no clock: every time is an
// argument.
//
// The words:
//
//   - A file rests while its size, its time and its identity (the inode) stay the same. Only a file that has rested
//     long enough is taken: a share gives no other sign that somebody has finished writing.
//   - A sight is what one look into the inbox finds: files that are ready, files that still wait, and what is odd.
//   - A return that is arriving is being fetched from the web (package fetch). It is hidden until it is whole.
//   - Odd is what is left where it is, with a sentence that says what to do: a folder, a symbolic link (a link could
//     lead anywhere and is never followed), a pipe, a file that can't be read.
//   - The archive keeps every return that was loaded, byte for byte, as YYYY/MM/<sha256>/<name>: any figure can be
//     followed back to the very file that brought it.
//   - The quarantine keeps every return that was refused, in a folder of its own beside a report (report.html for a
//     browser, report.txt for anything else) that says what to put right.
//
// # What a crash may leave
//
// At any moment a return lies whole in the inbox, in the archive or in quarantine; nothing is ever written over. A crash
// may leave a return in two of these places (it is then recognised, or refused a second time), a temporary file whose
// name starts with ".planwatch-", or a quarantine folder that holds a report and no return yet, which [Quarantined]
// leaves out. A file that was just being taken out of the inbox is reported as odd by the next look.
package inbox
