/**
 * Lessons about processes, threads, memory and sockets. Each takes a claim and tries it on this machine. A lesson is
 * one file with a {@code main}: read it from top to bottom, then run it. {@code Lessons} lists them all.
 */
@NullMarked
package threadlab.demo.lessons;

import org.jspecify.annotations.NullMarked;
