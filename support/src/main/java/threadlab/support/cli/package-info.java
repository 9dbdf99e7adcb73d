/** What all command lines share. Only this package of the module knows picocli. */
@NullMarked
package threadlab.support.cli;

import org.jspecify.annotations.NullMarked;
