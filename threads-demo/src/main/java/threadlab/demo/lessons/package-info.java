/**
 * Claims about processes, threads, memory and sockets, each tried on the machine at hand. A lesson is one file with a
 * {@code main}: read it from top to bottom, then run it. {@link threadlab.demo.lessons.Lessons} lists them all.
 */
@NullMarked
package threadlab.demo.lessons;

import org.jspecify.annotations.NullMarked;
