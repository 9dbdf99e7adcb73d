/**
 * How a process tells the one that has started it what it does: one JSON object a line, described in
 * {@code docs/control.md}. Only this package of the module knows the JSON library.
 */
@NullMarked
package threadlab.support.control;

import org.jspecify.annotations.NullMarked;
