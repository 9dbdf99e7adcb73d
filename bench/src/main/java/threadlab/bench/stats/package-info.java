/** Statistical tests of ratios and trends. All functions are pure. */
@NullMarked
package threadlab.bench.stats;

import org.jspecify.annotations.NullMarked;
