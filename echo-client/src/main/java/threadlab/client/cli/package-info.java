/**
 * The commands {@code send}, {@code load} and {@code worker}. Only this package knows picocli, prints, and chooses exit
 * statuses.
 */
@NullMarked
package threadlab.client.cli;

import org.jspecify.annotations.NullMarked;
