/** Finds the highest rate that a server holds: one load at one rate after the other. */
@NullMarked
package threadlab.client.capacity;

import org.jspecify.annotations.NullMarked;
