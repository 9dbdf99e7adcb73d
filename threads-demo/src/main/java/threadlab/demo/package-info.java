/**
 * Shows what a program gains when two functions sleep at the same time, on two threads.
 *
 * <p>
 * Read {@link threadlab.demo.TwoWays} first, which starts the threads, then {@code PrintFunctions}, which they run. A
 * {@link threadlab.demo.Recorder} records what each thread did and when, as {@link threadlab.demo.Span}s, and
 * {@link threadlab.demo.Timeline} and {@link threadlab.demo.TimelineSvg} draw them. {@link threadlab.demo.PrintDemo} is
 * the command line. {@link threadlab.demo.lessons} has lessons on other claims about threads.
 */
@NullMarked
package threadlab.demo;

import org.jspecify.annotations.NullMarked;
