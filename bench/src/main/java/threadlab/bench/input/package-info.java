/**
 * Reads untrusted input: files that are given to a command, and what child processes print. It is read within bounds,
 * and its text is made printable here, so that no other package needs to care.
 */
@NullMarked
package threadlab.bench.input;

import org.jspecify.annotations.NullMarked;
