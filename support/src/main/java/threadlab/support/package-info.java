/**
 * What all commands share: text for terminals, durations, checks, files, child processes and {@code /proc}. This
 * package needs nothing but the JDK, neither prints nor ends the JVM, and knows no other module.
 */
@NullMarked
package threadlab.support;

import org.jspecify.annotations.NullMarked;
