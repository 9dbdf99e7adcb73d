/** How many carriers the virtual threads of this JVM have: as many as pay. */
@NullMarked
package threadlab.server.carriers;

import org.jspecify.annotations.NullMarked;
