/**
 * What others have written: files that somebody gives to a command, and what child processes print. It is read within
 * bounds, and its text is made fit for a terminal here, so that nobody behind this package needs to think of it.
 */
package threadlab.bench.input;
