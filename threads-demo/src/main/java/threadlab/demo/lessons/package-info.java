/**
 * Lessons about processes, threads, memory and sockets. Each takes a claim and tries it on this machine. A lesson is
 * one file with a {@code main}: read it from top to bottom, then run it. {@code Lessons} lists them all. The second
 * part, the clinic, is about what goes wrong with virtual threads. Its lessons run a {@code Patient}, a nested program,
 * in a JVM of its own, and look at it with the tools of the JDK.
 */
@NullMarked
package threadlab.demo.lessons;

import org.jspecify.annotations.NullMarked;
