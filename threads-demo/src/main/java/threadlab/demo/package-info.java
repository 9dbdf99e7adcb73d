/**
 * Threads made visible: what a program gains when two functions sleep at the same time.
 *
 * <p>
 * Read {@link threadlab.demo.TwoWays} first, it holds the threads; then {@code PrintFunctions}, what they run. A
 * {@link threadlab.demo.Recorder} notes when each thread did what, as {@link threadlab.demo.Span}s, and
 * {@link threadlab.demo.Timeline} and {@link threadlab.demo.TimelineSvg} draw any spans.
 * {@link threadlab.demo.PrintDemo} is the command line. What else is claimed about threads is tried in
 * {@link threadlab.demo.lessons}.
 */
@NullMarked
package threadlab.demo;

import org.jspecify.annotations.NullMarked;
