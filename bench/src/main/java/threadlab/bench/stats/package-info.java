/** Statistical tests of ratios and trends. */
@NullMarked
package threadlab.bench.stats;

import org.jspecify.annotations.NullMarked;
